"""Comparisons with a missing value."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.table_events import NanComparison
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.state import Run

NANS = frozenset(
    "numpy.nan numpy.NaN numpy.NAN math.nan cmath.nan pandas.NA pandas.NaT pandas.np.nan torch.nan jax.numpy.nan "
    "cupy.nan scipy.nan".split()
)


def compared(run: Run, node: ast.Compare, left: Value, others: list[Value]) -> None:
    """``x == nan`` is false for every x, also for nan."""
    sides = [left, *others]
    if len(sides) == 2 and "lib" not in (left.kind, others[0].kind):
        return
    nodes = [node.left, *node.comparators]
    for i, op in enumerate(node.ops):
        if not isinstance(op, (ast.Eq, ast.NotEq)):
            continue
        for at, other in ((i, i + 1), (i + 1, i)):
            if sides[at].name in NANS and sides[at].kind == "lib" and not sides[at].may:
                run.emit(NanComparison(
                    node, nan=sides[at].name, nan_node=nodes[at], other=sides[other], other_node=nodes[other],
                    negated=isinstance(op, ast.NotEq),
                ))  # fmt: skip
                break

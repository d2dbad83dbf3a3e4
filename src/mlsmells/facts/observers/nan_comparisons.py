"""Comparisons with a missing value."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.table_events import NanComparison
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run

NANS = frozenset(
    "numpy.nan numpy.NaN numpy.NAN math.nan cmath.nan pandas.NA pandas.NaT pandas.np.nan torch.nan jax.numpy.nan "
    "cupy.nan scipy.nan".split()
)


def is_nan(value: Value) -> bool:
    """Surely a missing value."""
    return value.kind == "lib" and value.name in NANS and not value.may


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
            if is_nan(sides[at]):
                run.emit(NanComparison(
                    node, nan=sides[at].name, nan_node=nodes[at], other=sides[other], other_node=nodes[other],
                    negated=isinstance(op, ast.NotEq),
                ))  # fmt: skip
                break


def matched(run: Run, pattern: ast.pattern, subject_node: ast.expr, subject: Value) -> None:
    """``case math.nan``: a pattern compares with ``==`` too."""
    for part in ast.walk(pattern):
        if isinstance(part, ast.MatchValue) and is_nan(held := evaluate(run, part.value)):
            run.emit(NanComparison(
                part.value, nan=held.name, nan_node=part.value, other=subject, other_node=subject_node,
            ))  # fmt: skip


def asked(run: Run, node: ast.Call, holder: Value, args: Args) -> None:
    """``column.eq(nan)`` and ``column.ne(nan)``."""
    func = node.func
    if not isinstance(func, ast.Attribute) or func.attr not in ("eq", "ne") or not node.args:
        return
    if holder.kind in ("frame", "series") and is_nan(args.first()):
        run.emit(NanComparison(
            node, nan=args.first().name, nan_node=node.args[0], other=holder, other_node=func.value,
            negated=func.attr == "ne",
        ))  # fmt: skip

"""A missing value is looked for with ``==`` or ``!=``.

A missing value equals nothing, not even itself: ``x == np.nan`` is false for every x, ``x != np.nan``
is true for every x, and comparing with ``pd.NA`` gives NA. What was to be found is never found, and
nothing fails.

Bad:
    import numpy as np
    import pandas as pd
    df = pd.read_csv("patients.csv")
    df = df[df["age"] != np.nan]
Good:
    import numpy as np
    import pandas as pd
    df = pd.read_csv("patients.csv")
    df = df[df["age"].notna()]
Silent on:
    ``isna``, ``isnull``, ``np.isnan``, ``x != x`` and ``is pd.NA``; two missing values or a constant
    compared to show how they behave; a name that may hold something else
Source: https://pandas.pydata.org/docs/user_guide/missing_data.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import NANS, Facts, NanComparison

RULE = Rule(
    __name__,
    code="MLS318",
    severity=Severity.ERROR,
    message="{nan} equals nothing, not even itself: this is always {answer} - ask with {ask}",
)
_COLUMNS = frozenset({"frame", "series"})
_ATOMS = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)


@RULE.on(NanComparison)
def check(event: NanComparison, facts: Facts) -> Iterator[Finding]:
    """Comparisons of anything that is not itself a constant."""
    other, node = event.other, event.other_node
    if other is None or node is None or event.nan_node is None or other.known or other.name in NANS:
        return
    answer = "NA" if event.nan == "pandas.NA" else str(event.negated).lower()
    nan = ast.unparse(event.nan_node)
    yield RULE.at(
        event,
        nan=nan,
        answer=answer,
        ask="notna()" if event.negated else "isna()",
        trace=[(event, f"compared with {nan}")],
        fix=_fix(event, node, facts),
    )


def _fix(event: NanComparison, node: ast.expr, facts: Facts) -> Fix | None:
    """The same question, asked so that it is answered; unsafe, as the rows that it selects change."""
    if not isinstance(event.node, ast.Compare) or len(event.node.ops) > 1:
        return None
    source = _question(event, node, facts)
    if not source:
        return None
    edit = ReplaceExpression(Span.of(event.node), source)
    return Fix(f"ask with {source}", (edit,), why="the condition has another answer afterwards")


def _question(event: NanComparison, node: ast.expr, facts: Facts) -> str:
    """A method of the frame, or the function of the library whose values they are."""
    assert event.other is not None
    text, asks = facts.segment(node), "notna" if event.negated else "isna"
    if event.other.kind in _COLUMNS:
        return f"{text if isinstance(node, _ATOMS) else f'({text})'}.{asks}()"
    if event.other.kind == "tensor" or event.nan.startswith("torch."):
        module = facts.name_of("torch")
        return f"{'~' if event.negated else ''}{module}.isnan({text})" if module else ""
    module = facts.name_of("pandas")
    return f"{module}.{asks}({text})" if module else ""

"""Tables are joined without saying by which columns.

Without ``on=`` pandas joins by all columns that both tables happen to have: a column added upstream
changes the keys, and keys that occur several times multiply the rows the model is trained on. Nothing fails.
``validate="many_to_one"`` says what is expected, and pandas checks it.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    orders = pd.read_csv("orders.csv")
    prices = pd.read_csv("prices.csv")
    df = orders.merge(prices)
    model = LinearRegression().fit(df[["price"]], df["sold"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    orders = pd.read_csv("orders.csv")
    prices = pd.read_csv("prices.csv")
    df = orders.merge(prices, on="product", validate="many_to_one")
    model = LinearRegression().fit(df[["price"]], df["sold"])
Silent on:
    joins by index, cross joins and ``merge_asof``; a join with ``validate``; a second table that was
    deduplicated or aggregated just before; a row count or duplicates that are asserted afterwards; joins that no
    model learns from. A join with ``on`` but without ``validate`` is shown on request only (`--pedantic`)
Source: https://pandas.pydata.org/docs/user_guide/merging.html#merge-key-uniqueness
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, cut
from mlsmells.facts import Facts, Inspected, Merged, RowsDropped, learning

RULE = Rule(
    __name__,
    code="MLS313",
    once=True,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="the merge of {left} and {right} does not {what}: repeated keys multiply training rows - pass {option}",
)
_KEYS = ("on", "left_on", "right_on", "left_index", "right_index")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Joins that some model learns from, each once."""
    for fit in learning.learnings(facts):
        for effect in fit.X.effects if fit.X is not None else ():
            merged = effect.event
            if effect.kind != "merged" or merged.foreign or _is_safe(facts, merged):
                continue
            stated = not all(merged.arg(name).absent for name in _KEYS)
            left, right = _names(merged)
            yield RULE.at(
                merged,
                left=left,
                right=right,
                what="check its keys" if stated else "name its keys",
                option="validate=" if stated else "on= and validate=",
                severity=Severity.INFO if stated else None,
                confidence=Confidence.LOW if stated else None,
                trace=[(merged, "joined"), (fit, "learned from")],
            )


def _is_safe(facts: Facts, merged: Merged) -> bool:
    """A cross join has no keys; nothing is multiplied where keys are unique, or somebody would see it."""
    other = merged.other
    if merged.arg("how").is_const("cross") or other is None or other.kind == "stat":
        return True
    if any(e.name.endswith("drop_duplicates") and learning.came_through(other, e.node) for e in facts.of(RowsDropped)):
        return True
    mine = learning.sources(merged.X)
    return any(
        look.asserts and look.order > merged.order and mine & learning.sources(look.X) for look in facts.of(Inspected)
    )


def _names(merged: Merged) -> tuple[str, str]:
    right = merged.arg("right").node
    left: ast.expr | None = merged.arg("left").node
    if left is None and isinstance(merged.node, ast.Call) and isinstance(merged.node.func, ast.Attribute):
        left = merged.node.func.value
    return _short(left), _short(right)


def _short(node: ast.expr | None) -> str:
    return f"'{cut(ast.unparse(node), 25)}'" if node is not None else "the left table"

"""Where a program learns from rows, and what it becomes when it learns from some of them and applies that to all."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, Unit

STATISTICS = frozenset(
    "mean nanmean median nanmedian mode std nanstd var min max ptp quantile percentile nanpercentile sum count "
    "corr corrwith skew kurt nunique value_counts".split()
)
_FITS = frozenset({"fit", "fit_transform"})
_MODULES = frozenset({"np", "numpy", "pd", "pandas", "stats"})
# What they make of the training rows when they are fitted is another thing than what they make of them later.
_OTHERWISE = ("TargetEncoder", "LeaveOneOutEncoder", "CatBoostEncoder", "JamesSteinEncoder")

# The training part of an expression, as source text; "" where it has none. With True it is asked for labels.
Part = Callable[[ast.expr, bool], str]


def learns(node: ast.AST) -> ast.expr | None:
    """The rows that a call learns from: ``df["a"].mean()``, ``np.mean(X)``, ``scaler.fit(X)``."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name), args=[given, *_]) if module in _MODULES:
            return given if name in STATISTICS else None
        case ast.Call(func=ast.Attribute(value=receiver, attr=name)) if name in STATISTICS:
            return receiver
        case ast.Call(func=ast.Attribute(attr=name), args=[given, *_]) if name in _FITS:
            return given
    return None


def by_part(statement: ast.stmt, target: ast.Call, unit: Unit, taken: Part) -> Iterator[Splice]:
    """What the call learns from becomes the training part; of statistics all in the statement. Raises Refused."""
    is_fit = isinstance(target.func, ast.Attribute) and target.func.attr in _FITS
    if is_fit:
        yield from _fitted(target, unit, taken)
        return
    if learns(target) is None:
        raise Refused(f"what line {unit.span(target).line} learns has a form that cannot be taken of some rows")
    for node in ast.walk(statement):
        rows = learns(node)
        is_statistic = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STATISTICS
        )
        if rows is None or not is_statistic:
            continue
        text = taken(rows, False)
        if text:
            yield Splice(unit, *unit.extent(rows), text)
        elif node is target:
            raise Refused(f"it is not certain that line {unit.span(target).line} still has the rows of the split")


def _fitted(call: ast.Call, unit: Unit, taken: Part) -> Iterator[Splice]:
    """``scaler.fit_transform(X)`` → ``scaler.fit(X[rows]).transform(X)``."""
    line = unit.span(call).line
    if call.keywords or not 1 <= len(call.args) <= 2:
        raise Refused(f"the fit at line {line} takes more than rows and labels")
    if any(word in unit.code for word in _OTHERWISE):
        raise Refused(f"what the fit at line {line} makes of training rows is another thing than transform() makes")
    texts = [taken(given, at > 0) for at, given in enumerate(call.args)]
    if not all(texts):
        raise Refused(f"it is not certain that line {line} still has the rows of the split")
    assert isinstance(call.func, ast.Attribute)
    start, end = unit.extent(call.args[0])
    rows = unit.code[start:end]
    dot = unit.extent(call.func)[1] - len(call.func.attr)
    last = unit.extent(call)[1]
    if "#" in unit.code[dot:last] or "\n" in rows:
        raise Refused(f"the fit at line {line} goes over several lines")
    applied = f".transform({rows})" if call.func.attr == "fit_transform" else ""
    yield Splice(unit, dot, last, f"fit({', '.join(texts)}){applied}")

"""A table that is made of scaled rows has the numbers 0, 1, … as its index, and each part would begin anew with 0.

Where the parts meet labels by their index later (``X_test["error"] = y_test - predicted``), they get the index of
their rows.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import Placed, loads
from mlsmells.fix.codemods.rows.containers import TABLE, container
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.sinking.fits import FitForm
    from mlsmells.fix.codemods.splits import Division
    from mlsmells.fix.units import Unit

_BY_INDEX = frozenset({"index", "join", "merge", "loc", "assign", "add", "sub", "mul", "div", "corrwith", "reindex"})
_BESIDE = frozenset({"concat", "merge", "join"})


def indexed(form: FitForm, split: Division, after: list[Placed], units: list[Unit]) -> FitForm:
    """The form with ``index=X.index``, if it needs it. Raises Refused where that would be another index."""
    match form.expression:
        case ast.Call(func=ast.Attribute(attr="DataFrame") | ast.Name(id="DataFrame"), keywords=keywords) as table:
            if any(keyword.arg == "index" for keyword in keywords):
                return form
        case _:
            return form
    line = _first_alignment(split.parts_of(form.made[0]) or (), after)
    if not line:
        return form
    rows = ast.parse(form.given[0], mode="eval").body
    renumbered = any("reset_index" in unit.code for unit in units)
    if renumbered or not isinstance(rows, ast.Name) or container(rows, units) != TABLE:
        raise Refused(f"line {line} meets other rows by an index that the parts would not have")
    index = ast.keyword("index", ast.Attribute(rows, "index", ast.Load()))
    return replace(form, expression=ast.Call(table.func, table.args, [*keywords, index]))


def _first_alignment(parts: tuple[str, ...], after: list[Placed]) -> int:
    """The first line that takes values of a part by its index; 0 where none does."""
    for placed in after:
        for use in (use for name in parts for use in loads(name, placed.node)):
            if _aligns(use, placed.unit):
                return placed.unit.span(use).line
    return 0


def _aligns(use: ast.expr, unit: Unit) -> bool:
    parent = unit.parent(use)
    match parent:
        case ast.Attribute(attr=attr):
            return attr in _BY_INDEX or _aligns(parent, unit)
        case ast.Subscript(value=value) if value is use:
            return isinstance(parent.ctx, ast.Store) or _aligns(parent, unit)
        case ast.BinOp(left=left, right=right):
            other = right if left is use else left
            return not isinstance(other, ast.Constant)
        case ast.List() | ast.Tuple():
            return _aligns(parent, unit)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if parent.func is not use:
            return name in _BESIDE
    return False

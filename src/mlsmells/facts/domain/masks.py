"""Masks: which part of the rows a comparison, a column of truth values or a method selects."""

from __future__ import annotations

import ast
from math import isfinite

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.conditions import FLIPPED
from mlsmells.facts.domain.values import UNKNOWN, Value, identity, is_shared, new_serial

# How a part is called by the comparison that holds for its rows.
_SIGNS: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


def where(mask: Value, *, yes: bool) -> R.Step:
    """The rows for which a mask that is not a comparison is true or false; a column is the same mask each time."""
    if mask.column is not None and mask.kind == "series":
        return ("mask", ("column", mask.column)), f"== {yes}"
    which = new_serial() if is_shared(mask) else identity(mask)  # of two unknown masks nobody knows if they are one
    return ("mask", which), "yes" if yes else "no"


def condition(op: type[ast.AST], left: Value, left_node: ast.expr, right: Value, right_node: ast.expr) -> R.Step | None:
    """The rows for which a comparison holds, as a part of the split that the compared values make."""
    sign = _SIGNS.get(op)
    if sign is None:
        return None
    if left.rows is None and right.rows is not None:
        left, left_node, right, right_node = right, right_node, left, left_node
        sign = FLIPPED.get(sign, sign)
    column = operand(left, left_node)
    if isinstance(right.const, (int, str)) or (isinstance(right.const, float) and isfinite(right.const)):
        return ("mask", column), f"{sign} {right.const!r}"
    # Against the same thing, whatever it is.
    return ("mask", column, operand(right, right_node)), f"{sign} 0"


def operand(value: Value, node: ast.AST) -> object:
    """Equal keys: surely the same operand."""
    if value.known:
        try:
            hash(value.const)
        except TypeError:
            return id(node)
        return ("const", value.const)
    if value.column is not None and value.base is not None:
        asked = _asked_of_texts(node)
        return ("column", value.column) if asked is None else ("column", value.column, asked or identity(value))
    if value.kind == "indices" and value.base is not None:
        return ("index", identity(value.base))
    if value.kind == "stat":
        return ("stat", ast.dump(node))
    if value is not UNKNOWN:
        return ("value", identity(value))
    return ("text", ast.dump(node))


def _asked_of_texts(node: ast.AST) -> str | None:
    """What ``df["a"].str.find("x")`` asks, "" where a variable says what is looked for; None for the column itself."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="str")), args=[_, *_] as asked):
            return ast.dump(node) if all(isinstance(each, ast.Constant) for each in asked) else ""
    return None

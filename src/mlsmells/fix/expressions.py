"""Edits of one expression: wrap it, replace it. Parentheses are added where the grammar needs them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.calls import shares_parentheses
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, parse

if TYPE_CHECKING:
    from mlsmells.core import WrapExpression
    from mlsmells.fix.units import Unit

_ATOMS = (
    ast.Name,
    ast.Attribute,
    ast.Call,
    ast.Subscript,
    ast.List,
    ast.Dict,
    ast.Set,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.JoinedStr,
)
_LOOSE = (ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Starred)


def wrap(unit: Unit, node: ast.expr, intent: WrapExpression) -> list[Splice]:
    """``before`` and ``after`` around the expression; what is inside keeps its text and comments."""
    start, end = unit.extent(node)
    inner_before = inner_after = ""
    if _is_sole_generator(unit, node):
        # The parentheses belong to the call; the generator needs its own only outside a call.
        start, end = start + 1, end - 1
        is_call = intent.before.endswith("(") and intent.after.startswith(")")
        inner_before, inner_after = ("", "") if is_call else ("(", ")")
    elif _needs_parentheses(unit, node, intent.before, intent.after):
        inner_before, inner_after = "(", ")"
    before, after = intent.before + inner_before, inner_after + intent.after
    whole = before + unit.code[start:end] + after
    left, right = _around(unit, start, end, whole)
    return [Splice(unit, start, start, left + before), Splice(unit, end, end, after + right)]


def replace(unit: Unit, node: ast.expr, source: str) -> list[Splice]:
    """The expression's text becomes ``source``."""
    source = source.strip()
    if not source:
        raise Refused("there is nothing to put in its place")
    start, end = unit.extent(node)
    if _is_sole_generator(unit, node):
        start, end = start + 1, end - 1
    left, right = _around(unit, start, end, source)
    return [Splice(unit, start, end, left + source + right)]


def _is_sole_generator(unit: Unit, node: ast.expr) -> bool:
    parent = unit.parent(node)
    return isinstance(node, ast.GeneratorExp) and isinstance(parent, ast.Call) and shares_parentheses(parent)


def _needs_parentheses(unit: Unit, node: ast.expr, before: str, after: str) -> bool:
    if isinstance(node, _LOOSE):
        return True
    if isinstance(node, ast.Tuple):
        return not unit.segment(node).startswith("(")
    is_delimited = before.rstrip().endswith(("(", "[", ",")) and after.lstrip().startswith((")", "]", ","))
    return not (isinstance(node, _ATOMS) or is_delimited)


def _around(unit: Unit, start: int, end: int, source: str) -> tuple[str, str]:
    """What must stand left and right of ``source`` at [start, end): parentheses, or spaces, or nothing."""
    left = " " if _would_join(unit.code[start - 1 : start], source[:1]) else ""
    right = " " if _would_join(source[-1:], unit.code[end : end + 1]) else ""
    if _binds_tightly(source):
        return left, right
    before, after = unit.code[:start], unit.code[end:]
    closed = parse(f"{before}({source}){after}")
    plain = parse(f"{before}{left}{source}{right}{after}")
    if closed is None or (plain is not None and ast.dump(closed) == ast.dump(plain)):
        return left, right
    return "(", ")"


def _binds_tightly(source: str) -> bool:
    match parse(source):
        case ast.Module(body=[ast.Expr(value=value)]):
            is_text = isinstance(value, ast.Constant) and isinstance(value.value, str | bool | None)
            return isinstance(value, _ATOMS) or is_text
    return False


def _would_join(left: str, right: str) -> bool:
    def is_word(character: str) -> bool:
        return character.isalnum() or character == "_"

    return is_word(left) and (is_word(right) or right in "'\"") and bool(right)

"""A split by position: ``train, test = values[:n], values[n:]``. The bound may have to be known earlier."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import Placed, stores
from mlsmells.fix.codemods.moving import taken_away
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.rows.same_rows import SameRows
    from mlsmells.fix.splices import Splice

_NUMBERS = frozenset({"len", "int", "round", "floor", "ceil", "min", "max"})


class Bound(NamedTuple):
    """The training part is ``[:text]``; ``lines`` must stand before its first use, and ``gone`` removes them below."""

    text: str
    lines: list[str]
    gone: list[Splice]


def head_bound(placed: Placed, rows: SameRows) -> ast.expr:
    """The end of the first part. Raises Refused."""
    for node in ast.walk(placed.node):
        match node:
            case ast.Subscript(value=held, slice=taken):
                first = taken.elts[0] if isinstance(taken, ast.Tuple) and taken.elts else taken
                held = held.value if isinstance(held, ast.Attribute) and held.attr == "iloc" else held
                if isinstance(first, ast.Slice) and _begins(first.lower) and first.upper and not first.step:
                    if rows.kind(held):
                        return first.upper
    raise Refused(f"line {placed.line} does not take the first rows of what was learned from")


def _begins(lower: ast.expr | None) -> bool:
    return lower is None or (isinstance(lower, ast.Constant) and lower.value == 0)


def known_early(bound: ast.expr, between: list[Placed], rows: SameRows, placed: Placed) -> Bound:
    """The bound where the fit is: what computes it moves up, if it only counts rows. Raises Refused."""
    needed = _numbers(bound, rows)
    lines: list[str] = []
    gone: list[Splice] = []
    for statement in reversed(between):
        made = [name for name in needed if stores(name, statement.node)]
        if not made:
            continue
        match statement.node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if made == [name]:
                splices, above, behind = taken_away(statement)
                needed = (needed - {name}) | _numbers(value, rows)
                gone += splices
                text = statement.unit.segment(statement.node)
                lines[:0] = [*above, text + (f"  {behind}" if behind else "")]
            case _:
                raise Refused(f"where the split at line {placed.line} cuts is known too late")
    return Bound(placed.unit.segment(bound), lines, gone)


def _numbers(node: ast.expr, rows: SameRows) -> set[str]:
    """The variables of an expression that is made of numbers and counts of rows. Raises Refused."""
    match node:
        case ast.Constant(value=int() | float()):
            return set()
        case ast.Name(id=name):
            return {name}
        case ast.BinOp(left=left, right=right):
            return _numbers(left, rows) | _numbers(right, rows)
        case ast.UnaryOp(operand=inner):
            return _numbers(inner, rows)
        case ast.Call(func=ast.Name(id="len"), args=[counted]) if rows.kind(counted):
            return set()
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=[]) if name in _NUMBERS:
            return {each for given in args for each in _numbers(given, rows)}
        case ast.Subscript(value=ast.Attribute(value=counted, attr="shape"), slice=ast.Constant(value=0)):
            if rows.kind(counted):
                return set()
    raise Refused("where the split cuts is not a count of rows")

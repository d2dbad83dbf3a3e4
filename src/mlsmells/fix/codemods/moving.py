"""A statement goes, and lines come behind another: comments go along with what they speak of."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.showing import is_value
from mlsmells.fix.splices import GAP, LINES, Splice
from mlsmells.fix.statements import replace
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed
    from mlsmells.fix.units import Unit


def taken_away(placed: Placed) -> tuple[list[Splice], list[str], str]:
    """What removes the statement; the comment lines right above it; the comment behind it."""
    unit, node = placed
    start, end = unit.extent(node)
    row, last = unit.row(start), unit.row(end)
    rest = _line(unit, last)[end - unit.starts[last] :]
    if _line(unit, row)[: start - unit.starts[row]].strip() or not _is_end(rest):
        raise Refused(f"line {placed.line} holds several statements")
    if any(at in unit.frozen for at in range(row, last + 1)):
        raise Refused("it would change a notebook magic")
    if row != last and "#" in unit.code[start:end]:
        raise Refused(f"a comment inside the statement at line {placed.line} would be lost")
    behind = rest.strip()
    above = row
    while above > 0 and _line(unit, above - 1).lstrip().startswith("#") and above - 1 not in unit.frozen:
        above -= 1
    comments = [_line(unit, at).strip() for at in range(above, row)]
    if len(_body_of(placed)) == 1:
        return replace(unit, node, "pass"), comments, behind
    stop = unit.starts[last + 1] if last + 1 < len(unit.starts) else len(unit.code)
    begin = unit.starts[above]
    if stop == len(unit.code) and not unit.code.endswith(("\n", "\r")) and begin:
        begin -= len(unit.newline)  # the last line of a cell has no line end of its own
    elif (
        above
        and not _line(unit, above - 1).strip()
        and last + 2 < len(unit.starts)
        and not _line(unit, last + 1).strip()
    ):
        stop = unit.starts[last + 2]  # one blank line is enough
    return [Splice(unit, begin, stop, "")], comments, behind


def joined(removals: list[Splice]) -> list[Splice]:
    """Neighbouring lines that go are one removal."""
    out: list[Splice] = []
    for splice in removals:
        before = out[-1] if out else None
        if before and before.unit is splice.unit and splice.start <= before.end and not splice.new + before.new:
            # A line at the end of a cell takes the line end before it along.
            start = before.start - (before.end - splice.start if before.start else 0)
            splice = out.pop()._replace(start=start, end=splice.end)
        out.append(splice)
    return out


def put_behind(placed: Placed, lines: list[str], *, shared: str = "") -> list[Splice]:
    """The lines behind the statement, at its indentation; the shared line first, and once for several rewrites."""
    unit, node = placed
    start, end = unit.extent(node)
    row, last = unit.row(start), unit.row(end)
    indent = _line(unit, row)[: start - unit.starts[row]]
    if indent.strip() or not _is_end(_line(unit, last)[end - unit.starts[last] :]):
        raise Refused(f"line {placed.line} holds several statements")
    shared, text = ("".join(f"{indent}{line}{unit.newline}" for line in part if line) for part in ([shared], lines))
    if last + 1 < len(unit.starts) and unit.starts[last + 1] <= len(unit.code) and unit.code[end:].strip(" \t")[:1]:
        at = unit.starts[last + 1]
        if unit.code[at - 1 : at] in ("\n", "\r"):
            return [*([Splice(unit, at, at, shared, GAP)] if shared else []), Splice(unit, at, at, text, LINES)]
    at = len(unit.code)
    return [Splice(unit, at, at, unit.newline + (shared + text).removesuffix(unit.newline))]


def put_above(placed: Placed, lines: list[str]) -> Splice:
    """The lines above the statement and its comments, at its indentation. Raises Refused."""
    unit, node = placed
    start = unit.extent(node)[0]
    row = unit.row(start)
    indent = unit.code[unit.starts[row] : start]
    if indent.strip():
        raise Refused(f"line {placed.line} holds several statements")
    while row and row - 1 not in unit.frozen and unit.code[unit.starts[row - 1] :].lstrip(" \t").startswith("#"):
        row -= 1
    at = unit.starts[row]
    return Splice(unit, at, at, "".join(f"{indent}{line}{unit.newline}" for line in lines), LINES)


def put_beside(placed: Placed, lines: list[str]) -> list[Splice]:
    """Behind the statement; before it where a notebook shows its value as the last of the cell."""
    unit, node = placed
    is_shown = unit.cell is not None and node is unit.tree.body[-1] and isinstance(node, ast.Expr)
    if not is_shown or not is_value(node.value):  # type: ignore[attr-defined]
        return put_behind(placed, lines)
    at = unit.starts[unit.row(unit.extent(node)[0])]
    if unit.code[at : unit.extent(node)[0]].strip():
        raise Refused(f"line {placed.line} holds several statements")
    return [Splice(unit, at, at, "".join(f"{line}{unit.newline}" for line in lines), LINES)]


def _body_of(placed: Placed) -> list[object]:
    parent = placed.unit.parent(placed.node)
    for field in ("body", "orelse", "finalbody"):
        body = getattr(parent, field, None)
        if isinstance(body, list) and placed.node in body:
            return body if body is not placed.unit.tree.body else [None, None]
    return [None, None]


def _line(unit: Unit, row: int) -> str:
    end = unit.starts[row + 1] if row + 1 < len(unit.starts) else len(unit.code)
    return unit.code[unit.starts[row] : end]


def _is_end(text: str) -> bool:
    """Nothing but a comment stands behind it."""
    return not text.strip() or text.strip().startswith("#")

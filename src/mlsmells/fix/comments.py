"""Comments inside an edited call: each stays with the argument it speaks of."""

from __future__ import annotations

import io
import tokenize
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    import ast

    from mlsmells.fix.units import Unit


class Comment(NamedTuple):
    """A comment with the space before it, as offsets of its unit."""

    start: int
    end: int
    text: str


def swapped(unit: Unit, call: ast.Call, first: ast.expr, second: ast.expr) -> list[Splice]:
    """What exchanges the comments behind two arguments. Raises Refused where one may speak of something else."""
    found = inside(unit, call)
    if not found:
        return []
    one, other = (_behind(unit, argument, call, found) for argument in (first, second))
    ends = [unit.row(unit.extent(argument)[1]) for argument in (first, second)]
    if len(found) > (one is not None) + (other is not None) or ends[0] == ends[1]:
        raise Refused("a comment in the call may speak of its arguments")
    return [*_put(unit, ends[0], one, other), *_put(unit, ends[1], other, one)]


def _put(unit: Unit, row: int, old: Comment | None, new: Comment | None) -> list[Splice]:
    text = new.text if new is not None else ""
    if old is not None:
        return [Splice(unit, old.start, old.end, text)]
    end = unit.starts[row + 1] if row + 1 < len(unit.starts) else len(unit.code)
    end -= len(unit.code[unit.starts[row] : end]) - len(unit.code[unit.starts[row] : end].rstrip())
    return [Splice(unit, end, end, text)]


def _behind(unit: Unit, argument: ast.expr, call: ast.Call, found: list[Comment]) -> Comment | None:
    """The comment on the argument's last line, if no other argument ends there."""
    row = unit.row(unit.extent(argument)[1])
    others = [each for each in (*call.args, *call.keywords) if each is not argument]
    if any(unit.row(unit.extent(each)[1]) == row or unit.row(unit.extent(each)[0]) == row for each in others):
        return None
    return next((comment for comment in found if unit.row(comment.start) == row), None)


def inside(unit: Unit, call: ast.Call) -> list[Comment]:
    """The comments between the call's first and last character."""
    begin, end = unit.extent(call)
    found = []
    lines = io.StringIO(unit.code[begin:end]).readline
    for token in tokenize.generate_tokens(lines):
        if token.type == tokenize.COMMENT:
            row = unit.row(begin) + token.start[0] - 1
            at = (begin if token.start[0] == 1 else unit.starts[row]) + token.start[1]
            space = len(unit.code[:at]) - len(unit.code[:at].rstrip(" \\t"))
            found.append(Comment(at - space, at + len(token.string), unit.code[at - space : at + len(token.string)]))
    return found

"""Edits of one call: its keywords, its name, the order of its arguments."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix import comments
from mlsmells.fix.splices import LINES, Splice, merged
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlsmells.core import RemoveArgument, RenameCallee, SwapArguments
    from mlsmells.fix.units import Unit


def set_keywords(unit: Unit, call: ast.Call, keywords: Sequence[tuple[str, str]]) -> list[Splice]:
    """Replace the values of keywords that are there and append the others, in the call's own layout."""
    present = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    result = []
    missing = []
    for name, value in keywords:
        if name in present:
            start, end = unit.extent(present[name])
            result.append(Splice(unit, start, end, value))
        else:
            missing.append(f"{name}={value}")
    if missing:
        _refuse_double_star(call, {name for name, _ in keywords})
        result += _append(unit, call, missing)
    return result


def rename(unit: Unit, call: ast.Call, intent: RenameCallee) -> list[Splice]:
    """Only the last name of the callee changes."""
    if not isinstance(call.func, ast.Attribute | ast.Name):
        raise Refused("what is called has no name")
    start, end = unit.extent(call.func)
    # Not len(attr): Python normalises identifiers, so the source may spell it longer.
    begin = end
    while begin > start and (unit.code[begin - 1].isalnum() or unit.code[begin - 1] == "_"):
        begin -= 1
    return [Splice(unit, begin, end, intent.name)]


def swap(unit: Unit, call: ast.Call, intent: SwapArguments) -> list[Splice]:
    """The two expressions change places, each with the comment behind it; the layout stays."""
    positions = (intent.first, intent.second)
    if max(positions) >= len(call.args) or min(positions) < 0:
        raise Refused("the call has no such arguments")
    if any(isinstance(argument, ast.Starred) for argument in call.args[: max(positions) + 1]):
        raise Refused("a starred argument hides which position is which")
    first, second = (call.args[position] for position in sorted(positions))
    splices = [
        Splice(unit, *unit.extent(first), unit.segment(second)),
        Splice(unit, *unit.extent(second), unit.segment(first)),
        *comments.swapped(unit, call, first, second),
    ]
    return [merged(splices)]


def remove(unit: Unit, call: ast.Call, intent: RemoveArgument) -> list[Splice]:
    """The argument goes with the comma before it, or behind it where it is the first."""
    gone = _named(call, intent.keyword) if intent.keyword else _placed(call, intent.position)
    arguments = sorted((*call.args, *call.keywords), key=unit.extent)
    index = arguments.index(gone)
    if len(arguments) == 1:
        start, end = unit.extent(gone)
    elif index:
        start, end = unit.extent(arguments[index - 1])[1], unit.extent(gone)[1]
    else:
        start, end = unit.extent(gone)[0], unit.extent(arguments[1])[0]
    if any(
        unit.row(comment.start) in range(unit.row(start), unit.row(end) + 1) for comment in comments.inside(unit, call)
    ):
        raise Refused("a comment in the call may speak of its arguments")
    return [Splice(unit, start, end, "")]


def _named(call: ast.Call, name: str) -> ast.keyword:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword
    raise Refused("the call has no such arguments")


def _placed(call: ast.Call, position: int) -> ast.expr:
    if not 0 <= position < len(call.args) or any(isinstance(argument, ast.Starred) for argument in call.args):
        raise Refused("the call has no such arguments")
    return call.args[position]


def shares_parentheses(call: ast.Call) -> bool:
    """``f(x for x in y)``: the generator's span includes the call's own parentheses."""
    match call:
        case ast.Call(args=[ast.GeneratorExp() as only], keywords=[]):
            return (only.end_lineno, only.end_col_offset) == (call.end_lineno, call.end_col_offset)
    return False


def _refuse_double_star(call: ast.Call, names: set[str]) -> None:
    for keyword in call.keywords:
        if keyword.arg is not None:
            continue
        match keyword.value:
            case ast.Dict(keys=keys):
                known = {key.value for key in keys if isinstance(key, ast.Constant)}
                if len(known) == len(keys) and not known & names:
                    continue
        raise Refused("the keyword may already be in the ** argument")


def _append(unit: Unit, call: ast.Call, texts: list[str]) -> list[Splice]:
    _, end = unit.extent(call)
    close = end - 1
    arguments = sorted(unit.extent(node) for node in (*call.args, *call.keywords))
    added = ", ".join(texts)
    if not arguments:
        return [Splice(unit, close, close, added)]
    if shares_parentheses(call):
        opening, _ = arguments[0]
        return [Splice(unit, opening, opening, "("), Splice(unit, close, close, "), " + added)]
    last, comma = _after_argument(unit.code, arguments[-1][1], close)
    line = unit.starts[unit.row(close)]
    if unit.code[line:close].strip() == "" and line > last:
        return _append_lines(unit, arguments[-1][0], last, comma, line, texts)
    return [Splice(unit, last, last, ", " + added)]


def _append_lines(unit: Unit, argument: int, last: int, comma: int | None, line: int, texts: list[str]) -> list[Splice]:
    """One argument a line, the closing parenthesis alone on its line: keep that layout."""
    before = unit.code[unit.starts[unit.row(argument)] : argument]
    indent = before[: len(before) - len(before.lstrip())]
    ends = [","] * (len(texts) - 1) + ["," if comma is not None else ""]
    lines = "".join(f"{indent}{text}{end}{unit.newline}" for text, end in zip(texts, ends, strict=True))
    result = [] if comma is not None else [Splice(unit, last, last, ",")]
    return [*result, Splice(unit, line, line, lines, LINES)]


def _after_argument(code: str, position: int, close: int) -> tuple[int, int | None]:
    """End of the last argument with its own parentheses, and its trailing comma if there is one."""
    end, comma = position, None
    while position < close:
        if code[position] == "#":
            while position < close and code[position] not in "\r\n":
                position += 1
        elif code[position] == ")":
            end = position + 1
        elif code[position] == ",":
            comma = position
        position += 1
    return end, comma

"""The one place that adds imports: after the docstring, ``from __future__`` and present imports."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.fix.imported import is_bound, refuse_taken
from mlsmells.fix.splices import GAP, IMPORT, LEAD, LINES, Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlsmells.core import AddImport
    from mlsmells.fix.units import Unit

# What stands for the file as a whole: an insertion there goes below the imports.
WHOLE_FILE = Span(1, 0, 1, 0)

# Comments that must stay the first lines: shebang, coding, cell markers, nbdev and papermill directives.
_DIRECTIVE = regex(r"#\s*(!|\||%%|-\*-|vim?:|.*coding[:=]|parameters\b|export\b|default_exp\b)")


def add(units: list[Unit], intent: AddImport, where: Span) -> list[Splice]:
    """Import lines so that code at ``where`` can use the name; none if it already can."""
    near = intent.near or where
    if near == WHOLE_FILE:
        near = _below_imports(units)
    if is_bound(units, intent, near):
        return []
    refuse_taken(units, intent, near)
    unit = unit_at(units, near.line)
    alias = f" as {intent.alias}" if intent.alias and intent.alias != (intent.name or intent.module) else ""
    statement = f"from {intent.module} import {intent.name}{alias}" if intent.name else f"import {intent.module}{alias}"
    return _place(unit, statement, near, IMPORT)


def add_after_imports(units: list[Unit], source: str) -> list[Splice]:
    """Statements for the whole file: below the imports of its first unit."""
    if not units:
        raise Refused("there is no code")
    unit = units[0]
    lines = source.strip("\r\n").splitlines()
    return _place(unit, unit.newline.join(lines), None, LINES)


def _below_imports(units: list[Unit]) -> Span:
    """Where statements for the whole file go."""
    row = _row_after(units[0], _leading(units[0]))[0] if units else None
    if row is None:
        raise Refused("there is no line for the import before its use")
    line = units[0].first + row
    return Span(line, 0, line, 0)


def _place(unit: Unit, text: str, near: Span | None, rank: int) -> list[Splice]:
    row, follows_text = _row_after(unit, _leading(unit))
    if near and row is not None and near.line - unit.first < row:
        row, follows_text = _row_after(unit, _leading(unit, imports=False))
    if row is None or row >= len(unit.starts) or (near and near.line - unit.first < row):
        raise Refused("there is no line for the import before its use")
    at = unit.starts[row]
    result = [Splice(unit, at, at, text + unit.newline, rank)]
    if follows_text:
        result.append(Splice(unit, at, at, unit.newline, LEAD))
    next_line = unit.code[at : unit.starts[row + 1] if row + 1 < len(unit.starts) else None]
    is_first_import = follows_text or not any(map(_is_import, _leading(unit)))
    if is_first_import and next_line.strip():
        result.append(Splice(unit, at, at, unit.newline, GAP))
    return result


def _leading(unit: Unit, *, imports: bool = True) -> list[ast.stmt]:
    """The docstring, magics and imports the unit starts with."""
    result: list[ast.stmt] = []
    for position, statement in enumerate(unit.tree.body):
        is_docstring = position == 0 and isinstance(statement, ast.Expr) and _is_text(statement.value)
        is_future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        is_magic = statement.lineno - 1 in unit.frozen
        if not (is_docstring or is_future or is_magic or (imports and _is_import(statement))):
            break
        result.append(statement)
    return result


def _row_after(unit: Unit, leading: Sequence[ast.stmt]) -> tuple[int | None, bool]:
    """The 0-based row where new lines go, and whether a blank line must precede them."""
    if not leading:
        return _row_after_comments(unit), False
    row = leading[-1].end_lineno or leading[-1].lineno
    for statement in unit.tree.body[len(leading) :]:  # `import a; x = 1` goes on on the same line
        if statement.lineno <= row:
            row = max(row, statement.end_lineno or row)
    is_docstring = isinstance(leading[-1], ast.Expr) and row - 1 not in unit.frozen
    if row < len(unit.starts):
        return row, is_docstring
    first = leading[-1]
    return (None, False) if is_docstring or not _is_import(first) else (first.lineno - 1, False)


def _row_after_comments(unit: Unit) -> int:
    """Below the file's head comment, but never between a comment and the code it stands on."""
    bounds = (*unit.starts[1:], len(unit.code))
    lines = [unit.code[start:end].strip() for start, end in zip(unit.starts, bounds, strict=True)]
    row = 0
    while row < len(lines) and (row in unit.frozen or _DIRECTIVE.match(lines[row])):
        row += 1
    end = row
    while end < len(lines) and lines[end].startswith("#"):
        end += 1
    is_head = row < end < len(lines) and not lines[end]
    return end + 1 if is_head and end + 1 < len(lines) else row


def _is_import(statement: ast.stmt) -> bool:
    match statement:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Try(body=body) | ast.If(body=body):
            return all(isinstance(inner, ast.Import | ast.ImportFrom) for inner in body)
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)

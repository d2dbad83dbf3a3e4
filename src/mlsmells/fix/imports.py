"""The one place that adds imports: after the docstring, ``from __future__`` and present imports."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mlsmells.fix.seeds import bindings, is_shadowed
from mlsmells.fix.splices import GAP, IMPORT, LEAD, LINES, Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlsmells.core import AddImport, Span
    from mlsmells.fix.units import Unit

# Comments that must stay the first lines: shebang, coding, cell markers, nbdev and papermill directives.
_DIRECTIVE = re.compile(r"#\s*(!|\||%%|-\*-|vim?:|.*coding[:=]|parameters\b|export\b|default_exp\b)")


def add(units: list[Unit], intent: AddImport, where: Span) -> list[Splice]:
    """Import lines so that code at ``where`` can use the name; none if it already can."""
    near = intent.near or where
    if _is_bound(units, intent, near):
        return []
    local = intent.alias or intent.name or intent.module.partition(".")[0]
    _refuse_taken(units, intent, local, near)
    unit = unit_at(units, near.line)
    alias = f" as {intent.alias}" if intent.alias and intent.alias != (intent.name or intent.module) else ""
    statement = (
        f"from {intent.module} import {intent.name}{alias}"
        if intent.name
        else f"import {intent.module}{alias}"
    )
    return _place(unit, statement, near, IMPORT)


def add_after_imports(units: list[Unit], source: str) -> list[Splice]:
    """Statements for the whole file: below the imports of its first unit."""
    if not units:
        raise Refused("there is no code")
    unit = units[0]
    lines = source.strip("\r\n").splitlines()
    return _place(unit, unit.newline.join(lines), None, LINES)


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


def _is_bound(units: list[Unit], intent: AddImport, near: Span) -> bool:
    for unit in units:
        functions = [node for node in ast.walk(unit.tree) if _is_body_of(unit, node, near)]
        for statement in _module_imports(unit.tree.body):
            is_before = unit.span(statement).line < near.line or bool(functions)
            if is_before and _brings(statement, intent):
                return True
        for function in functions:
            assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            local = _module_imports(function.body)
            if any(unit.span(inner).line < near.line and _brings(inner, intent) for inner in local):
                return True
    return False


def _is_body_of(unit: Unit, node: ast.AST, near: Span) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return unit.span(node.body[0])[:2] <= near[:2] and near[2:] <= unit.span(node)[2:]


def _brings(statement: ast.Import | ast.ImportFrom, intent: AddImport) -> bool:
    return any(_is_same(statement, alias, intent) for alias in statement.names)


def _module_imports(body: Sequence[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    for statement in body:
        match statement:
            case ast.Import() | ast.ImportFrom():
                yield statement
            case ast.If(
                test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"), orelse=orelse
            ):
                yield from _module_imports(orelse)
            case ast.If(body=inner) | ast.Try(body=inner) | ast.With(body=inner):
                yield from _module_imports(inner)


def _is_same(statement: ast.Import | ast.ImportFrom, alias: ast.alias, intent: AddImport) -> bool:
    wanted = f"{intent.module}.{intent.name}" if intent.name else intent.module
    wanted_local = intent.alias or intent.name
    if isinstance(statement, ast.ImportFrom):
        path = f"{statement.module}.{alias.name}"
        return not statement.level and path == wanted and (alias.asname or alias.name) == wanted_local
    if alias.asname or wanted_local:
        return alias.name == wanted and (alias.asname or alias.name) == (wanted_local or wanted)
    return alias.name == wanted or alias.name.startswith(wanted + ".")


def _refuse_taken(units: list[Unit], intent: AddImport, local: str, near: Span) -> None:
    for unit in units:
        for node in bindings(local, *unit.tree.body):
            if not _imports_same(unit, node, intent):
                raise Refused(f"the name {local} is taken")
    if is_shadowed(local, units, near):
        raise Refused(f"the name {local} is taken")


def _imports_same(unit: Unit, node: ast.AST, intent: AddImport) -> bool:
    if not isinstance(node, ast.alias):
        return False
    statement = unit.parent(node)
    return isinstance(statement, ast.Import | ast.ImportFrom) and _is_module_like(statement, node, intent)


def _is_module_like(statement: ast.Import | ast.ImportFrom, alias: ast.alias, intent: AddImport) -> bool:
    """The same import, or another submodule of the same package (``import a.b`` beside ``import a.c``)."""
    if _is_same(statement, alias, intent):
        return True
    is_plain = isinstance(statement, ast.Import) and not alias.asname and not (intent.alias or intent.name)
    return is_plain and alias.name.partition(".")[0] == intent.module.partition(".")[0]

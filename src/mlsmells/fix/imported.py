"""Whether a name is imported already, or taken by something else."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.scopes import bindings, is_shadowed
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlsmells.core import AddImport, Span
    from mlsmells.fix.units import Unit


def is_bound(units: list[Unit], intent: AddImport, near: Span) -> bool:
    """Whether code at ``near`` can already use what the intent imports, under the name it uses."""
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
            case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"), orelse=orelse):
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


def refuse_taken(units: list[Unit], intent: AddImport, near: Span) -> None:
    """Refuse if the name means something else in the module, or around ``near``."""
    local = intent.alias or intent.name or intent.module.partition(".")[0]
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

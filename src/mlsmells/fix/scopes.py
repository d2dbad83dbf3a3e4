"""Which names a scope binds."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def is_shadowed(name: str, units: list[Unit], where: Span) -> bool:
    """Whether a function, class or comprehension around the place binds the name for itself."""
    for unit in units:
        for node in ast.walk(unit.tree):
            if isinstance(node, _SCOPES) and _holds(unit.span(node), where):
                if name in _arguments(node) or any(True for _ in bindings(name, *ast.iter_child_nodes(node))):
                    return True
    return False


def _holds(outer: Span, inner: Span) -> bool:
    return outer[:2] <= inner[:2] and inner[2:] <= outer[2:]


def _arguments(node: ast.AST) -> set[str]:
    if not isinstance(node, _FUNCTIONS):
        return set()
    return {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}


def bindings(name: str, *nodes: ast.AST) -> Iterator[ast.AST]:
    """Nodes that bind the name in the scope these nodes belong to (inner functions are not entered)."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if _binds(name, node):
            yield node
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            stack += ast.iter_child_nodes(node)


def _binds(name: str, node: ast.AST) -> bool:
    match node:
        case ast.Name(id=own, ctx=ast.Store() | ast.Del()):
            return own == name
        case ast.FunctionDef(name=own) | ast.AsyncFunctionDef(name=own) | ast.ClassDef(name=own):
            return own == name
        case ast.alias(name=imported, asname=asname):
            return (asname or imported.partition(".")[0]) == name
        case ast.ExceptHandler(name=str() as own) | ast.MatchAs(name=str() as own) | ast.MatchStar(name=str() as own):
            return own == name
    return False

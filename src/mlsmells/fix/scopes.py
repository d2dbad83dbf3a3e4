"""Which names a scope binds, and which scopes stand around a place."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_FUNCTIONS = (*FUNCTIONS, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, *COMPREHENSIONS)


def around(units: list[Unit], where: Span) -> list[ast.AST]:
    """The nodes that hold the place, outermost first; not a compound statement that begins there.

    (What is put before a loop is not in the loop.)
    """
    found = []
    for unit in units:
        if unit.first <= where.line <= unit.last:
            nodes = (node for node in ast.walk(unit.tree) if hasattr(node, "lineno"))
            found += [node for node in nodes if _holds(unit.span(node), where, is_block=hasattr(node, "body"))]
    return found  # ast.walk goes level by level, and one level has one node that holds the place


def is_shadowed(name: str, units: list[Unit], where: Span) -> bool:
    """Whether a function, class or comprehension around the place binds the name for itself."""
    scopes = (node for node in around(units, where) if isinstance(node, _SCOPES))
    return any(binds_itself(name, scope) for scope in scopes)


def binds_itself(name: str, scope: ast.AST) -> bool:
    """Whether the name is a parameter of the scope, or bound in it."""
    return name in arguments(scope) or any(True for _ in bindings(name, *ast.iter_child_nodes(scope)))


def _holds(outer: Span, inner: Span, *, is_block: bool) -> bool:
    begins = outer[:2] < inner[:2] if is_block else outer[:2] <= inner[:2]
    return begins and inner[2:] <= outer[2:]


def arguments(node: ast.AST) -> set[str]:
    """Names of the parameters of a function; none of anything else."""
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

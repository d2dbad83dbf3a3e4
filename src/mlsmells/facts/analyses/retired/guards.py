"""Places where a program is ready for a library that lacks something: ``try``, and questions for the version."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node

_CAUGHT = frozenset({"ImportError", "ModuleNotFoundError", "AttributeError", "TypeError"})
_ANY = frozenset({"Exception", "BaseException", ""})
_ASKS = regex(r"(?i)version|hasattr\(|signature\(|\bPY[23]\b|getattr\(")


def ready(tree: ast.Module) -> frozenset[int]:
    """The nodes (by their id) in such places."""
    return frozenset(id(inner) for statement in _ready(tree) for inner in every_node(statement))


def _ready(tree: ast.Module) -> Iterator[ast.AST]:
    for node in every_node(tree):
        if isinstance(node, ast.Try) and any(_catches(handler, node) for handler in node.handlers):
            yield from node.body
            yield from node.handlers
        elif isinstance(node, (ast.If, ast.IfExp)) and _ASKS.search(ast.unparse(node.test)):
            yield node


def _catches(handler: ast.ExceptHandler, around: ast.Try) -> bool:
    """The handler is for what is missing; one for everything counts around imports."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {called_as(kind) if kind is not None else "" for kind in kinds}
    if names & _CAUGHT:
        return True
    return bool(names & _ANY) and all(isinstance(s, (ast.Import, ast.ImportFrom)) for s in around.body)

"""Places where a program is ready for a library that lacks something: ``try``, and questions for the version."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node

_CAUGHT = frozenset({"ImportError", "ModuleNotFoundError", "AttributeError", "TypeError"})
_ANY = frozenset({"Exception", "BaseException", ""})
_ASKS = regex(r"(?i)version|hasattr\(|signature\(|\bPY[23]\b|getattr\(")
_ASKS_PLAINLY = regex(r"(?i)\bversion\(|__version__|hasattr\(|signature\(|\bPY[23]\b|getfullargspec\(")


def ready(tree: ast.Module) -> frozenset[int]:
    """The nodes (by their id) in such places."""
    return frozenset(id(inner) for statement in _ready(tree) for inner in every_node(statement))


def _ready(tree: ast.Module) -> Iterator[ast.AST]:
    nodes = list(every_node(tree))
    answers = frozenset(name for node in nodes for name in _answers(node))
    for node in nodes:
        if isinstance(node, ast.Try) and any(_catches(handler, node) for handler in node.handlers):
            yield from node.body
            yield from node.handlers
        elif isinstance(node, (ast.If, ast.IfExp)) and _asks(node.test, answers):
            yield node
        for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
            yield from _after_an_answer(block if isinstance(block, list) else [], answers)


def _answers(node: ast.AST) -> Iterator[str]:
    """``has_new = version(…) >= …``, ``params = inspect.signature(f).parameters``: names that keep an answer."""
    if isinstance(node, ast.Assign) and _ASKS_PLAINLY.search(ast.unparse(node.value)):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _asks(test: ast.expr, answers: frozenset[str]) -> bool:
    if _ASKS.search(ast.unparse(test)):
        return True
    return any(isinstance(inner, ast.Name) and inner.id in answers for inner in every_node(test))


def _after_an_answer(block: list[ast.stmt], answers: frozenset[str]) -> Iterator[ast.stmt]:
    """``if "new" in params: return f(new=1)``: what follows is for the older library."""
    for at, statement in enumerate(block):
        if isinstance(statement, ast.If) and _asks(statement.test, answers) and _leaves(statement.body):
            yield from block[at + 1 :]
            return


def _leaves(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], (ast.Return, ast.Raise, ast.Continue, ast.Break))


def _catches(handler: ast.ExceptHandler, around: ast.Try) -> bool:
    """The handler is for what is missing; one for everything counts around imports."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {called_as(kind) if kind is not None else "" for kind in kinds}
    if names & _CAUGHT:
        return True
    return bool(names & _ANY) and all(isinstance(s, (ast.Import, ast.ImportFrom)) for s in around.body)

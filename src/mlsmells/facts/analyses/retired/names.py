"""What the names of a file stand for: ``np.float`` is ``numpy.float``, whatever numpy is called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import import_statements

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


class Names:
    """The imports of a file, by the names they bind; names that are bound otherwise as well mean nothing."""

    def __init__(self, tree: ast.Module, facts: Facts) -> None:
        self.bound: dict[str, str] = {}
        for statement in import_statements(tree):
            for alias in statement.names:
                if isinstance(statement, ast.Import):
                    head = alias.name.partition(".")[0]
                    self.bound[alias.asname or head] = alias.name if alias.asname else head
                elif statement.module and not statement.level:
                    self.bound[alias.asname or alias.name] = f"{statement.module}.{alias.name}"
        for name in (*_stored(facts), *_defined(facts)):
            self.bound.pop(name, None)

    def full(self, node: ast.AST) -> str:
        """The whole name of an expression; "" for what is none of a library."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self.bound:
            return ""
        return ".".join([self.bound[node.id], *reversed(parts)])


def _stored(facts: Facts) -> Iterator[str]:
    yield from (node.id for node in facts.nodes_of(ast.Name) if isinstance(node.ctx, ast.Store))
    yield from (node.arg for node in facts.nodes_of(ast.arg))


def _defined(facts: Facts) -> Iterator[str]:
    yield from (node.name for node in facts.nodes_of(ast.FunctionDef))
    yield from (node.name for node in facts.nodes_of(ast.AsyncFunctionDef))
    yield from (node.name for node in facts.nodes_of(ast.ClassDef))


def imported(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that an import asks for, and for each of them the modules around it, from the inside outwards."""
    if isinstance(statement, ast.ImportFrom) and (statement.level or not statement.module):
        return
    for alias in statement.names:
        whole = alias.name if isinstance(statement, ast.Import) else f"{statement.module}.{alias.name}"
        name = whole
        while name:
            yield whole, name
            name = name.rpartition(".")[0]

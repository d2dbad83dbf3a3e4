"""What comes from what inside one function: names and expressions, by assignment alone.

Coarse on purpose: a name that ever holds something made from the beginning counts everywhere after. Rules use it to
connect a call with what its result reaches, not to clear it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from mlsmells.facts.syntax.walk import every_node

_GROWS = frozenset({"append", "extend", "insert", "update", "add"})


class Flow:
    """What is made from the nodes that ``begins`` accepts, within ``block``."""

    def __init__(self, block: ast.AST, begins: Callable[[ast.AST], bool]) -> None:
        self.block = block
        self.begins = begins
        self.names: set[str] = set()
        for _ in range(2):  # the second pass for what a loop carries to its beginning
            for node in _in_order(block):
                self._step(node)

    def reaches(self, node: ast.AST | None) -> bool:
        """The expression is made from the beginning."""
        return any(self._is_made(inner) for inner in every_node(node))

    def _is_made(self, node: ast.AST) -> bool:
        return self.begins(node) or (isinstance(node, ast.Name) and node.id in self.names)

    def _step(self, node: ast.AST) -> None:
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)):
            if node.value is not None and self.reaches(node.value):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    self.names.update(_stored(target))
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            if self.reaches(node.iter):
                self.names.update(_stored(node.target))
        elif isinstance(node, ast.withitem):
            if node.optional_vars is not None and self.reaches(node.context_expr):
                self.names.update(_stored(node.optional_vars))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GROWS:
            if any(self.reaches(arg) for arg in node.args):
                self.names.update(_stored(node.func.value))


def _in_order(block: ast.AST) -> list[ast.AST]:
    nodes = [n for n in every_node(block) if n is not block and hasattr(n, "lineno")]
    inner = [n for n in every_node(block) if isinstance(n, (ast.comprehension, ast.withitem))]
    return [*sorted(nodes, key=lambda n: (n.lineno, n.col_offset)), *inner]  # type: ignore[attr-defined]


def _stored(target: ast.AST) -> Iterator[str]:
    """The variables that an assignment changes: ``df`` of ``df["x"] = …``; never ``self``."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _stored(element)
    elif isinstance(target, (ast.Attribute, ast.Subscript, ast.Starred)):
        yield from _stored(target.value)
    elif isinstance(target, ast.Name) and target.id not in ("self", "cls"):
        yield target.id

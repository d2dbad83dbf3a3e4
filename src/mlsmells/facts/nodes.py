"""Walking a tree quickly: a full walk costs as much as parsing, so each file affords one at most."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

# Where the statements inside a statement stand; the others have none.
_BLOCKS: dict[type, tuple[str, ...]] = {
    kind: tuple(f for f in kind._fields if f in ("body", "orelse", "finalbody", "handlers", "cases"))
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, (ast.stmt, ast.mod, ast.excepthandler, ast.match_case))
}


def every_node(tree: ast.AST | None) -> list[ast.AST]:
    """All nodes of a tree, children after their parents; faster than ``ast.walk``."""
    out: list[ast.AST] = [] if tree is None else [tree]
    for node in out:  # the list grows while it is read
        for value in node.__dict__.values():
            if isinstance(value, ast.AST):
                out.append(value)
            elif isinstance(value, list):
                out.extend([v for v in value if isinstance(v, ast.AST)])
    return out


def called_as(node: ast.AST) -> str:
    """What a variable or an attribute is called: ``x`` of ``x`` and of ``self.x``; nothing for other expressions."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def variable(node: ast.AST) -> str:
    """A variable as it is written: ``x`` or ``self.x``; nothing for other expressions."""
    if isinstance(node, ast.Attribute):
        holder = variable(node.value)
        return f"{holder}.{node.attr}" if holder else ""
    return node.id if isinstance(node, ast.Name) else ""


def statements(tree: ast.AST | None) -> Iterator[ast.AST]:
    """All statements at any depth, without entering expressions."""
    stack: list[ast.AST] = [] if tree is None else [tree]
    while stack:
        node = stack.pop()
        yield node
        for name in _BLOCKS.get(type(node), ()):
            stack.extend(getattr(node, name))


def _matching_lines(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    line, seen = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        yield line


def nodes_saying(tree: ast.AST | None, lines: list[str], pattern: re.Pattern[str]) -> Iterator[ast.AST]:
    """The nodes of simple statements on whose lines the pattern stands, and all compound statements themselves."""
    said = set(_matching_lines("\n".join(lines), pattern))
    for node in statements(tree) if said else ():
        if _BLOCKS.get(type(node)):
            yield node
        elif not said.isdisjoint(range(getattr(node, "lineno", 0), (getattr(node, "end_lineno", 0) or 0) + 1)):
            yield from every_node(node)

"""Walking a tree quickly: a full walk costs as much as parsing, so each file affords one at most."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

# Where the statements inside a statement stand; the others have none.
_BLOCKS: dict[type, tuple[str, ...]] = {
    kind: tuple(f for f in kind._fields if f in ("body", "orelse", "finalbody", "handlers", "cases"))
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, (ast.stmt, ast.mod, ast.excepthandler, ast.match_case))
}


# Fields that hold a name, a number or a text, or only say what kind of node it is.
_PLAIN = frozenset(
    "ctx op ops id attr arg module level kind type_comment asname is_async simple conversion type_ignores rest "
    "kwd_attrs str".split()
)
_NO_NODES = (ast.Constant, ast.MatchSingleton, ast.alias, ast.Global, ast.Nonlocal)


def _inner_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    if issubclass(kind, _NO_NODES):
        return ()
    # Only the name of a ``type`` statement is a node.
    plain = _PLAIN if kind.__name__ == "TypeAlias" else _PLAIN | {"name"}
    return tuple(field for field in kind._fields if field not in plain)


# The fields in which other nodes stand, in their order; contexts (Load, Store) and operators are no such nodes.
INNER: dict[type, tuple[str, ...]] = {
    kind: _inner_fields(kind) for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def every_node(tree: ast.AST | None) -> list[ast.AST]:
    """All nodes of a tree except contexts and operators, children after their parents.

    In the order of ``ast.walk``, and three times as fast.
    """
    out: list[ast.AST] = [] if tree is None else [tree]
    for node in out:  # the list grows while it is read
        for field in INNER[type(node)]:
            value = getattr(node, field)
            if type(value) is list:
                out += value if None not in value else [v for v in value if v is not None]
            elif value is not None:
                out.append(value)
    return out


def inner_nodes(node: ast.AST) -> list[ast.AST]:
    """The nodes directly in a node, without contexts and operators."""
    out: list[ast.AST] = []
    for field in INNER[type(node)]:
        value = getattr(node, field)
        if type(value) is list:
            out += [v for v in value if v is not None]
        elif value is not None:
            out.append(value)
    return out


def called_as(node: ast.AST) -> str:
    """What a variable or an attribute is called: ``x`` of ``x`` and of ``self.x``; nothing for other expressions."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def variable(node: ast.AST) -> str:
    """A variable as it is written: ``x`` or ``self.x``; nothing for other expressions."""
    if isinstance(node, ast.Name):
        return node.id
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def is_main_guard(node: ast.AST) -> bool:
    """``if __name__ == "__main__":``, in whatever words."""
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in every_node(node.test)
    )


def statements(tree: ast.AST | None) -> Iterator[ast.AST]:
    """All statements at any depth, without entering expressions."""
    stack: list[ast.AST] = [] if tree is None else [tree]
    while stack:
        node = stack.pop()
        yield node
        for name in _BLOCKS.get(type(node), ()):
            stack.extend(getattr(node, name))


@lru_cache(maxsize=1)  # asked when a file is built and when it is summed up
def import_statements(tree: ast.Module) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """All imports of a file, also those inside functions."""
    return tuple(node for node in statements(tree) if isinstance(node, (ast.Import, ast.ImportFrom)))


def _matching_lines(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    line, seen = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        yield line


def nodes_saying(tree: ast.AST | None, text: str, pattern: re.Pattern[str]) -> Iterator[ast.AST]:
    """The nodes of simple statements on whose lines the pattern stands, and all compound statements themselves."""
    said = set(_matching_lines(text, pattern))
    for node in statements(tree) if said else ():
        if _BLOCKS.get(type(node)):
            yield node
        elif not said.isdisjoint(range(getattr(node, "lineno", 0), (getattr(node, "end_lineno", 0) or 0) + 1)):
            yield from every_node(node)


def called_at_top_level(tree: ast.Module | None) -> Iterator[ast.Call]:
    """The calls that run when the file does, outside of what it defines."""
    nodes: list[ast.AST] = list(tree.body) if tree is not None else []
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            nodes += ast.iter_child_nodes(node)

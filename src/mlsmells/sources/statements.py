"""Which lines belong to the statement at a line."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")


def statement_lines(tree: ast.Module | None, line: int) -> range:
    """All lines of the innermost statement at ``line``; decorators and header alone for a compound one.

    Statements that share a line (``a; b``) count as one. A line outside all statements is itself.
    """
    # A loop with a stack, as deeply nested code must not end in a RecursionError.
    nodes: list[ast.AST] = list(tree.body) if tree else []
    while True:
        touching = [node for node in nodes if line in _lines(node)]
        inner = [child for node in touching for child in _children(node)]
        if any(line in _lines(child) for child in inner):
            nodes = inner
            continue
        headers = [header for header in map(_header, touching) if line in header]
        if not headers:
            return range(line, line + 1)
        return range(min(h.start for h in headers), max(h.stop for h in headers))


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for block in _BLOCKS:
        children = getattr(node, block, None)
        if isinstance(children, list):  # the body of a lambda or a conditional expression is no list
            yield from children


def _lines(node: ast.AST) -> range:
    first, last = _first_line(node), getattr(node, "end_lineno", None)
    if isinstance(node, ast.match_case):  # has no position of its own
        last = node.body[-1].end_lineno
    return range(first, (last or first) + 1)


def _first_line(node: ast.AST) -> int:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    lines: list[int] = [getattr(part, "lineno", 1) for part in (node, *decorators)]
    return min(lines)


def _header(node: ast.AST) -> range:
    lines = _lines(node)
    first = next(_children(node), None)
    if first is None:
        return lines
    # ``if a: b`` has its body on the header's line.
    return range(lines.start, max(_first_line(first), lines.start + 1))

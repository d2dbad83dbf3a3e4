"""Which lines belong to the statement at a line."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")


def statement_lines(tree: ast.Module | None, line: int) -> range:
    """All lines of the innermost statement at ``line``; decorators and header alone for a compound one.

    Statements that share a line (``a; b``) count as one. A line outside all statements is itself.
    """
    # A loop with a stack, as deeply nested code must not end in a RecursionError.
    touching = _at(tree.body, line) if tree else []
    while True:
        inner = [found for node in touching for block in _blocks(node) for found in _at(block, line)]
        if inner:
            touching = inner
            continue
        headers = [header for header in map(_header, touching) if line in header]
        if not headers:
            return range(line, line + 1)
        return range(min(h.start for h in headers), max(h.stop for h in headers))


def _at(block: Sequence[ast.AST], line: int) -> list[ast.AST]:
    """Those nodes of a block that touch the line. They are in order: a long block is not looked through."""
    found: list[ast.AST] = []
    for at in range(bisect_right(block, line, key=_first_line) - 1, -1, -1):
        if line not in _lines(block[at]):
            break
        found.insert(0, block[at])
    return found


def _blocks(node: ast.AST) -> Iterator[list[ast.AST]]:
    for name in _BLOCKS:
        block = getattr(node, name, None)
        if isinstance(block, list):  # the body of a lambda or a conditional expression is no list
            yield block


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
    first = next((child for block in _blocks(node) for child in block), None)
    if first is None:
        return lines
    # ``if a: b`` has its body on the header's line.
    return range(lines.start, max(_first_line(first), lines.start + 1))

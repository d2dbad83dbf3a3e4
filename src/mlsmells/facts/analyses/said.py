"""What the author says beside a line of code: comments, the document above it, the docstring around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import statements

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts
    from mlsmells.sources import Source

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_NEAR = 4  # lines of a script


def said_beside(facts: Facts, line: int) -> Iterator[str]:
    """In a notebook the document above the cell and the cell's comments; in a script the comments just above.

    And the docstrings of the functions around the line, and of the module.
    """
    yield from documents(facts.source, line)
    yield from _docstrings(facts.source.tree, line)


def said_about(facts: Facts, line: int) -> Iterator[str]:
    """The same, with the comments that follow the line and the names of the functions around it."""
    yield from said_beside(facts, line)
    cell = facts.source.cell_at(line)
    end = line + _NEAR if cell is None else cell.start - 1 + len(cell.source.splitlines())
    yield from _comments(facts.source.lines[line:end])
    for node in statements(facts.source.tree):
        if isinstance(node, _FUNCTIONS) and node.lineno <= line <= (node.end_lineno or node.lineno):
            yield node.name.replace("_", " ")


def documents(source: Source, line: int) -> Iterator[str]:
    """In a notebook the comments of the cell and the text above it, in a script the comments just above."""
    cell = source.cell_at(line)
    if cell is None:
        yield from _comments(source.lines[max(line - 1 - _NEAR, 0) : line])
        return
    yield from _comments(source.lines[cell.start - 1 : line])
    for above in reversed(source.cells[: cell.index - 1]):
        if above.kind == "markdown":
            yield above.source
        elif above.source.strip():
            return


def _comments(lines: list[str]) -> Iterator[str]:
    return (line.partition("#")[2] for line in lines if "#" in line)


def _docstrings(tree: ast.Module | None, line: int) -> Iterator[str]:
    if tree is None:
        return
    yield ast.get_docstring(tree) or ""
    for node in statements(tree):
        if isinstance(node, _FUNCTIONS) and node.lineno <= line <= (node.end_lineno or node.lineno):
            yield ast.get_docstring(node) or ""

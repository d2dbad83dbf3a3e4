"""A place in a source."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, NamedTuple

# What rules point at: an event, an ast node, a Span, a line, or the four numbers of a Span out of a summary.
Place = Any


class Span(NamedTuple):
    """A place in a source as ``ast`` gives it: lines from 1, columns in UTF-8 bytes from 0.

    In notebooks the lines are those of the joined module; ``Source.place`` turns
    them into cell, line in the cell and physical line.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, node: ast.AST) -> Span:
        """The span of an ast node (the whole file's first character if it has none)."""
        line = getattr(node, "lineno", 1)
        column = getattr(node, "col_offset", 0)
        return cls(
            line,
            column,
            getattr(node, "end_lineno", None) or line,
            getattr(node, "end_col_offset", None) or column,
        )

    @classmethod
    def at(cls, place: Place) -> Span:
        """The span of whatever a rule points at."""
        if isinstance(place, int):
            return cls(place, 0, place, 0)
        node: Any = getattr(place, "node", place)
        return cls(*node) if isinstance(node, Sequence) else cls.of(node)


def line_of(place: Place) -> int:
    """The line of whatever a rule points at."""
    line: int | None = place if isinstance(place, int) else getattr(place, "line", None)
    return line if line is not None else Span.at(place).line

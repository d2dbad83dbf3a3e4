"""A place in a source."""

from __future__ import annotations

import ast
from typing import NamedTuple


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

"""Where comments begin. Reads tokens, which is slow: ask only for a file that needs it."""

from __future__ import annotations

import io
import tokenize
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.sources.document import Cell, Source


def comment_columns(source: Source, lines: Iterable[int]) -> dict[int, int]:
    """The 1-based column at which the comment of a joined-module line begins.

    Complete for the files or cells that hold ``lines``, as far as they can be read as tokens.
    """
    if not source.is_notebook:
        return _columns("\n".join(source.lines), 0)
    cells = {cell.index: cell for cell in map(source.cell_at, lines) if cell}
    found: dict[int, int] = {}
    for cell in cells.values():
        found |= _magic_columns(source, cell) | _columns(cell.code, cell.start - 1)
    return found


def _columns(code: str, above: int) -> dict[int, int]:
    found: dict[int, int] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for kind, _, (row, column), _, _ in tokenize.generate_tokens(io.StringIO(code).readline):
                if kind == tokenize.COMMENT:
                    found[above + row] = column + 1
    except (tokenize.TokenError, SyntaxError):
        # A broken cell: the comments before the broken place are enough.
        pass
    return found


def _magic_columns(source: Source, cell: Cell) -> dict[int, int]:
    """Comments behind magics: their lines in ``cell.code`` are placeholders without them."""
    written = {line for magic in cell.magics for line in magic.split("\n")}
    found: dict[int, int] = {}
    for line in range(cell.start, cell.start + len(cell.physical_lines)):
        text = source.lines[line - 1]
        if text in written and "#" in text:
            found[line] = text.index("#") + 1
    return found

"""What makes a notebook hard to read or to trust: saved errors, cells that never ran, dead code, no words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import cut_path
from mlsmells.core.patterns import regex
from mlsmells.facts.notebook.kernel import EXEMPT_TAGS
from mlsmells.facts.notebook.names import is_foreign
from mlsmells.sources.python import PARSER_ERRORS, parse

if TYPE_CHECKING:
    from mlsmells.sources import Source
    from mlsmells.sources.document import Cell

MAX_LINES = 60
MAX_COMMENTED = 20
# A notebook of fewer cells needs no narrative.
MIN_CELLS = 8
_UNNAMED = regex(r"(?:^|/)(?:untitled\d*|[^/]*-copy\d*|copy of [^/]*|copia de [^/]*)\.ipynb$", re.IGNORECASE)
_COMMENT = regex(r"^[ \t]*#[ \t]?(.*)$")
# What reads as Python but is prose: a word, a title, a mark of an editor.
_PROSE = regex(r"^(?:[\w\s,.:'!?-]*|[-=*#~_ ]+|@\w+.*|%%.*|\W*)$")


class Smell(NamedTuple):
    """``what`` in words, at a joined-module line, and what to do about it."""

    line: int
    what: str
    remedy: str


def smells(source: Source) -> Iterator[Smell]:
    """Each kind once for a notebook, long cells and saved errors once for each cell."""
    code = [c for c in source.cells if c.kind == "code" and c.source.strip() and not EXEMPT_TAGS & set(c.tags)]
    if not code:
        return
    if _UNNAMED.search(source.path):
        name = cut_path(source.path.rpartition("/")[2])
        yield Smell(code[0].start, f"'{name}' is a scratch name", "name the notebook after what it does")
    if len(code) >= MIN_CELLS and not any(c.kind == "markdown" and c.source.strip() for c in source.cells):
        what = f"{len(code)} cells of code have no Markdown beside them"
        yield Smell(code[0].start, what, "say what they do and what came of it")
    for cell in code:
        yield from _of_cell(cell)
    yield from _unexecuted(code)
    yield from _commented_out(code)


def _of_cell(cell: Cell) -> Iterator[Smell]:
    if any(output.get("output_type") in ("error", "pyerr") for output in cell.outputs):
        yield Smell(cell.start, "the saved output of this cell is an error", "mend the cell and run it again")
    lines = sum(bool(line.strip()) for line in cell.source.splitlines())
    if lines > MAX_LINES and not is_foreign(cell):
        what = f"this cell has {lines} lines, more than {MAX_LINES}"
        yield Smell(cell.start, what, "split it, or move code to a module")


def _unexecuted(code: list[Cell]) -> Iterator[Smell]:
    """Only where most ran: a notebook without counts was cleaned on purpose, one with a few was left behind so."""
    waiting = [cell for cell in code if not cell.execution_count and not _is_comment(cell)]
    if waiting and 2 * len(waiting) < len(code):
        what = "this cell" if len(waiting) == 1 else f"this cell and {len(waiting) - 1} more"
        yield Smell(waiting[0].start, f"{what} never ran, the others did", "run or delete what is left")


def _is_comment(cell: Cell) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in cell.source.splitlines())


def _commented_out(code: list[Cell]) -> Iterator[Smell]:
    lines = [cell.start + n for cell in code for n in commented_out(cell.source)]
    if len(lines) > MAX_COMMENTED:
        what = f"{len(lines)} lines of code are commented out, more than {MAX_COMMENTED}"
        yield Smell(lines[0], what, "delete them")


def commented_out(text: str) -> list[int]:
    """The 0-based lines that are comments and would be Python."""
    if text.count("#") < 2:
        return []
    out = []
    for number, line in enumerate(text.splitlines()):
        match = _COMMENT.match(line)
        if match and match[1].strip() and not _PROSE.match(match[1]) and _is_python(match[1].strip()):
            out.append(number)
    return out


def _is_python(text: str) -> bool:
    try:
        parse(text + " pass" if text.endswith(":") else text)
    except PARSER_ERRORS:
        return False
    return True

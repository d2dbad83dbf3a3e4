"""What a fix changes, as places and texts that an editor can apply."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.engine.located import Change
from mlsmells.fix.intents import splices_of
from mlsmells.fix.splices import ordered
from mlsmells.fix.units import Refused, units_of

if TYPE_CHECKING:
    from mlsmells.core import Finding
    from mlsmells.sources import Source


def edits_of(finding: Finding, source: Source, seed: int) -> list[Change]:
    """The edits of the finding's fix alone; none where it is refused as things are."""
    if finding.fix is None:
        return []
    try:
        splices = splices_of(finding, units_of(source), seed)
    except (Refused, RecursionError):
        return []
    found = []
    for splice in ordered(splices):
        start, end = splice.unit.position(splice.start), splice.unit.position(splice.end)
        first, last = source.place(start.line), source.place(end.line)
        columns = [source.char_column(at.line, at.column) for at in (start, end)]
        in_bytes = (start.column + 1, end.column + 1)
        found.append(Change(splice.unit.cell, first.line, columns[0], last.line, columns[1], splice.new, *in_bytes))
    return found


def line_edits(before: str, after: str) -> Iterator[Change]:
    """The blocks of lines in which two texts of a file differ."""
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, first, last, low, high in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(None, first + 1, 1, last + 1, 1, "".join(other[low:high]))

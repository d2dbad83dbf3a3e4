"""Replacements of text ranges: what every edit intent becomes, and how they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlsmells.fix.units import Unit


# What stands first where several splices start at one place.
LEAD, IMPORT, GAP, LINES, TEXT, MAGIC = range(6)


class Splice(NamedTuple):
    """Replace ``unit.code[start:end]`` by ``new``. Every rank but TEXT and MAGIC inserts lines before a line."""

    unit: Unit
    start: int
    end: int
    new: str
    rank: int = TEXT

    @property
    def is_line(self) -> bool:
        """Whole lines are inserted before a line."""
        return self.rank < TEXT


def ensure_editable(splice: Splice) -> None:
    """Refuse to touch the line of a notebook magic (inserting a line before it is fine)."""
    unit = splice.unit
    if splice.rank == MAGIC:  # a fix for the magic itself
        return
    first, last = unit.row(splice.start), unit.row(splice.end)
    if splice.end == unit.starts[last] and (last > first or splice.start == splice.end):
        last -= 1
    if any(row in unit.frozen for row in range(first, last + 1)):
        raise Refused("it would change a notebook magic")


def conflict(one: Splice, other: Splice) -> bool:
    """Whether two splices touch the same text. Equal changes are one change, not a conflict."""
    if one.unit is not other.unit or one == other:
        return False
    if one.is_line and other.is_line:
        return False
    if one.rank == other.rank == MAGIC:  # whole lines: neighbours touch
        return one.start < other.end and other.start < one.end
    if one.is_line or other.is_line:
        line, range_ = (one, other) if one.is_line else (other, one)
        return range_.start < line.start < range_.end
    return one.start <= other.end and other.start <= one.end


def ordered(splices: Iterable[Splice]) -> list[Splice]:
    """Splices of one unit in text order, each once; inserted lines come before what is on the line."""
    return sorted(dict.fromkeys(splices), key=_order)


def apply(unit: Unit, splices: Iterable[Splice]) -> str:
    """The unit's text after its splices; magics are untouched because their lines are."""
    parts: list[str] = []
    done = 0
    for splice in ordered(splices):
        start, end = unit.in_text(splice.start), unit.in_text(splice.end)
        parts += (unit.text[done:start], splice.new)
        done = end
    return "".join(parts) + unit.text[done:]


def merged(splices: Sequence[Splice]) -> Splice:
    """One splice that does what several of a unit do; they may touch but not overlap."""
    unit = splices[0].unit
    parts: list[str] = []
    done = start = min(splice.start for splice in splices)
    for splice in ordered(splices):
        parts += (unit.text[unit.in_text(done) : unit.in_text(splice.start)], splice.new)
        done = splice.end
    return Splice(unit, start, done, "".join(parts))


def moved(offset: int, splices: Sequence[Splice], *, is_end: bool = False) -> int:
    """Where an offset of the unit lands after its splices (inside a replacement: at its start)."""
    shift = 0
    for splice in ordered(splices):
        if splice.start > offset or (is_end and splice.start == offset):
            break
        if splice.end > offset:
            return splice.start + shift + (len(splice.new) if is_end else 0)
        shift += len(splice.new) - (splice.end - splice.start)
    return offset + shift


def _order(splice: Splice) -> tuple[int, int, int, bool, str]:
    # Imports as isort would have them; everything else in the order it was asked for.
    is_import = splice.rank == IMPORT
    text = splice.new if is_import else ""
    return splice.start, splice.rank, splice.end, is_import and text.startswith("from"), text

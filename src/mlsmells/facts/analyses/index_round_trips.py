"""Tables that are written with their row numbers and read back with a column more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.learning import sources
from mlsmells.facts.domain.events import CrossValidation, Fit, Read, Write

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

COLUMN = "Unnamed: 0"
_SAYS = regex("Unnamed")


def writes_index(write: Write) -> bool:
    """A CSV file gets the row numbers as a first column without a name."""
    value = write.value
    if not write.name.endswith(".to_csv") or value is None or value.kind != "frame" or not value.plain or value.may:
        return False
    whole = write.arg("header").absent_or(True) and write.arg("mode").absent_or("w")
    return whole and write.arg("index").absent_or(True) and write.arg("index_label").absent


def takes_unnamed(read: Read, facts: Facts) -> bool:
    """A CSV file is read without a word about its first column, and all its columns reach a fit."""
    if read.name != "pandas.read_csv" or facts.says(_SAYS):
        return False
    if not all(read.arg(name).absent_or(None) for name in ("index_col", "usecols", "names", "header")):
        return False
    return bool(sources(read.out) & facts.once("sources with row numbers", lambda: _with_row_numbers(facts)))


def _with_row_numbers(facts: Facts) -> set[int]:
    """The sources of the tables that models learn from with all their columns."""
    fits: list[Fit | CrossValidation] = [*facts.of(Fit), *facts.of(CrossValidation)]
    learned = (e.X for e in fits if e.X is not None and e.X.kind == "frame" and e.X.columns is not None)
    whole = [X for X in learned if X.columns is not None and X.columns.known is None and X.columns.holds(COLUMN)]
    return {source for X in whole for source in sources(X)}


def round_trips(facts: Facts) -> Iterator[tuple[Write, Read]]:
    """Files that this file writes with row numbers and reads back later."""
    for write in facts.of(Write):
        if write.key and writes_index(write):
            later = (r for r in facts.of(Read) if r.key == write.key and r.order > write.order)
            back = next((read for read in later if takes_unnamed(read, facts)), None)
            if back is not None:
                yield write, back

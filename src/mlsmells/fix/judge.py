"""Whether a changed source is better: it parses, what was fixed is gone, and nothing new appeared."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Severity
from mlsmells.fix.splices import Splice, moved
from mlsmells.fix.statements import innermost
from mlsmells.fix.undefined import lost
from mlsmells.fix.units import Refused, Unit, parse, unit_at, units_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mlsmells.core import Finding
    from mlsmells.sources import Source

_BY_HOLDOUT = ("MLS103", "MLS104", "MLS105")
Changes = dict[Unit, list[Splice]]


class Extent(NamedTuple):
    """Where a finding is, in characters of its unit; comparable across rounds."""

    code: str
    cell: int | None
    start: int
    end: int


class _Known(NamedTuple):
    """A finding that may stay, under the names its statement can have afterwards."""

    after: str
    before: str
    is_for_file: bool


def extent_of(finding: Finding, units: list[Unit]) -> Extent | None:
    """The finding's place; None when it is in no unit (a broken cell, an empty file)."""
    try:
        unit = unit_at(units, finding.span.line)
        return Extent(finding.code, unit.cell, *unit.extent(finding.span))
    except (Refused, IndexError):
        return None


def moved_place(place: Extent, changes: Changes) -> Extent:
    """The place after the changes."""
    for unit, splices in changes.items():
        if unit.cell == place.cell:
            return place._replace(
                start=moved(place.start, splices),
                end=moved(place.end, splices, is_end=place.end > place.start),
            )
    return place


def syntax_complaint(old: str, new: str) -> str:
    """Why the new text is no longer Python; "" when it is."""
    if parse(new) is None:
        return "the result would not parse"
    if _compiles(old) and not _compiles(new):
        return "the result would not compile"
    return ""


def complaint(
    source: Source,
    changes: Changes,
    *,
    before: Sequence[Finding],
    fixed: Collection[int],
    changed: Source,
    after: Iterable[Finding],
) -> str:
    """Why the changed source is not kept; "" when it is. ``fixed`` are indices into ``before``."""
    if changed.tree is None or len(changed.problems) > len(source.problems):
        return "the result would not parse"
    old_units, new_units = units_of(source), units_of(changed)
    names = lost(old_units, new_units)
    if names:
        return f"nothing would define {min(names)} any more"
    by_cell = {unit.cell: unit for unit in new_units}
    known: dict[str, list[_Known]] = {}
    mended: set[tuple[str, str]] = set()
    for index, finding in enumerate(before):
        called = _names(finding, old_units, by_cell, changes)
        if index in fixed:
            mended.add((finding.code, called.after))
        else:
            known.setdefault(finding.code, []).append(called)
    codes = {code for code, _ in mended}
    untouched = _untouched(old_units, changes)
    for finding in _unknown(after, known, new_units):
        statement = _statement_of(finding, new_units)
        if finding.code in codes and all(finding.severity < before[index].severity for index in fixed):
            continue  # the folds within a training part whose test rows are clean now; a path that can be changed
        if (finding.code, statement) in mended:
            return f"{finding.code} would still be there"
        if _was_hidden(finding.code, statement, codes, mended, untouched):
            continue
        if finding.severity is Severity.INFO and all(before[index].severity > Severity.INFO for index in fixed):
            continue  # a note is less than what was mended
        return f"it would raise {finding.code} at line {changed.place(finding.span.line).line}"
    return ""


def _was_hidden(code: str, statement: str, codes: set[str], mended: set[tuple[str, str]], untouched: set[str]) -> bool:
    """Whether it was there before, behind what is mended now: uncovered, not caused.

    Of one kind only the first is told. What was learned from all rows is told once, by the hold-out before the folds:
    folds of rows that it still learns from were folds of rows that it learned from. And a test part that is filled by
    its own statistics is told only where the training part was filled by those of the training part.
    """
    if code == "MLS106" and any((each, statement) in mended for each in _BY_HOLDOUT):
        return True
    return statement in untouched and (code in codes or (code == "MLS102" and "MLS103" in codes))


def _names(finding: Finding, old_units: list[Unit], by_cell: Mapping[int | None, Unit], changes: Changes) -> _Known:
    place = extent_of(finding, old_units)
    before = _statement_of(finding, old_units)
    if place is None:
        return _Known(before, before, True)
    unit = by_cell.get(place.cell)
    # The text of a notebook's magics is longer or shorter than the code's, but never moved by a fix.
    after = _statement_at(unit, moved_place(place, changes).start) if unit else before
    return _Known(after, before, _is_for_file(finding))


def _unknown(after: Iterable[Finding], known: dict[str, list[_Known]], units: list[Unit]) -> Iterator[Finding]:
    """Findings of the changed source that were not there before: first exact matches, then looser ones."""
    exact = {code: Counter(names.after for names in entries) for code, entries in known.items()}
    rest = []
    for finding in after:
        left = exact.get(finding.code, Counter())
        statement = _statement_of(finding, units)
        if left[statement] > 0:
            left[statement] -= 1
        else:
            rest.append((finding, statement))
    present = _untouched(units, {})
    for finding, statement in rest:
        left = exact.get(finding.code, Counter())
        for names in known.get(finding.code, ()):
            is_same = names.before == statement or (names.is_for_file and _is_for_file(finding))
            went = {names.before, names.after}.isdisjoint(present)  # its statement stands elsewhere, once for each part
            moved = names.before not in present and left[names.after] > 0  # another stands in its place
            if went or moved or (is_same and left[names.after] > 0):
                left[names.after] -= 1
                break
        else:
            yield finding


def _untouched(units: list[Unit], changes: Changes) -> set[str]:
    """The statements that no splice touches."""
    found: set[str] = set()
    for unit in units:
        splices = changes.get(unit, next((s for other, s in changes.items() if other.cell == unit.cell), []))
        for node in ast.walk(unit.tree):
            if not isinstance(node, ast.stmt):
                continue
            start, end = unit.extent(node)
            if not any(splice.start < end and start < splice.end for splice in splices):
                found.add(_statement_at(unit, start))
    return found


def _is_for_file(finding: Finding) -> bool:
    """Findings about the whole file stand at its first character, whatever is there."""
    return finding.span[:2] == (1, 0)


def _statement_of(finding: Finding, units: list[Unit]) -> str:
    place = extent_of(finding, units)
    unit = unit_at(units, finding.span.line) if place else None
    return _statement_at(unit, place.start) if place and unit else ""


def _statement_at(unit: Unit, offset: int) -> str:
    """The statement at the offset without its layout; of a compound statement only the head."""
    if offset > len(unit.code):
        return ""
    statement = innermost(unit, unit.position(offset))
    if statement is None:
        return ""
    start, end = unit.extent(statement)
    body = getattr(statement, "body", None)
    if body:
        end = unit.extent(body[0])[0]
    return " ".join(unit.code[start:end].split())


def _compiles(text: str) -> bool:
    """Finds what the grammar alone does not: a late ``from __future__``, ``return`` outside a function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<text>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True

"""A finding joined with its place in the file: all a report needs, without the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Finding, Severity, Span
from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.engine import registry
from mlsmells.engine.fingerprint import digest, fingerprint, statement_text
from mlsmells.knowledge.secrets import mask
from mlsmells.sources.python import NEWER, PYTHON_2

if TYPE_CHECKING:
    from mlsmells.sources import Problem, Source

# What a reason says → what to do.
_REMEDIES = {
    "failed: ": "report this, and exclude the file until then",
    "blank to fill in": "fill it in to have the cell checked",
    "ended before it was done": "check it alone, or exclude the file",
    "too big": "exclude the file",
    "not a notebook": "save it again as a notebook, or exclude it",
    NEWER: "run mlsmells with that Python",
    PYTHON_2: "port it, or exclude it",
}
_LINE = regex(r"\bline (\d+)\b")


class Line(NamedTuple):
    """A source line: its 1-based number (within the cell in a notebook), its text, its line on disk."""

    line: int
    cell: int | None
    text: str
    physical_line: int = 0


class Step(NamedTuple):
    """One step of the evidence path."""

    note: str
    at: Line


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and its place.

    ``line`` and ``end_line`` are 1-based and within the cell for notebooks, columns are 1-based in
    characters (``end_column`` is the first one after), ``physical_line`` is the line on disk.
    ``frame`` holds the finding's first line and its neighbours. ``fingerprint`` survives inserted lines; it is made of
    ``statement``, a digest of the statement's text, and ``ordinal``, which counts the findings of one code in equal
    statements of a file.
    """

    finding: Finding
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None
    physical_line: int
    physical_end_line: int = 0
    steps: tuple[Step, ...] = ()
    frame: tuple[Line, ...] = ()
    fingerprint: str = ""
    statement: str = ""
    ordinal: int = 0
    accepted: bool = False
    # All findings of the same cause, if this one stands for several.
    places: tuple[Located, ...] = ()
    # What the fix changes, where somebody asked.
    edits: tuple[Change, ...] = ()


class Change(NamedTuple):
    """A range that a fix replaces by a text; places as above, columns in UTF-8 bytes as well."""

    cell: int | None
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    byte_column: int = 0
    end_byte_column: int = 0


class Placed(NamedTuple):
    """A finding with its place but no fingerprint yet, and the text of the statement it is about."""

    at: Located
    statement: str


def locate(findings: Iterable[Finding], source: Source) -> Iterator[Located]:
    """The findings of one source; give all of them at once, as fingerprints count repetitions."""
    return with_fingerprints(place(findings, source))


def with_fingerprints(placed: Iterable[Placed]) -> Iterator[Located]:
    """Those findings of one file that are reported, in their order."""
    seen: Counter[tuple[str, str]] = Counter()
    for at, statement in placed:
        code = at.finding.code
        ordinal = seen[code, statement]
        seen[code, statement] += 1
        yield replace(
            at,
            fingerprint=fingerprint(code, at.path, statement, ordinal),
            statement=digest(statement),
            ordinal=ordinal,
        )


def place(findings: Iterable[Finding], source: Source) -> Iterator[Placed]:
    """Where each finding is for a reader: all that needs the source."""
    for finding in findings:
        span = finding.span
        start, end = source.place(span.line), source.place(span.end_line)
        named = _with_cells(_masked(finding), source)
        at = Located(
            finding=named,
            path=source.path,
            line=start.line,
            column=source.char_column(span.line, span.column),
            end_line=end.line,
            end_column=source.char_column(span.end_line, span.end_column),
            cell=start.cell,
            physical_line=start.physical_line,
            physical_end_line=end.physical_line,
            steps=tuple(Step(step.note, _line(source, step.line)) for step in named.trace),
            frame=_frame(source, span.line),
        )
        # A digest of little text could be guessed: credentials stay out of it.
        yield Placed(at, mask(statement_text(source, span.line)))


def locate_problem(problem: Problem, source: Source, ordinal: int = 0) -> Located:
    """A problem as MLS000, at the first column of its line."""
    rule = registry.by_code()[registry.NOT_ANALYSED]
    start = next((cell.start for cell in source.cells if cell.index == problem.cell), 0)
    joined = start + problem.line - 1 if start else problem.line
    known = bool(start) or not source.is_notebook
    place = source.place(joined) if start else None
    return Located(
        finding=rule.at(
            Span(joined, 0, joined, 0),
            reason=problem.message,
            remedy=_remedy(problem.message),
            severity=Severity.INFO if problem.is_note else None,
        ),
        path=source.path,
        line=problem.line,
        column=1,
        end_line=problem.line,
        end_column=1,
        cell=problem.cell,
        physical_line=place.physical_line if place else problem.line,
        physical_end_line=place.physical_line if place else problem.line,
        frame=_frame(source, joined) if known else (),
        fingerprint=fingerprint(rule.code, source.path, problem.message, ordinal),
    )


def _remedy(reason: str) -> str:
    """What to do about a file that was not analysed."""
    return next((remedy for start, remedy in _REMEDIES.items() if start in reason), "correct it, or exclude the file")


def locate_problems(source: Source, problems: Iterable[Problem]) -> list[Located]:
    """All problems of one source, each once."""
    return [locate_problem(problem, source, at) for at, problem in enumerate(dict.fromkeys(problems))]


def _masked(finding: Finding) -> Finding:
    """An address or a name in a message may hold a credential."""
    trace = tuple(step._replace(note=mask(step.note)) for step in finding.trace)
    return replace(finding, message=mask(finding.message), trace=trace)


def _with_cells(finding: Finding, source: Source) -> Finding:
    """Rules write ``line 12`` of the joined module; a reader of a notebook knows ``cell 3 line 2``."""
    if not source.is_notebook:
        return finding
    here = source.place(finding.span.line).cell

    def named(match: re.Match[str]) -> str:
        place = source.place(int(match[1]))
        return f"line {place.line}" if place.cell == here else f"cell {place.cell} line {place.line}"

    trace = tuple(step._replace(note=_LINE.sub(named, step.note)) for step in finding.trace)
    return replace(finding, message=_LINE.sub(named, finding.message), trace=trace)


def _line(source: Source, line: int) -> Line:
    place = source.place(line)
    text = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
    return Line(place.line, place.cell, mask(text), place.physical_line)


def _frame(source: Source, line: int) -> tuple[Line, ...]:
    cell = source.place(line).cell
    lines = (_line(source, n) for n in range(line - 1, line + 2) if 0 < n <= len(source.lines))
    return tuple(near for near in lines if near.cell == cell)

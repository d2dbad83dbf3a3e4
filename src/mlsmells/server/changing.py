"""What an editor may do about a finding: mend it, or say why it stays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.engine.located import Change
from mlsmells.engine.registry import by_code
from mlsmells.engine.selection import subject
from mlsmells.server.checking import Checked, findings_of
from mlsmells.sources import suppressions_of

if TYPE_CHECKING:
    from mlsmells.core import Finding
    from mlsmells.engine.located import Located
    from mlsmells.sources import Source

REASON = "say why"


class Edit(NamedTuple):
    """A range of a text (by its number in the document) that is replaced; lines and characters from 0."""

    text: int
    line: int
    column: int
    end_line: int
    end_column: int
    new: str


class Mended(NamedTuple):
    """The edits of a fix that was tried; none, and why, where it was refused."""

    edits: list[Edit]
    why: str = ""


def can_mend(checked: Checked, at: Located) -> bool:
    """A fix is offered, and the configuration lets it be applied. Whether it succeeds is known when it is tried."""
    fix = at.finding.fix
    if fix is None or fix.refusal:
        return False
    return checked.config.for_path(at.path).mends(subject(by_code()[at.finding.code], checked.config))


def mend(checked: Checked, at: Located) -> Mended:
    """The fix of one finding (of all its places, if it stands for several), judged as ``mlsmells fix`` does."""
    wanted = {_key(each.finding) for each in (at.places or (at,))}
    return _mended(checked, unsafe=True, only=wanted)


def mend_all(checked: Checked) -> Mended:
    """Every safe fix."""
    return _mended(checked, unsafe=False, only=None)


def _mended(checked: Checked, *, unsafe: bool, only: set[tuple[str, object]] | None) -> Mended:
    from mlsmells.fix import fix_source  # loaded by those who fix

    def is_wanted(finding: Finding, now: Source) -> bool:
        mends = checked.config.for_path(now.path).mends(subject(by_code()[finding.code], checked.config))
        return mends and (only is None or (now.text == checked.source.text and _key(finding) in only))

    result = fix_source(
        checked.source,
        partial(findings_of, config=checked.config),
        unsafe=unsafe,
        seed=checked.config.for_path(checked.source.path).seed,
        select=is_wanted,
    )
    if result.text is None:
        return Mended([], result.skipped[0][1] if result.skipped else "it would change nothing")
    return Mended(list(_edits(checked, result.text)))


def _key(finding: Finding) -> tuple[str, object]:
    return finding.code, finding.span


def _edits(checked: Checked, text: str) -> Iterator[Edit]:
    from mlsmells.fix import line_edits
    from mlsmells.sources import source_from_text

    if not checked.document.is_notebook:
        before = checked.document.texts[0].text
        yield from (_whole_lines(change, 0, before) for change in line_edits(before, text))
        return
    after = source_from_text(text, checked.source.path)
    for number, (old, new) in enumerate(zip(checked.document.texts, after.cells, strict=True)):
        yield from (_whole_lines(change, number, old.text) for change in line_edits(old.text, new.source))


def _whole_lines(change: Change, number: int, before: str) -> Edit:
    """Whole lines; behind a last line without an end the text begins with one."""
    lines = before.splitlines(keepends=True)
    start, end = change.line - 1, change.end_line - 1
    if start == len(lines) and lines and not lines[-1].endswith("\n"):
        return Edit(number, start - 1, len(lines[-1]), start - 1, len(lines[-1]), "\n" + change.text)
    if end == len(lines) and lines and not lines[-1].endswith("\n"):
        return Edit(number, start, 0, end - 1, len(lines[-1]), change.text)
    return Edit(number, start, 0, end, 0, change.text)


def suppress(checked: Checked, at: Located) -> Edit | None:
    """A comment that silences the finding, where it is one and changes nothing else; None where there is no such place.

    The last line of the statement is tried first, then the finding's own.
    """
    document, source = checked.document, checked.source
    if source.is_notebook and not document.is_notebook:
        return None  # in JSON a comment is not text at the end of a line
    number = document.number_of(at.cell)
    lines = document.texts[number].text.split("\n")
    statement = source.statement_lines(at.finding.span.line)
    places = [source.place(line) for line in (statement[-1], at.finding.span.line, statement[0])]
    for line in dict.fromkeys(place.line for place in places if place.cell == at.cell):
        old = lines[line - 1]
        end = len(old.rstrip())
        new = f"{old[:end]}  # mlsmells: ignore[{at.finding.name}] {REASON}"
        changed = "\n".join([*lines[: line - 1], new, *lines[line:]])
        if _is_silent(checked, at, changed):
            return Edit(number, line - 1, end, line - 1, len(old), new[end:])
    return None


def _is_silent(checked: Checked, at: Located, changed: str) -> bool:
    """The program is the same, and the finding is silenced."""
    before = checked.source
    after = checked.document.replaced(at.cell, changed).source(before.path)
    if before.tree is None or after.tree is None or ast.dump(before.tree) != ast.dump(after.tree):
        return False
    lines = after.statement_lines(at.finding.span.line)
    return suppressions_of(after).match(at.finding.code, at.finding.name, lines)

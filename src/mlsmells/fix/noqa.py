"""Comments that silence findings: where both flake8 and the command read them, merged with those that are there."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.notebook import write_back
from mlsmells.fix.units import Refused, Unit, unit_at, units_of
from mlsmells.sources import source_from_text, suppressions_of
from mlsmells.sources.comments import comment_columns

if TYPE_CHECKING:
    from mlsmells.core import Finding
    from mlsmells.sources import Source

_NOQA = re.compile(r"# noqa(?P<codes>:\s?(?:[A-Z]+[0-9]+[,\s]*)+)?", re.IGNORECASE)
# Behind these a shell reads the line, for which # begins a comment too.
_SHELL = re.compile(r"\s*(?:!|%(?:pip|conda|mamba|sh|sx|system)\b)")
_ENDS = re.compile(r"\r\n|\r|\n")


class Silenced(NamedTuple):
    """The text with the comments, what they silence, and the findings that could not get one, with the reason."""

    text: str
    added: list[Finding]
    refused: list[tuple[Finding, str]]


def add_noqa(source: Source, findings: Iterable[Finding], reason: str) -> Silenced:
    """Silence the findings of a source. Nothing but comments changes: the program is the same."""
    units = units_of(source)
    rows: dict[tuple[int, int], set[str]] = {}
    placed: list[Finding] = []
    refused: list[tuple[Finding, str]] = []
    for finding in findings:
        try:
            unit = unit_at(units, finding.span.line)
            row = _row(unit, finding.span.line - unit.first, source)
        except Refused as why:
            refused.append((finding, str(why)))
        else:
            rows.setdefault((units.index(unit), row), set()).add(finding.code)
            placed.append(finding)
    text = _written(source, units, rows, reason)
    deaf = _not_silenced(source, source_from_text(text, source.path), placed)
    if not deaf:
        return Silenced(text, placed, refused)
    again = add_noqa(source, [finding for finding in placed if finding not in deaf], reason)
    return Silenced(again.text, again.added, [*refused, *((each, "a comment would not reach it") for each in deaf)])


def _not_silenced(before: Source, after: Source, findings: list[Finding]) -> list[Finding]:
    """The findings that the comments leave; all of them if the program is another one."""
    if before.tree is None or after.tree is None or ast.dump(before.tree) != ast.dump(after.tree):
        return findings
    found = suppressions_of(after)
    return [each for each in findings if not found.match(each.code, each.name, after.statement_lines(each.span.line))]


def _row(unit: Unit, row: int, source: Source) -> int:
    """The row of the unit that gets the comment: the one with a noqa, else the last of the logical line."""
    rows = next((rows for rows in _logical_lines(unit.code) if row in rows), range(row, row + 1))
    texts = _ENDS.split(unit.text)
    for each in rows:
        match = _NOQA.search(texts[each])
        if match:
            if not _is_comment(source, unit, each, match.start()):
                raise Refused("a string on its line holds the word noqa")
            return each
    text = texts[rows[-1]]
    if rows[-1] in unit.frozen and not _SHELL.match(text):
        raise Refused("it stands at a notebook magic, which takes no comment")
    if text.rstrip().endswith("\\") or text.startswith("#!"):
        raise Refused("its line takes no comment")
    return rows[-1]


def _is_comment(source: Source, unit: Unit, row: int, column: int) -> bool:
    line = unit.first + row
    begins = comment_columns(source, [line]).get(line)
    return begins is not None and column + 1 >= begins


def _logical_lines(code: str) -> Iterator[range]:
    """The rows of each statement or header, as flake8 counts them: comments above belong to nothing."""
    first: int | None = None
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.NEWLINE and first is not None:
                yield range(first, token.start[0])
                first = None
            elif first is None and token.type not in _LAYOUT:
                first = token.start[0] - 1
    except (tokenize.TokenError, SyntaxError):
        return


_LAYOUT = frozenset({tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING})


def _written(source: Source, units: list[Unit], wanted: Mapping[tuple[int, int], set[str]], reason: str) -> str:
    changed: dict[int | None, str] = {}
    for number, unit in enumerate(units):
        rows = {row: codes for (of, row), codes in wanted.items() if of == number}
        if rows:
            changed[unit.cell] = _commented(unit.text, rows, reason)
    if source.is_notebook:
        return write_back(source.text, {cell: text for cell, text in changed.items() if cell is not None})
    return changed.get(None, source.text)


def _commented(text: str, rows: Mapping[int, set[str]], reason: str) -> str:
    ends = [*_ENDS.findall(text), ""]
    lines = _ENDS.split(text)
    for row, codes in rows.items():
        lines[row] = _with_codes(lines[row], codes, reason)
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _with_codes(line: str, codes: set[str], reason: str) -> str:
    match = _NOQA.search(line)
    if match is None:
        return f"{line.rstrip()}  # noqa: {','.join(sorted(codes))} - {reason}"
    known = re.findall(r"[A-Z]+[0-9]+", match["codes"] or "", re.IGNORECASE)
    listed = ",".join([*known, *sorted(codes.difference(known))])
    rest = line[match.end() :].strip()
    said = rest.lstrip("-–—: ")
    if reason not in rest:
        rest = f"- {said}; {reason}" if said and not said.startswith("#") else f"- {reason}  {rest}".rstrip()
    return f"{line[: match.start()]}# noqa: {listed} {rest}"

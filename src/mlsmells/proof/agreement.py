"""Where two runs of one program differ, what no program can repeat (times, addresses) left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.core.words import counted, cut
from mlsmells.proof.artefacts import Artefact
from mlsmells.proof.figures import changed

# Durations, dates, times of day, seconds since 1970, addresses in memory, folders for temporary files, identifiers.
_PASSING = regex(
    r"(?i)\b\d+(?:\.\d+)?\s?(?:s|ms|µs|us|ns|secs?|seconds?|mins?|minutes?|hours?|h)\b(?:/\w+)?|\b\d+(?:\.\d+)?\s?it/s"
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?|\b\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?\b"
    r"|\b1[5-9]\d{8}(?:\d{3}|\.\d+)?\b|\b0x[0-9a-f]+\b|/\S{0,200}/tmp\w+|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"
    r"|\b[0-9a-f]{32}\b"
)
_TIMED = regex(r"(?i)\b(?:time|took|elapsed|duration|runtime|seconds|secs)\b[^\d\n]{0,20}\d+(?:\.\d+)?")
MOST = 5


class Outcome(NamedTuple):
    """What one run gave."""

    out: str
    files: Mapping[str, Artefact]


class Difference(NamedTuple):
    """``where`` it is (a line of the output, a file), and what is different in words."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def differences(one: Outcome, other: Outcome) -> list[Difference]:
    """What was printed first, in its order, then files by name."""
    return [*_printed(one.out, other.out), *_written(one.files, other.files)]


def lasting(text: str) -> str:
    """The text without what is another in each run of any program."""
    return _TIMED.sub("~", _PASSING.sub("~", text))


def _printed(one: str, other: str) -> Iterator[Difference]:
    for number, (mine, its) in enumerate(zip_longest(one.splitlines(), other.splitlines(), fillvalue=""), 1):
        if lasting(mine) != lasting(its):
            yield Difference(f"line {number} of the output", _words(mine, its))


def _words(mine: str, its: str) -> str:
    """The figures that changed, with what stands before them; the lines themselves where no figure did."""
    found = [str(change) for change in changed(lasting(mine), lasting(its))]
    if found:
        return ", ".join(found[:MOST])
    return f"'{cut(mine, 60)}' → '{cut(its, 60)}'"


def _written(one: Mapping[str, Artefact], other: Mapping[str, Artefact]) -> Iterator[Difference]:
    mine, its = ({_name(path): path for path in files} for files in (one, other))
    for name in sorted({*mine, *its}):
        if name not in mine or name not in its:
            path, run = (mine[name], "first") if name in mine else (its[name], "second")
            yield Difference(path, f"written in the {run} run alone")
            continue
        before, after = one[mine[name]], other[its[name]]
        if before.digest != after.digest and _text(before) != _text(after):
            yield Difference(mine[name], _content(before, after))


def _name(path: str) -> str:
    """Names with the time in them are one name."""
    return re.sub(r"\d{4,}(?:[-_:.T]\d+)*|[0-9a-f]{32}", "#", path)


def _text(file: Artefact) -> str:
    return file.digest if file.text is None else lasting(file.text)


def _content(before: Artefact, after: Artefact) -> str:
    if before.text is None or after.text is None:
        return "other bytes"
    lines = list(_printed(before.text, after.text))
    more = f" (and {counted(len(lines) - 1, 'more line')})" if len(lines) > 1 else ""
    return f"{lines[0].where.removesuffix(' of the output')}, {lines[0].what}{more}" if lines else "other bytes"

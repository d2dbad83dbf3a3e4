"""Which lines a unified diff adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HUNK = re.compile(r"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_ESCAPE = re.compile(r'\\([0-7]{3}|[abfnrtv"\\])')
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
NOTHING = "/dev/null"


class NoDiff(ValueError):
    """The text is no unified diff."""


def added_lines(text: str) -> dict[str, set[int]]:
    """For each file, as the diff calls it after the change, the lines that were added, counted in the new file."""
    found: dict[str, set[int]] = {}
    lines = iter(text.split("\n"))
    current: set[int] | None = None
    told = not text.strip()
    for line in lines:
        if line.startswith("@@@"):
            raise NoDiff("it is a combined diff, of a merge: compare with one side")
        hunk = _HUNK.match(line)
        if line.startswith("+++ "):
            current = found.setdefault(_name(line[4:]), set())
        elif hunk and current is not None:
            current.update(_added(hunk, lines))
        told = told or line.startswith(("diff ", "--- ", "+++ "))
    if not told:
        raise NoDiff("it is no unified diff: no line begins with `+++ `")
    found.pop(NOTHING, None)
    return found


def _added(hunk: re.Match[str], lines: Iterator[str]) -> Iterator[int]:
    """Reads as many lines as the hunk announces: an added line may itself look like a header."""
    old, new = int(hunk["old"] or 1), int(hunk["new"] or 1)
    number = int(hunk["start"])
    while old > 0 or new > 0:
        line = next(lines, None)
        if line is None:
            raise NoDiff("it ends within a change")
        if line.startswith("+"):
            yield number
        if not line.startswith(("-", "\\")):
            number, new = number + 1, new - 1
        if not line.startswith(("+", "\\")):
            old -= 1


def _name(written: str) -> str:
    r"""``b/train.py``; with a time behind a tab, or as git quotes it: ``"b/na\303\257ve.py"``."""
    if not written.startswith('"'):
        return written.split("\t")[0].rstrip("\r")
    inner = written[1 : written.rindex('"')] if written.count('"') > 1 else written[1:]
    data = b"".join(_bytes(piece) for piece in re.split(r'(\\(?:[0-7]{3}|[abfnrtv"\\]))', inner))
    return data.decode("utf-8", "surrogateescape")


def _bytes(piece: str) -> bytes:
    escape = _ESCAPE.fullmatch(piece)
    if escape is None:
        return piece.encode("utf-8", "surrogateescape")
    code = escape[1]
    return _PLAIN[code].encode() if code in _PLAIN else bytes([int(code, 8) & 0xFF])

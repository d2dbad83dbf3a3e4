"""Which lines begin a statement, in text that the parser does not take. Exact enough for notebook cells."""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core.patterns import regex

# Everything that decides whether the next line continues this one. A string that is not closed
# on its line ends there, as the parser will say.
_TOKEN = regex(r"""'''|\"""|'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?|#.*|[\[({]|[\])}]|\\$""")


def statement_starts(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Ranges of lines from one that begins a statement to its last backslash continuation.

    Lines inside brackets and strings begin none: ``("%d"`` / ``% 3)`` is no magic. The caller may
    replace the lines of a range before it asks for the next one.
    """
    depth, quote, at = 0, "", 0
    while at < len(lines):
        last = at + 1
        if not depth and not quote:
            while lines[last - 1].endswith("\\") and last < len(lines):
                last += 1
            yield at, last
        for line in lines[at:last]:
            depth, quote = _scan(line, depth, quote)
        at = last


def _scan(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Bracket depth and open triple quote at the end of a line."""
    at = 0
    while True:
        if quote:
            end = _closing(line, at, quote)
            if end < 0:
                return depth, quote
            at, quote = end, ""
        match = _TOKEN.search(line, at)
        if match is None:
            return depth, ""
        token, at = match.group(), match.end()
        if token in ("'''", '"""'):
            quote = token
        elif token in "([{":
            depth += 1
        elif token in ")]}":
            depth = max(depth - 1, 0)


def _closing(line: str, at: int, quote: str) -> int:
    while True:
        found = line.find(quote, at)
        if found < 0:
            return -1
        backslashes = len(line[at:found]) - len(line[at:found].rstrip("\\"))
        if backslashes % 2 == 0:
            return found + 3
        at = found + 1

"""A text without its strings, read as the newest Python reads them: any quotes may stand within ``f"{…}"``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_NEXT = re.compile(r"#[^\n]*|(?P<prefix>\b[a-zA-Z]{1,2})?(?P<quotes>\"\"\"|'''|\"|')")
_PREFIXES = frozenset("r u b br rb f fr rf t tr rt".split()) | {""}
# The end of the expression in a hole: ``!r``, ``:>10``, the sign in ``{x=}``.
_ASIDE = re.compile(r"!(?!=)|:(?!=)|(?<![=!<>:])=\s*$|(?<![=!<>:])=\s*(?=[!:])")


class NoString(Exception):
    """The text ends before a string does, or no Python has such a string."""


def without_strings(text: str) -> tuple[str, tuple[int, int] | None]:
    """The text with ``""`` for each string and without comments, and the Python that its strings ask for, if any.

    None: they hold nothing to fill in.
    """
    out: list[str] = []
    kinds: set[str] = set()
    at = 0
    while match := _NEXT.search(text, at):
        out.append(text[at : match.start()])
        at = _past(text, match, kinds)
        out.append("" if match["quotes"] is None else '""')
    least = (3, 14) if "t" in kinds else (3, 12) if "f" in kinds else None
    return "".join([*out, text[at:]]), least


def _past(text: str, match: re.Match[str], kinds: set[str]) -> int:
    """The end of a comment or a string; ``kinds`` learns what may be filled in."""
    quotes, prefix = match["quotes"], (match["prefix"] or "").lower()
    if quotes is None:
        return match.end()
    if prefix not in _PREFIXES:
        raise NoString
    kinds |= {"f", "t"} & set(prefix)
    at = match.end()
    for start, end in _pieces(text, at, quotes, "f" in prefix or "t" in prefix, kinds):
        at = end
        if start and not _is_expression(text[start : end - 1]):
            raise NoString
    return at + len(quotes)


def _pieces(text: str, at: int, quotes: str, fills: bool, kinds: set[str]) -> Iterator[tuple[int, int]]:
    """The holes of a string, and last (0, where its quotes are closed)."""
    while not text.startswith(quotes, at):
        here = text[at : at + 1]
        if not here or (here == "\n" and len(quotes) == 1):
            raise NoString
        if here == "\\" or (fills and text.startswith(("{{", "}}"), at)):
            at += 2
        elif fills and here == "{":
            start, at = at + 1, _hole(text, at + 1, kinds)
            yield start, at
        else:
            at += 1
    yield 0, at


def _hole(text: str, at: int, kinds: set[str]) -> int:
    """The end of ``{…}``."""
    depth = 1
    while depth:
        match = _NEXT.match(text, at)
        if match is not None:
            at = _past(text, match, kinds)
            continue
        if at >= len(text):
            raise NoString
        depth += (text[at] in "([{") - (text[at] in ")]}")
        at += 1
    return at


def _is_expression(hole: str) -> bool:
    """What is filled in is Python but for its own strings."""
    code, _ = without_strings(hole)
    depth, end = 0, len(code)
    for found in re.finditer(r"[(\[{]|[)\]}]|" + _ASIDE.pattern, code):
        here = found.group()[:1]
        if here in "([{":
            depth += 1
        elif here in ")]}":
            depth -= 1
        elif depth == 0:
            end = found.start()
            break
    try:
        ast.parse(f"({code[:end].strip()}\n)", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return bool(code[:end].strip())

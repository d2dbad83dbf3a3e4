"""Text that is safe and pretty in a terminal."""

from __future__ import annotations

import unicodedata

_STYLES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "34", "cyan": "36"}
# Control characters can move the cursor or recolour the screen; direction marks can show code in
# another order than it runs; surrogates stand for bytes that are no text.
_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ALLOWED = frozenset("\u200c\u200d")  # joiners inside words and emoji


def escape(text: str) -> str:
    r"""``text`` with everything a terminal might obey written as ``\x1b``; a tab becomes four spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char == "\t":
        return "    "
    if unicodedata.category(char) in _ESCAPED and char not in _ALLOWED:
        return char.encode("unicode_escape").decode("ascii")
    return char


def width(text: str) -> int:
    """The number of terminal columns of already escaped text."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or char in _ALLOWED:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def paint(text: str, *styles: str, color: bool) -> str:
    """``text`` in bold, dim or a colour, if ``color``."""
    if not color or not text:
        return text
    codes = ";".join(_STYLES[style] for style in styles)
    return f"\x1b[{codes}m{text}\x1b[0m"

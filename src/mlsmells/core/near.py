"""The name that somebody meant: edit distance in which what hands and eyes confuse costs less."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# Taken for each other when read …
_ALIKE = ("0o", "1li", "2z", "5s", "8b", "-_ ")
# … and beside each other when typed.
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LOOKS, _SLIP, _SWAP, _EDIT = 0.2, 0.7, 0.5, 1.0
# Of two words at most this share may differ, of short ones at least one letter.
_SHARE, _LEAST = 0.25, 1.0


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that is nearest to ``word``; "" when none is near. Case does not matter."""
    wanted = word.strip().lower()
    found = min(((distance(wanted, name.lower()), name) for name in known), default=(0.0, ""))
    far, name = found
    return name if name and len(wanted) > 1 and far <= max(_LEAST, _SHARE * max(len(wanted), len(name))) else ""


def hint(word: str, known: Iterable[str]) -> str:
    """``"; did you mean 'select'?"``, or nothing when no known name is near."""
    name = nearest(word, known)
    return f"; did you mean '{name}'?" if name else ""


def distance(one: str, other: str) -> float:
    """How much it takes to turn one text into the other: letters put in, left out, replaced, or swapped."""
    before: list[float] = []
    row = [at * _EDIT for at in range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        two_before, before, row = before, row, [i * _EDIT]
        for j, meant in enumerate(other, 1):
            least = min(before[j] + _EDIT, row[j - 1] + _EDIT, before[j - 1] + _replaced(letter, meant))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == meant != letter:
                least = min(least, two_before[j - 2] + _SWAP)
            row.append(least)
    return row[-1]


def _replaced(letter: str, meant: str) -> float:
    if letter == meant:
        return 0.0
    if any(letter in group and meant in group for group in _ALIKE):
        return _LOOKS
    return _SLIP if meant in _beside(letter) else _EDIT


@lru_cache(maxsize=128)
def _beside(letter: str) -> str:
    for row in _ROWS:
        at = row.find(letter)
        if at >= 0:
            return row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return ""

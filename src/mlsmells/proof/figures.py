"""The figures that a program prints, and which of them are others in a second run."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from mlsmells.core.patterns import regex

_NUMBER = regex(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?%?(?![\w])")
_DIGITS = 4


class Change(NamedTuple):
    """``accuracy 0.83 → 0.42``."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label} {self.before} → {self.after}".strip()


def changed(before: str, after: str) -> list[Change]:
    """The figures of the first output that are others in the second, in its order."""
    one, other = _figures(before), _figures(after)
    found = [Change(key[0], value, other[key]) for key, value in one.items() if key in other and other[key] != value]
    return [change for change in found if change.before != change.after]


def _figures(text: str) -> dict[tuple[str, int], str]:
    """(what stands before it on the line, how often that was there) → figure."""
    seen: Counter[str] = Counter()
    figures: dict[tuple[str, int], str] = {}
    for line in text.splitlines():
        last = 0
        words = ""
        for match in _NUMBER.finditer(line):
            words = _label(line[last : match.start()]) or words
            label, last = words, match.end()
            if _is_given(match.group()) and _label(line[match.end() :].split(",")[0]):
                words = f"{words} {match.group()}".strip()  # the 3 of "k = 3 accuracy 0.9" names the line
            figures[label, seen[label]] = _rounded(match.group())
            seen[label] += 1
    return figures


def _label(text: str) -> str:
    words = text.strip().strip("([{<>)]}|=:,;*-+±/'\"").strip()
    return " ".join(words.split())[-40:]


def _is_given(figure: str) -> bool:
    return figure.isdigit()


def _rounded(figure: str) -> str:
    """As many digits as a reader takes in."""
    if "." not in figure:
        return figure
    whole, _, rest = figure.rstrip("%").partition(".")
    if "e" in rest.lower() or len(rest) <= _DIGITS:
        return figure
    return f"{float(f'{whole}.{rest}'):.{_DIGITS}f}" + ("%" if figure.endswith("%") else "")

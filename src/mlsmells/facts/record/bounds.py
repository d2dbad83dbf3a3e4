"""Whether a project asks for a version of a library below a given one: ``scikit-learn==1.1.3`` is below 1.2."""

from __future__ import annotations

import re
from functools import lru_cache

from mlsmells.core.patterns import regex

# What follows a library's name: extras, the quotes and tables of TOML, then the versions.
_SPECIFIER = r"""(?:\[[\w, ]*\])?["']?[ \t]*(?:=[ \t]*(?:\{[^}\n]*?version[ \t]*=[ \t]*)?["'])?([=<>!~^*., \t\d]+)"""
_BOUND = regex(r"(?<![!>=<~])(===?|=|~=|<=?|\^|~)[ \t]*(\d+(?:\.\d+)*)")
_LOCKED = (
    r"""name[ \t]*[=:][ \t]*["']?{library}["']?\s*\n\s*version[ \t]*[=:][ \t]*["']?(\d+(?:\.\d+)*)"""
    r"""|"{library}":\s*\{{[^{{}}]*?"==(\d+(?:\.\d+)*)"""
    r"""|^[ \t]*["']?{library}["']?[ \t]*=[ \t]*["'](\d+(?:\.\d+)*)"""
)

Version = tuple[int, ...]


def version(text: str) -> Version:
    """``"1.24"`` → ``(1, 24)``."""
    return tuple(int(part) for part in text.split("."))


def asks_below(text: str, library: str, wanted: str) -> bool:
    """The text of a requirement file asks for a version below ``wanted``."""
    if library.partition("-")[0] not in text:
        return False
    asked, exact = _patterns(library)
    limit = version(wanted)
    for specifier in asked.findall(text):
        if any(_is_below(sign, version(number), limit) for sign, number in _BOUND.findall(specifier)):
            return True
    return any(_padded(version(number)) < _padded(limit) for f in exact.findall(text) for number in f if number)


@lru_cache(maxsize=64)
def _patterns(library: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = re.escape(library).replace(r"\-", "[-_.]") + "(?:-(?:gpu|cpu|intel|macos))?"
    asked = re.compile(rf"""(?:^|[\s"'])(?:-\s*)?{name}{_SPECIFIER}""", re.MULTILINE | re.IGNORECASE)
    return asked, re.compile(_LOCKED.format(library=name), re.MULTILINE | re.IGNORECASE)


def _is_below(sign: str, bound: Version, limit: Version) -> bool:
    """Every version that the sign allows lies below the limit."""
    if sign == "<":
        return _padded(bound) <= _padded(limit)
    if sign in ("^", "~", "~="):
        return _padded(_first_not_allowed(sign, bound)) <= _padded(limit)
    if sign == "=":
        limit = limit[: len(bound)]  # conda: any version that begins so
    return _padded(bound) < _padded(limit)


def _first_not_allowed(sign: str, bound: Version) -> Version:
    """``^1.2`` and ``~=1.2`` end below 2, ``~1.2`` and ``~=1.2.3`` below 1.3."""
    if sign == "^":
        significant = next((i for i, part in enumerate(bound) if part), len(bound) - 1)
    else:
        significant = max(len(bound) - 2, 0) if sign == "~=" else min(1, len(bound) - 1)
    return (*bound[:significant], bound[significant] + 1)


def _padded(number: Version) -> Version:
    return (*number, 0, 0, 0)[:3]

"""Which version of a library a project asks for, as far as its requirement files say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_FILES = (
    "requirements*.txt", "requirements/*.txt", "constraints*.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile",
    "environment*.y*ml", "conda*.y*ml",
)  # fmt: skip
_MAX_BYTES = 200_000
# What follows a library's name: extras, the quotes and tables of TOML, then the versions.
_SPECIFIER = r"""(?:\[[\w, ]*\])?["']?[ \t]*(?:=[ \t]*(?:\{[^}\n]*?version[ \t]*=[ \t]*)?["'])?([=<>!~^*., \t\d]+)"""
_BOUND = re.compile(r"(?<![!>=<~])(===?|=|~=|<=?|\^|~)[ \t]*(\d+)")


@lru_cache(maxsize=64)
def older_than(root: Path, folder: str, library: str, major: int) -> bool:
    """A requirement file of the root, or of a folder on the way to the file, asks for less than ``major``."""
    asked = re.compile(rf"""(?:^|[\s"'])(?:-\s*)?{library}{_SPECIFIER}""", re.MULTILINE)
    for text in _texts(root, folder):
        for specifier in asked.findall(text):
            for sign, number in _BOUND.findall(specifier):
                if int(number) < major or (sign == "<" and int(number) == major):
                    return True
    return False


def _texts(root: Path, folder: str) -> Iterator[str]:
    places = [root / part for part in (Path(folder), *Path(folder).parents)]
    for place in dict.fromkeys((*places, root)):
        for pattern in _FILES:
            for path in sorted(place.glob(pattern)):
                try:
                    yield path.read_text(encoding="utf-8", errors="replace")[:_MAX_BYTES]
                except OSError:
                    continue

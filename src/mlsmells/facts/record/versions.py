"""Which version of a library a project asks for, as far as its requirement files say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mlsmells.facts.syntax.files import text_of

_FILES = (
    "requirements*.txt", "requirements/*.txt", "constraints*.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile",
    "environment*.y*ml", "conda*.y*ml",
)  # fmt: skip
# What these files and those of pins.py are called.
_STATING = re.compile(
    r"[\w.-]*(?:requirements|constraints)[\w.-]*\.txt|[\w.-]+\.lock|py(?:project|lock)\.toml|setup\.(?:py|cfg)|Pipfile"
    r"|(?:environment|conda)[\w.-]*\.ya?ml"
)
_MAX_BYTES = 200_000
# What follows a library's name: extras, the quotes and tables of TOML, then the versions.
_SPECIFIER = r"""(?:\[[\w, ]*\])?["']?[ \t]*(?:=[ \t]*(?:\{[^}\n]*?version[ \t]*=[ \t]*)?["'])?([=<>!~^*., \t\d]+)"""
_BOUND = re.compile(r"(?<![!>=<~])(===?|=|~=|<=?|\^|~)[ \t]*(\d+)")


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
                    yield _text(path, path.stat().st_mtime_ns)
                except OSError:
                    continue


@lru_cache(maxsize=64)
def _text(path: Path, changed: int) -> str:
    """``changed`` makes the answer outlive no edit."""
    return text_of(path)[:_MAX_BYTES]


def stated_in(folder: Path) -> list[Path]:
    """All files of one folder, and of its folder ``requirements``, that may say which versions a project has."""
    inner = folder / "requirements"
    found = [folder / name for name in _names(folder) if _STATING.fullmatch(name)]
    return found + [inner / name for name in _names(inner) if name.endswith(".txt")]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []

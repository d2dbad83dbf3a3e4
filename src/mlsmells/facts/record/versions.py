"""Which version of a library a project asks for, as far as its requirement files say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mlsmells.core.patterns import regex
from mlsmells.facts.record.bounds import asks_below
from mlsmells.facts.syntax.files import text_of

_FILES = (
    "requirements*.txt", "requirements/*.txt", "constraints*.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile",
    "environment*.y*ml", "conda*.y*ml", "*.lock", "pylock*.toml", "runtime.txt", ".python-version", "*ockerfile*",
)  # fmt: skip
# What these files and those of pins.py are called.
_STATING = regex(
    r"[\w.-]*(?:requirements|constraints)[\w.-]*\.txt|[\w.-]+\.lock|pyproject\.toml|pylock[\w.-]*\.toml|setup\.(?:py|cfg)|Pipfile"
    r"|runtime\.txt|\.python-version|.*ockerfile.*"
    r"|(?:environment|conda)[\w.-]*\.ya?ml"
)
_MAX_BYTES = 2_000_000  # lock files are long
# What follows a library's name: extras, the quotes and tables of TOML, then the versions.
_SPECIFIER = r"""(?:\[[\w, ]*\])?["']?[ \t]*(?:=[ \t]*(?:\{[^}\n]*?version[ \t]*=[ \t]*)?["'])?([=<>!~^*., \t\d]+)"""
_BOUND = regex(r"(?<![!>=<~])(===?|=|~=|<=?|\^|~)[ \t]*(\d+)((?:\.\d+)*)")
_FROM = regex(r"(?<![!<>=~])(===?|=|~=|>=?|\^|~)[ \t]*(\d+)")


# What lock files of uv, poetry, pdm, Pipenv and conda-lock write.
_LOCKED = (
    r"""name[ \t]*[=:][ \t]*["']?{library}["']?\s*\n\s*version[ \t]*[=:][ \t]*["']?(\d+)\."""
    r"""|"{library}":\s*\{{[^{{}}]*?"==(\d+)\."""
)
# The version that stands for itself in the tables of poetry and Pipenv: no sign means exactly this one.
_EXACT = r"""^[ \t]*["']?{library}["']?[ \t]*=[ \t]*["'](\d+)\."""
_PYTHON = regex(
    r"""(?:^|[\s"'-])python["']?[ \t]*(?:[=:][ \t]*)?["']?((?:[=<~!]=?=?[ \t]*)?)(\d+)\.(\d+)
      | \bpython:(?P<image>\d+\.\d+) | ^python-(?P<runtime>\d+\.\d+)
      | \[requires\]\s*python(?:_full)?_version[ ="']+(?P<pipenv>\d+\.\d+)
      | ^(?P<file>[23]\.\d+)(?:\.\d+)?\s*$
      | (?:requires-python|python_requires)[^\n]*<(?P<below>=?[ \t]*\d+\.\d+)""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)


def older_than(root: Path, folder: str, library: str, major: int) -> bool:
    """A requirement file of the root, or of a folder on the way to the file, asks for less than ``major``."""
    return any(asks_for_less(text, library, major) for text in _texts(root, folder))


def asks_for_less(text: str, library: str, major: int) -> bool:
    """The same for the text of one such file, or of a command that installs."""
    if library not in text:
        return False
    asked = re.compile(rf"""(?:^|[\s"'])(?:-\s*)?{library}{_SPECIFIER}""", re.MULTILINE)
    for specifier in asked.findall(text):
        for sign, number, minor in _BOUND.findall(specifier):
            if int(number) < major or (sign == "<" and int(number) == major and not minor.strip(".0")):
                return True  # below 3 or 3.0, and not below 3.1
    exact = re.compile(f"{_LOCKED}|{_EXACT}".format(library=library), re.MULTILINE)
    return any(int(number) < major for found in exact.findall(text) for number in found if number)


def below(root: Path, folder: str, library: str, wanted: str) -> bool:
    """The same files ask for less than a version with its parts: ``"1.24"``."""
    return any(asks_below(text, library, wanted) for text in _texts(root, folder))


def at_least(root: Path, folder: str, library: str, major: int) -> bool:
    """The same files ask for a version of ``major`` or above it."""
    return any(_asks_for_more(text, library, major) for text in _texts(root, folder))


def _asks_for_more(text: str, library: str, major: int) -> bool:
    asked = re.compile(rf"""(?:^|[\s"'])(?:-\s*)?{library}{_SPECIFIER}""", re.MULTILINE)
    for specifier in asked.findall(text):
        if any(int(number) >= major for sign, number in _FROM.findall(specifier)):
            return True
    exact = re.compile(f"{_LOCKED}|{_EXACT}".format(library=library), re.MULTILINE)
    return any(int(number) >= major for found in exact.findall(text) for number in found if number)


def python_below(root: Path, folder: str, minor: int) -> bool:
    """The project runs on a Python before 3.``minor``, as a file of the root or on the way to the file says."""
    return any(_asks_for_python_below(text, minor) for text in _texts(root, folder))


def _asks_for_python_below(text: str, minor: int) -> bool:
    if "ython" not in text and not re.match(r"[23]\.\d", text):
        return False
    for found in _PYTHON.finditer(text):
        below = found["below"]
        named = found["image"] or found["runtime"] or found["file"] or found["pipenv"]
        if below is not None:
            if _number(below.lstrip("= \t")) <= (3, minor):
                return True
        elif named is not None:
            if _number(named) < (3, minor):
                return True
        elif (
            found[1].strip() in ("", "=", "==", "===", "~", "~=", "<=")
            and (int(found[2]), int(found[3]))
            < (
                3,
                minor,
            )
        ) or (found[1].strip() == "<" and (int(found[2]), int(found[3])) <= (3, minor)):
            return True
    return False


def _number(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


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

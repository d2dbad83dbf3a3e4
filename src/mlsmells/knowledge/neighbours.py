"""Whether a file without an ML library imports a module beside or above it that has one.

Asked by flake8 for each such file before anything is loaded, so names are looked up in folders and import lines are
read as words. What is taken for a module and is none costs an analysis that finds nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from mlsmells.knowledge.packages import ml_packages

_IMPORTED = re.compile(r"^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import\b|import[ \t]+([\w., \t]+))", re.MULTILINE)
_WORD = re.compile(r"\w+")
# How many folders above the file may be the one from which modules are imported.
ABOVE = 4


def lead_to_learning(folder: str, text: str) -> bool:
    """``from models import train``, where ``models`` imports scikit-learn."""
    return any(_learns(path) for name in _names(text) for path in _places(folder, name))


def _names(text: str) -> Iterator[str]:
    for start, plain in _IMPORTED.findall(text):
        yield from [start] if start else (part.split()[0] for part in plain.split(",") if part.strip())


def _places(folder: str, name: str) -> Iterator[str]:
    path = name.lstrip(".")
    dots = len(name) - len(path)
    for _ in range(max(dots - 1, 0)):
        folder = os.path.dirname(folder)
    for _ in range(1 if dots else ABOVE + 1):
        stem = os.path.join(folder, *path.split("."))
        yield from (f"{stem}.py", os.path.join(stem, "__init__.py"))
        folder = os.path.dirname(folder)


@lru_cache(maxsize=4096)
def _learns(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            words = {word for line in file if "import" in line for word in _WORD.findall(line)}
    except OSError:
        return False
    return bool(ml_packages(frozenset(words)))

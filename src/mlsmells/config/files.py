"""The files below a folder and the beginning of one: in the same order everywhere, and nothing here fails."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import lru_cache

# Folders of tools and environments.
SKIPPED = frozenset("node_modules __pycache__ venv env site-packages".split())

# Names looked at to tell what a project is: a folder that holds more shows it before.
MAX_NAMES = 5_000


def files_below(
    root: str | os.PathLike[str], *, most: int, skipped: Collection[str] = SKIPPED, hidden: Collection[str] = ()
) -> Iterator[str]:
    """Paths relative to the root, with ``/``, at most so many. ``hidden``: folders with a dot that are looked into."""
    left = most
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in skipped and (not f.startswith(".") or f in hidden))
        base = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in sorted(files):
            left -= 1
            if left < 0:
                return
            yield name if base == "." else f"{base}/{name}"


@lru_cache(maxsize=8)
def names_below(root: str, stamp: int) -> tuple[str, ...]:
    """The first of them, without what tools build. ``stamp``: when the folder changed last."""
    return tuple(files_below(root, most=MAX_NAMES, skipped=SKIPPED | {"build", "dist"}))


def head_of(path: str, most: int) -> str:
    """The first characters of a text; empty when it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(most)
    except (OSError, ValueError):
        return ""

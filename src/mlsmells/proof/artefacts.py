"""What a run has written: the files of the copy that are new or others than before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

# Of a file that is not larger, the text is kept to tell what differs.
READABLE = 1_000_000
_NOT_OURS = ("__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".git")
_NO_RESULT = (".pyc", "_cells.py", ".lock", ".log")


class Artefact(NamedTuple):
    """A file, by its content; ``text`` is None for what is no text, or too long."""

    digest: str
    text: str | None


def watch(copy: Path) -> Callable[[], dict[str, Artefact]]:
    """Called before a run; what it gives tells afterwards what was written, in the order of the names."""
    before = dict(_stamps(copy))
    return lambda: {path: _read(copy / path) for path, stamp in sorted(_stamps(copy)) if before.get(path) != stamp}


def _stamps(copy: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for folder, folders, names in os.walk(copy):
        folders[:] = sorted(name for name in folders if name not in _NOT_OURS)
        for path in (Path(folder, name) for name in names if not name.endswith(_NO_RESULT)):
            if path.is_file() and not path.is_symlink():
                found = path.stat()
                yield path.relative_to(copy).as_posix(), (found.st_mtime_ns, found.st_size)


def _read(path: Path) -> Artefact:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    try:
        text = path.read_text(encoding="utf-8") if path.stat().st_size <= READABLE else None
    except UnicodeDecodeError:
        text = None
    return Artefact(digest.hexdigest(), text)

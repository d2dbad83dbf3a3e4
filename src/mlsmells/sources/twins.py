"""Files that are another file once more: rendered notebooks, exports, copies in the documentation.

Decided by names and, where they fit, by the lines of code on disk, so that one file gives the same answer as many.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from mlsmells.config.files import files_below, head_of
from mlsmells.core.patterns import regex

_SUFFIX = regex(r"(?i)(?:[._ -](?:rendered|executed|checkpoint|nbconvert|output|run)|[ _-]copy[ _-]?\d*| ?\(\d+\))$")
_PREFIX = regex(r"(?i)^(?:copy[ _]of[ _]|copia de )")
_COPY_FOLDERS = frozenset("docs doc _build build solutions solution html site _site rendered executed output".split())
# The share of its lines of code that a twin has in common, and the share of the other's that it must hold.
SAME, WHOLE = 0.9, 0.7
MIN_LINES = 3
MAX_BYTES, MAX_NAMES = 30_000_000, 20_000


def primary_of(root: str | os.PathLike[str], path: str) -> str:
    """The file at which what is found in ``path`` is reported as well; "" for a file of its own."""
    top = os.fspath(root)
    for candidate in _candidates(top, PurePosixPath(path)):
        if candidate != path and _is_twin(_stamped(top, path), _stamped(top, candidate)):
            return candidate
    return ""


def alike(root: str | os.PathLike[str], one: str, other: str) -> bool:
    """The two hold the same code but for a few lines."""
    top = os.fspath(root)
    return _is_twin(_stamped(top, one), _stamped(top, other)) or _is_twin(_stamped(top, other), _stamped(top, one))


def _candidates(root: str, path: PurePosixPath) -> Iterator[str]:
    stem, folder = path.stem, path.parent
    plain = _PREFIX.sub("", _SUFFIX.sub("", stem))
    if plain != stem:
        above = folder.parent if folder.name == ".ipynb_checkpoints" else folder
        yield str(above / f"{plain}{path.suffix}")
    if path.suffix == ".py" and not _is_script_first(root, str(path)):
        yield str(path.with_suffix(".ipynb"))
    elif path.suffix == ".ipynb" and _is_script_first(root, str(path.with_suffix(".py"))):
        yield str(path.with_suffix(".py"))
    if _in_copy(path):
        for other in _by_name(root).get(path.name, ()):
            if not _in_copy(PurePosixPath(other)):
                yield other


def _in_copy(path: PurePosixPath) -> bool:
    return not _COPY_FOLDERS.isdisjoint(part.lower() for part in path.parent.parts)


def _is_script_first(root: str, path: str) -> bool:
    """A script in cells, from which the notebook beside it is made."""
    head = head_of(os.path.join(root, path), 2_000)
    return "jupytext:" in head or re.search(r"^# ?%%", head, re.MULTILINE) is not None


@lru_cache(maxsize=8)
def _by_name(root: str) -> dict[str, list[str]]:
    """Notebooks and scripts below the root, by their names."""
    out: dict[str, list[str]] = {}
    for path in files_below(root, most=MAX_NAMES):
        name = path.rpartition("/")[2]
        if name.endswith((".py", ".ipynb")) and name != "__init__.py":
            out.setdefault(name, []).append(path)
    return out


_Stamped = tuple[str, int, int]


def _stamped(root: str, path: str) -> _Stamped | None:
    full = os.path.join(root, path)
    try:
        status = os.stat(full)
    except (OSError, ValueError):
        return None
    return full, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4096)
def _is_twin(one: _Stamped | None, other: _Stamped | None) -> bool:
    if one is None or other is None:
        return False
    mine, theirs = _lines(one), _lines(other)
    common = len(mine & theirs)
    return len(mine) >= MIN_LINES and common >= SAME * len(mine) and common >= WHOLE * len(theirs)


@lru_cache(maxsize=64)
def _lines(file: _Stamped) -> frozenset[str]:
    """The different lines of code, without comments and what only a notebook knows."""
    path, _, size = file
    if size > MAX_BYTES:
        return frozenset()
    try:
        with open(path, encoding="utf-8", errors="replace") as opened:
            text = opened.read()
        lines = list(_of_notebook(json.loads(text))) if path.endswith(".ipynb") else text.splitlines()
    except (OSError, ValueError, RecursionError):
        return frozenset()
    stripped = (line.strip() for line in lines)
    return frozenset(line for line in stripped if line and not line.startswith(("#", "%", "!", "get_ipython(")))


def _of_notebook(loaded: Any) -> Iterator[str]:
    cells = loaded.get("cells") if isinstance(loaded, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", "")
            text = "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
            yield from text.splitlines() if isinstance(text, str) else ()

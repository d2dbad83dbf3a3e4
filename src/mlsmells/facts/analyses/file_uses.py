"""Which files a program reads and writes: the trail its walk in an ``Environment`` left."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Listing, Read, Write
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.interpreter.environment import READS, WRITES, Touch

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_WILD = regex(r"[*?\[]")
_ADDRESS = regex(r"^[a-zA-Z][\w+.-]+:")
# Data sets that come with a library or are made up, tables of a data base.
_NO_FILES = frozenset({"bundled", "synthetic", "api", "query", "table"})
# The path is a name in some store.
_STORES = frozenset({"hub", "artifact", "versioned", "openml"})


class FileUse(NamedTuple):
    """A file or folder is read or written. ``path`` is as the program says it, None when it is not known."""

    mode: str
    path: str | None
    name: str
    file: str  # where the call stands
    line: int
    top: bool  # outside of any function


def uses(facts: Facts) -> list[FileUse]:
    """All uses, each once."""
    return list(dict.fromkeys(_uses(facts)))


def _uses(facts: Facts) -> Iterator[FileUse]:
    for event in facts.events:
        if isinstance(event, Touch):
            mode, path, name = event.mode, event.path, event.name
        elif isinstance(event, Read):
            if event.tags & _NO_FILES:
                continue
            mode, path, name = READS, event.path, event.name
            if path is not None and event.tags & _STORES and not is_address(path):
                path = f"{name.partition('.')[0]}:{path}"
        elif isinstance(event, Write):
            mode, path, name = WRITES, event.path, event.name
        elif isinstance(event, Listing):
            mode, path, name = READS, _listed(event.path), event.name
        else:
            continue
        file, _, line = event.foreign.rpartition(":")
        yield FileUse(mode, path, name, file or facts.source.path, int(line or event.line), not event.function)


def _listed(path: str | None) -> str | None:
    """The folder that a pattern looks in."""
    if path is None:
        return None
    at = _WILD.search(path)
    return path if at is None else path[: at.start()].rpartition("/")[0] or "."


def is_address(path: str) -> bool:
    """A URL or a name in some store: not a file of the project."""
    return _ADDRESS.match(path) is not None and not re.match(r"^[A-Za-z]:[\\/]", path)


def from_root(path: str, root: Path, folder: str) -> str:
    """A path that a program uses in ``folder``, as seen from the root, even if it leads out; absolute paths stay so."""
    path = path.replace("\\", "/")
    if is_address(path) or path.startswith("~"):
        return path
    whole = os.path.normpath(os.path.join(root, folder, path)).replace(os.sep, "/")
    base = root.as_posix()
    if whole == base:
        return "."
    if whole.startswith(base + "/"):
        return whole[len(base) + 1 :]
    return whole if os.path.isabs(path) else os.path.relpath(whole, root).replace(os.sep, "/")


def is_known(path: str | None) -> bool:
    """The path is known to its end."""
    return path is not None and HOLE not in path and path.strip() not in ("", ".")

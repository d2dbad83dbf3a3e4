"""Lines of text by path, on disk: the file format of the cache.

One file per version of this program. A line is a checksum and fields without tabs; broken lines are left out.
The file is replaced as a whole, so that a reader sees the old one or the new one; of two writers at the same time
the later one wins, which costs the other's files another analysis.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from mlsmells import __version__
from mlsmells.engine.keeping.places import ENDING, Place

FILE, PLACES = "file", "places"
Key = tuple[str, str]


class Store:
    """Fields by (kind, path)."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._name = f"{program_digest()}{ENDING}"
        self._lines = whole_lines(place.read(self._name))
        self._new: dict[Key, list[str]] = {}

    def file(self, path: str) -> list[str] | None:
        """What is kept of a file's analysis."""
        return self._fields(FILE, path)

    def places(self, path: str) -> list[str] | None:
        """What is kept of the places of project findings in a file."""
        return self._fields(PLACES, path)

    def put_file(self, path: str, fields: list[str]) -> None:
        """Keep a file's analysis."""
        self._new[FILE, path] = fields

    def put_places(self, path: str, fields: list[str]) -> None:
        """Keep the places of project findings."""
        self._new[PLACES, path] = fields

    def _fields(self, kind: str, path: str) -> list[str] | None:
        line = self._lines.get((kind, path))
        return None if line is None else line.decode("ascii", "replace").split("\t")[3:]

    def save(self, only: Collection[str] | None = None) -> None:
        """Write what is new, if the folder lets us. ``only``: the files there are; others are forgotten."""
        if not self._new and (only is None or all(path in only for _, path in self._lines)):
            return
        lines = whole_lines(self._place.read(self._name))  # again: what another run has written meanwhile stays
        merged = {key: line for key, line in lines.items() if only is None or key[1] in only}
        merged |= {(kind, path): _line(kind, path, fields) for (kind, path), fields in self._new.items()}
        if merged == lines:
            return
        try:
            self._place.write(self._name, b"".join(line + b"\n" for line in merged.values()))
        except OSError:
            return  # a folder that is read-only, full or gone: no cache


def _line(kind: str, path: str, fields: list[str]) -> bytes:
    text = "\t".join((kind, json.dumps(path), *fields)).encode("ascii")
    return b"%08x\t%s" % (zlib.crc32(text), text)


def whole_lines(data: bytes) -> dict[Key, bytes]:
    """The lines that are as they were written."""
    found = {}
    for line in data.split(b"\n"):
        checksum, _, rest = line.partition(b"\t")
        if b"%08x" % zlib.crc32(rest) == checksum:
            kind, shown, *_ = rest.split(b"\t", 2)
            try:
                found[kind.decode(), str(json.loads(shown))] = line
            except ValueError:
                continue
    return found


@lru_cache(maxsize=1)
def program_digest() -> str:
    """This program: version, source and interpreter, as trees differ between versions of Python."""
    from mlsmells.sources import digest_of

    package = Path(__file__).resolve().parent.parent.parent
    files = (path for path in sorted(package.rglob("*")) if path.suffix in (".py", ".yaml"))
    parts = [f"{path.relative_to(package).as_posix()} {digest_of(path.read_bytes())}" for path in files]
    return digest_of("\n".join((__version__, sys.version, *parts)).encode())[:16]

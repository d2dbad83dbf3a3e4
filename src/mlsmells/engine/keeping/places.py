"""Where the cache lies: the folder beside the project, another folder, or what fsspec reaches by a URL.

A file is replaced as a whole. What cannot be read is as if it were not there; what cannot be written raises OSError.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from pathlib import Path
from typing import Any, Protocol

# Files of other versions: an editor's and a hook's may differ, but old ones must go at last.
KEPT_VERSIONS = 3
MAX_BYTES = 500_000_000
ENDING = ".txt"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of mlsmells and can be deleted.\n"
_OWN = {".gitignore": "*\n", "CACHEDIR.TAG": _TAG}
_PARTIAL = ".part"
_NAME = re.compile(rf"[0-9a-f]{{16}}{re.escape(ENDING)}")
_LONG = 3600  # seconds: whoever has not written a file after that time was killed


class Place(Protocol):
    """Holds files by name."""

    def read(self, name: str) -> bytes:
        """The file; nothing if it is not there or cannot be read."""

    def write(self, name: str, data: bytes) -> None:
        """Replace the file."""


class Folder:
    """A folder on a disk. ``given``: somebody named it, so a link may lead there and other files may lie in it."""

    def __init__(self, path: Path, *, given: bool = False) -> None:
        self.path = path
        self._given = given

    def _is_ours(self) -> bool:
        # Links may lead anywhere, and the folder may have come with somebody's repository.
        return self._given or not self.path.is_symlink()

    def read(self, name: str) -> bytes:
        """The file; nothing if it is not there or cannot be read."""
        path = self.path / name
        try:
            if not self._is_ours() or not path.is_file() or path.stat().st_size > MAX_BYTES:
                return b""
            return path.read_bytes()
        except OSError:
            return b""

    def write(self, name: str, data: bytes) -> None:
        """Replace the file."""
        if not self._is_ours():
            return
        self.path.mkdir(exist_ok=True, parents=self._given)
        for own, text in {} if self._given else _OWN.items():
            if not (self.path / own).exists():  # an earlier run may have had no room for it
                (self.path / own).write_text(text, encoding="ascii")
        # On a disk that machines share two processes may have the same number.
        partial = self.path / f"{name}.{os.getpid()}-{secrets.token_hex(4)}{_PARTIAL}"
        try:
            partial.write_bytes(data)
            os.replace(partial, self.path / name)
        finally:
            partial.unlink(missing_ok=True)
        self._clear_up(name)

    def files(self) -> list[Path]:
        """The files of all versions, the oldest first."""
        found = [path for path in self.path.glob(f"*{ENDING}") if _NAME.fullmatch(path.name)] if self._is_ours() else []
        return sorted(found, key=_changed)

    def clear(self) -> None:
        """Delete what mlsmells has written, and the folder if nothing else is in it."""
        if not self._is_ours():
            return
        for path in (*self.files(), *self._left(), *(self.path / own for own in ({} if self._given else _OWN))):
            path.unlink(missing_ok=True)
        if self.path.is_dir() and not self._given and not any(self.path.iterdir()):
            self.path.rmdir()

    def _left(self) -> list[Path]:
        return list(self.path.glob(f"*{ENDING}.*{_PARTIAL}"))

    def _clear_up(self, name: str) -> None:
        others = [path for path in self.files() if path.name != name]
        now = time.time()
        # A clock that was put back leaves files from the future.
        left = [path for path in self._left() if abs(now - _changed(path)) > _LONG]
        for path in (*others[: -KEPT_VERSIONS + 1 or None], *left):
            path.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another run was faster
        return 0.0


class Remote:
    """A folder that fsspec reaches: ``s3://bucket/cache``. Object stores replace a file in one step."""

    def __init__(self, url: str) -> None:
        import fsspec

        self._system: Any
        self._system, self._root = fsspec.core.url_to_fs(url)

    def read(self, name: str) -> bytes:
        """The file; nothing if it is not there or cannot be read."""
        try:
            data: bytes = self._system.cat_file(f"{self._root}/{name}")
        except Exception:  # each system has its own errors
            return b""
        return data if len(data) <= MAX_BYTES else b""

    def write(self, name: str, data: bytes) -> None:
        """Replace the file."""
        try:
            self._system.makedirs(self._root, exist_ok=True)
            self._system.pipe_file(f"{self._root}/{name}", data)
        except Exception as error:
            raise OSError(str(error)) from error


def named(place: str) -> Place:
    """The place that somebody named. Raises ImportError without fsspec, ValueError for a URL that it does not know."""
    return Remote(place) if "://" in place else Folder(Path(place), given=True)

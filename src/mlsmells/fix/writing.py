"""A new text replaces a file in one step, or the file stays as it is: nothing on disk is ever lost."""

from __future__ import annotations

import ast
import codecs
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.fix.replacing import replace
from mlsmells.fix.units import parse
from mlsmells.sources.read import digest_of

if TYPE_CHECKING:
    from mlsmells.sources import Source

try:
    import fcntl
except ImportError:  # Windows: two runs at once are told apart by the file's contents alone
    fcntl = None  # type: ignore[assignment]


class NotWritten(OSError):
    """The file is left alone; the text says why."""


def write(path: Path, source: Source, text: str, *, root: Path | None = None) -> None:
    """Replace the file, with the mode, owner, encoding and BOM it had.

    Raises NotWritten when the file changed since ``source`` was read, is read-only, has other names (hard links),
    or lies outside ``root``; OSError when the folder cannot be written; UnicodeEncodeError when the file's
    encoding cannot hold the new text. The file is then as before.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    if root is not None and not target.is_relative_to(os.path.realpath(root)):
        raise NotWritten("it is a link that leads out of the project")
    data = encoded(source, text)
    with _locked(target):
        _ensure_ours(target)
        if digest_of(target.read_bytes()) != source.digest:
            raise NotWritten("it was changed by someone else in the meantime; run again")
        replace(target, data)


def _ensure_ours(target: Path) -> None:
    """A rename would give the file another owner, or leave its other names with the old contents."""
    found = target.stat()
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise NotWritten("it is read-only")
    if found.st_nlink > 1:
        raise NotWritten("it has several names (hard links), and only one of them would be changed")
    if hasattr(os, "geteuid") and os.geteuid() not in (0, found.st_uid):
        raise NotWritten("it belongs to someone else")


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One run at a time; whoever comes second finds other contents than it read."""
    if fcntl is None:
        yield
        return
    with target.open("rb") as file:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def encoded(source: Source, text: str) -> bytes:
    """The text in the file's encoding; a character that it lacks is written as an escape, where that is the same."""
    encoding = "utf-8" if source.encoding.lower().replace("_", "-") == "utf-8-sig" else source.encoding
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.encode(encoding, "backslashreplace")
        if not _is_same(text, data.decode(encoding)):
            raise
    if source.bom and not data.startswith(codecs.BOM_UTF8):
        data = codecs.BOM_UTF8 + data
    return data


def _is_same(one: str, other: str) -> bool:
    trees = [parse(text) for text in (one, other)]
    return None not in trees and ast.dump(trees[0]) == ast.dump(trees[1])  # type: ignore[arg-type]

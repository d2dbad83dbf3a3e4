"""A path, a text or flake8's tree to a ``Source``. Nothing here raises because of what a file holds."""

from __future__ import annotations

import ast
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from mlsmells.sources.document import Problem, Source, first_newline, split_lines
from mlsmells.sources.notebook import notebook_source
from mlsmells.sources.python import decode, try_parse

# Beyond these a file is data or generated, and its tree would need gigabytes.
MAX_PYTHON_BYTES = 5_000_000
MAX_NOTEBOOK_BYTES = 50_000_000

# Opening a named pipe would wait for a writer; Windows has neither pipes in folders nor the flag.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOT_FILES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_source(path: Path, *, display: str = "") -> Source:
    """Read and parse a file; ``display`` is its path in reports. Failures are in ``problems``."""
    shown = display or path.as_posix()
    data = read_bytes(path, shown)
    if isinstance(data, Problem):
        return _failed(shown, data)
    return source_from_bytes(data, shown)


def read_bytes(path: Path, shown: str) -> bytes | Problem:
    """What is in a file that is called ``shown`` in reports, or why it will not be read."""
    return _read(path, _limit(shown))


def digest_of(data: bytes) -> str:
    """What tells contents apart."""
    import hashlib

    return hashlib.blake2b(data, digest_size=16).hexdigest()


def source_from_bytes(data: bytes, path: str) -> Source:
    """A source from a file's bytes: coding comments and byte order marks are honoured."""
    if len(data) > _limit(path):
        return _failed(path, _too_big(len(data), _limit(path)))
    decoded = decode(data, cookies=not path.endswith(".ipynb"))
    source = _failed(path, decoded.problem) if decoded.problem else _from_text(decoded.text, path)
    source.encoding, source.bom, source.digest = decoded.encoding, decoded.bom, digest_of(data)
    return source


def source_from_text(text: str, path: str) -> Source:
    """A source from text in an editor or on standard input; a path that ends in .ipynb makes a notebook."""
    if len(text) > _limit(path):
        return _failed(path, _too_big(len(text), _limit(path)))
    source = _from_text(text.removeprefix("\ufeff"), path)
    source.bom = text.startswith("\ufeff")
    return source


def source_from_tree(tree: ast.Module, lines: Sequence[str], path: str) -> Source:
    """A source from what flake8 hands to a plugin: nothing is read or parsed again.

    For a notebook ``lines`` are those of the JSON, and ``tree`` (the JSON read as Python) is ignored.
    """
    ended = len(lines) < 2 or lines[0].endswith(("\n", "\r"))
    text = ("" if ended else "\n").join(lines)
    if path.endswith(".ipynb"):
        return source_from_text(text, path)
    return Source(path, text, tree, split_lines(text), newline=first_newline(text))


def _from_text(text: str, path: str) -> Source:
    if path.endswith(".ipynb"):
        return notebook_source(text, path)
    tree, problem = try_parse(text)
    return Source(
        path=path,
        text=text,
        tree=tree,
        lines=split_lines(text),
        problems=(problem,) if problem else (),
        newline=first_newline(text),
    )


def _failed(path: str, problem: Problem) -> Source:
    return Source(path, "", None, [], problems=(problem,))


def _read(path: Path, limit: int) -> bytes | Problem:
    try:
        opened = os.open(path, _OPEN)
        try:
            return _read_opened(opened, limit)
        finally:
            os.close(opened)
    except OSError as error:
        return Problem(1, f"cannot be read: {error.strerror or error}")
    except (ValueError, MemoryError) as error:  # a null byte in the path
        return Problem(1, f"cannot be read: {error}")


def _read_opened(opened: int, limit: int) -> bytes | Problem:
    status = os.fstat(opened)
    for is_kind, kind in _NOT_FILES:
        if is_kind(status.st_mode):
            return Problem(1, f"cannot be read: it is {kind}")
    if status.st_size > limit:
        return _too_big(status.st_size, limit)
    with open(opened, "rb", closefd=False) as file:
        # The file may grow while it is read; one byte more tells.
        return file.read(limit + 1)


def _limit(path: str) -> int:
    return MAX_NOTEBOOK_BYTES if path.endswith(".ipynb") else MAX_PYTHON_BYTES


def _too_big(size: int, limit: int) -> Problem:
    return Problem(1, f"too big: {size / 1e6:.1f} MB, files over {limit // 1_000_000} MB are data rather than code")

"""From new text to a diff or to the file."""

from __future__ import annotations

import codecs
import contextlib
import difflib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsmells.sources import Source


def diff(path: str, before: str, after: str) -> str:
    """A unified diff that ``git apply`` and ``patch`` take; empty when nothing changed."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(_terminated(lines))


def write(path: Path, source: Source, text: str) -> None:
    """Replace the file in one step, with the mode, encoding and BOM it had.

    Raises OSError when the folder or file cannot be written, UnicodeEncodeError
    when the file's encoding cannot hold the new text; the file is then as before.
    """
    encoding = "utf-8" if source.encoding.lower().replace("_", "-") == "utf-8-sig" else source.encoding
    data = text.encode(encoding)
    if source.bom and not data.startswith(codecs.BOM_UTF8):
        data = codecs.BOM_UTF8 + data
    target = Path(os.path.realpath(path))  # a link stays a link
    mode = target.stat().st_mode
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, mode & 0o7777)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _lines(text: str) -> list[str]:
    # A line ends with \n only: str.splitlines would also split at form feeds and Unicode separators.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _terminated(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"

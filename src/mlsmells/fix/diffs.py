"""From new text to a diff."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def diff(path: str, before: str | None, after: str) -> str:
    """A unified diff that ``git apply`` and ``patch`` take; empty when nothing changed. None: the file is new."""
    old = "/dev/null" if before is None else f"a/{path}"
    lines = difflib.unified_diff(_lines(before or ""), _lines(after), old, f"b/{path}")
    return "".join(_terminated(lines))


def _lines(text: str) -> list[str]:
    # A line ends with \n only: str.splitlines would also split at form feeds and Unicode separators.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _terminated(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"

"""One line on the terminal for work that takes longer than a moment; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mlsmells.engine.workers import Progress

PATIENCE = 0.5  # seconds without a word
INTERVAL = 0.1


@contextmanager
def told(verb: str, *, quiet: bool = False) -> Iterator[Progress | None]:
    """``checking 12 of 80 files`` on standard error while the block runs; wiped out behind it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    line = _Line(verb)
    try:
        yield line.tell
    finally:
        line.wipe()


class _Line:
    def __init__(self, verb: str) -> None:
        self.verb = verb
        self.next = time.monotonic() + PATIENCE
        self.shown = ""

    def tell(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now >= self.next and done < of:
            self.next = now + INTERVAL
            self._write(f"{self.verb} {done} of {of} files")

    def wipe(self) -> None:
        if self.shown:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(len(self.shown))}" + ("" if text else "\r"))
        sys.stderr.flush()
        self.shown = text

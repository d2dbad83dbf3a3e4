"""An interrupt or an order to end leaves nothing half done: whatever is open is closed on the way out."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_OFFSET = 128  # what shells say of a process that a signal ended


@contextmanager
def ended_in_order() -> Iterator[None]:
    """SIGINT and SIGTERM end the block with the exit code that shells know, after all ``finally`` were run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(_OFFSET + signal.SIGINT)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # whoever sends it twice need not wait longer
    sys.exit(_OFFSET + number)

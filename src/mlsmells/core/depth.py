"""As much room for nested calls as anywhere else: what is too deep must not hang on who asks.

flake8, an editor, a worker of a cluster and the command line stand at different depths when a file's turn comes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ROOM = 1000  # calls: what Python allows a program by itself


@contextmanager
def the_same_room() -> Iterator[None]:
    """Calls may be nested this deep within the block, counted from where it begins."""
    frame: FrameType | None = sys._getframe()
    depth = 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + ROOM)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)

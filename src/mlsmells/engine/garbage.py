"""When a run over many files looks for garbage: after so many files, and only among what came since.

What a walk makes lives as long as the walk, and what a run keeps lives as long as the run; to look through both again
and again was a fifth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

EVERY = 10  # files: what they leave is a few megabytes
_done = 0


def seldom(work: Callable[[Task], Result], task: Task) -> Result:
    """``work`` on a task, without a look for garbage while it runs."""
    global _done
    gc.disable()
    result = work(task)
    _done += 1
    if _done % EVERY == 0:
        gc.collect()
        gc.freeze()
    return result


@contextmanager
def as_it_was() -> Iterator[None]:
    """Afterwards garbage is looked for as before."""
    was_on = gc.isenabled()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()

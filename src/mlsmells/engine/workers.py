"""Spreads work over processes, when there is enough of it to pay for starting them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from mlsmells.engine import garbage

# Starting a process and importing the rules costs about as much as checking this many files.
MIN_FILES = 50
MAX_JOBS = 8

Task = TypeVar("Task")
Result = TypeVar("Result")


# How many of how many tasks are done; called before the first and after each.
Progress = Callable[[int, int], None]


def spread(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int | None, progress: Progress | None = None
) -> list[Result]:
    """``work`` on every task, results in the order of the tasks. ``jobs`` None: chosen; 1: no process."""
    count = _processes(len(tasks), jobs)
    seldom = partial(garbage.seldom, work)
    if count <= 1:
        return list(_told(map(seldom, tasks), len(tasks), progress))
    from concurrent.futures import ProcessPoolExecutor

    chunk = max(1, len(tasks) // (count * 8))
    with ProcessPoolExecutor(max_workers=count) as pool:
        return list(_told(pool.map(seldom, tasks, chunksize=chunk), len(tasks), progress))


def _told(results: Iterable[Result], number: int, progress: Progress | None) -> Iterator[Result]:
    if progress is not None:
        progress(0, number)
    for done, result in enumerate(results, 1):
        if progress is not None:
            progress(done, number)
        yield result


def _processes(tasks: int, jobs: int | None) -> int:
    if tasks <= MIN_FILES:
        return 1
    return min(jobs or min(_cpus(), MAX_JOBS), tasks)


def _cpus() -> int:
    if hasattr(os, "sched_getaffinity"):  # a container may allow fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""Spreads work over processes when there is enough of it to pay for starting them, or over somebody's executor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from mlsmells.engine import garbage

if TYPE_CHECKING:
    from mlsmells.engine.spreading.portions import Pool

# Starting a process and importing the rules costs about as much as checking this many files.
MIN_FILES = 50
MAX_JOBS = 8
PORTIONS = 8  # for each process
LARGEST = 20  # tasks in a portion for an executor of unknown size

Task = TypeVar("Task")
Result = TypeVar("Result")


# How many of how many tasks are done; called before the first and after each.
Progress = Callable[[int, int], None]


def spread(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int | None,
    *,
    given_up: Callable[[Task], Result],
    progress: Progress | None = None,
    pool: Pool | None = None,
) -> list[Result]:
    """``work`` on every task, results in the order of the tasks. ``jobs`` None: chosen; 1: no process.

    ``pool`` gives an executor to be used instead of processes of this machine. ``given_up`` is asked for the result of
    a task that ends each process it is done in.
    """
    count = _processes(len(tasks), jobs)
    seldom = partial(garbage.seldom, work)
    if pool is None and count <= 1:
        return list(_told(map(seldom, tasks), len(tasks), progress))
    from mlsmells.engine.spreading.portions import Handing, processes  # `check` of a few files does without

    size = max(1, len(tasks) // (count * PORTIONS)) if pool is None else LARGEST
    tell = partial(_tell, progress, len(tasks))
    tell(0)
    return Handing(seldom, tasks, pool or processes(count), tell).results(size, given_up)


def _tell(progress: Progress | None, number: int, done: int) -> None:
    if progress is not None:
        progress(done, number)


def _told(results: Iterable[Result], number: int, progress: Progress | None) -> Iterator[Result]:
    _tell(progress, number, 0)
    for done, result in enumerate(results, 1):
        _tell(progress, number, done)
        yield result


def _processes(tasks: int, jobs: int | None) -> int:
    if tasks <= MIN_FILES:
        return 1
    return min(jobs or min(_cpus(), MAX_JOBS), tasks)


def _cpus() -> int:
    if hasattr(os, "sched_getaffinity"):  # a container may allow fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

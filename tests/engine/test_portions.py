"""A worker that is lost costs time; a task that ends each worker it is given to is given up, alone."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from mlsmells.engine.spreading.portions import Handing, processes

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
GIVEN_UP = -1


def square(number: int) -> int:
    return number * number


def lost_once(marks: Path, number: int) -> int:
    """Of the fifth task the worker is lost the first time: something else ended it."""
    mark = marks / "lost"
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), KILL)
    return number * number


def deadly(number: int) -> int:
    """The fifth task ends its worker itself."""
    if number == 5:
        os.kill(os.getpid(), KILL)
    return number * number


def wrong(number: int) -> int:
    raise LookupError(number)


def threads() -> AbstractContextManager[Executor]:
    return ThreadPoolExecutor(2)


def results(work: object, pool: object = None, size: int = 3) -> tuple[list[int], list[int]]:
    told: list[int] = []
    handing = Handing(work, range(12), pool or processes(2), told.append)  # type: ignore[arg-type, var-annotated]
    return handing.results(size, lambda task: GIVEN_UP), told


SQUARES = [number * number for number in range(12)]


@pytest.mark.parametrize("pool", [threads, processes(2)], ids=["threads", "processes"])
@pytest.mark.parametrize("size", [1, 5, 100])
def test_any_executor_and_any_size(pool: object, size: int) -> None:
    found, told = results(square, pool, size)
    assert found == SQUARES and told == list(range(1, 13))


def test_a_lost_worker_changes_nothing(tmp_path: Path) -> None:
    assert results(partial(lost_once, tmp_path))[0] == SQUARES
    assert (tmp_path / "lost").exists()


def test_a_task_that_ends_its_worker_is_given_up_alone() -> None:
    found, _ = results(deadly)
    assert found == [GIVEN_UP if at == 5 else square for at, square in enumerate(SQUARES)]


def test_an_error_of_the_work_is_no_lost_worker() -> None:
    with pytest.raises(LookupError):
        results(wrong)

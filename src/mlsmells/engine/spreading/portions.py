"""Work handed out to an executor in portions: a lost worker costs time, and a task that ends its worker itself alone.

Portions that were lost are handed out once more; what is lost again goes one task at a time, and a task that is lost
even so is given up. Tasks may therefore be done twice: they change nothing but what they return.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Generic, TypeVar

from mlsmells.core.records import dataclass, field

Task = TypeVar("Task")
Result = TypeVar("Result")
# Gives the executor; entered anew where one may be broken.
Pool = Callable[[], AbstractContextManager[Executor]]

TOGETHER = 2  # times that a portion is handed out
ALONE = 2  # times that a task of a lost portion is

# The threads of an executor take turns: the analysis keeps state in its process.
_TURN = threading.Lock()


@dataclass(slots=True)
class Handing(Generic[Task, Result]):
    """The tasks, and what is done of them. ``tell`` is told how many."""

    work: Callable[[Task], Result]
    tasks: Sequence[Task]
    pool: Pool
    tell: Callable[[int], None]
    done: dict[int, Result] = field(default_factory=dict)

    def results(self, size: int, given_up: Callable[[Task], Result]) -> list[Result]:
        """The results in the order of the tasks, which are handed out so many at a time."""
        number = len(self.tasks)
        lost = [range(at, min(at + size, number)) for at in range(0, number, size)]
        for _ in range(TOGETHER):
            lost = self._handed_out(lost)
        for at in (at for portion in lost for at in portion):
            if not any(not self._handed_out([range(at, at + 1)]) for _ in range(ALONE)):
                self.done[at] = given_up(self.tasks[at])
        return [self.done[at] for at in range(number)]

    def _handed_out(self, portions: list[range]) -> list[range]:
        """Those portions that were lost with their workers."""
        if not portions:
            return []
        with self.pool() as executor:
            with _interrupts_wait():
                waiting = [(portion, self._submitted(executor, portion)) for portion in portions]
            return [portion for portion, result in waiting if not self._kept(portion, result)]

    def _submitted(self, executor: Executor, portion: range) -> Callable[[], list[Result | _Raised]] | None:
        try:
            return executor.submit(_portion, self.work, [self.tasks[at] for at in portion]).result
        except RuntimeError:  # it broke while the others were submitted
            return None

    def _kept(self, portion: range, result: Callable[[], list[Result | _Raised]] | None) -> bool:
        try:
            found = result() if result is not None else None
        except Exception:  # each kind of executor has its own errors for workers that are gone
            return False
        for at, one in zip(portion, found or (), strict=found is not None):
            if isinstance(one, _Raised):
                raise one.error
            self.done[at] = one
            self.tell(len(self.done))
        return found is not None


class _Raised:
    """What the work itself raised: no worker was lost."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _portion(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result | _Raised]:
    with _TURN:
        return [_one(work, task) for task in tasks]


def _one(work: Callable[[Task], Result], task: Task) -> Result | _Raised:
    try:
        return work(task)
    except Exception as error:
        return _Raised(error)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """An interrupt comes after the block. Processes that are started in it never get one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_PATIENCE = 5.0  # seconds, for processes that were told to end


def processes(count: int) -> Pool:
    """Processes of this machine. They end with the block, however it is left."""
    return partial(_processes, count)


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    with ProcessPoolExecutor(max_workers=count, initializer=_without_signals) as executor:
        try:
            yield executor
        except BaseException:  # an interrupt: what is being analysed is not waited for
            running = list((executor._processes or {}).values())
            manager = getattr(executor, "_executor_manager_thread", None)
            executor.shutdown(wait=False, cancel_futures=True)
            for process in running:
                process.terminate()
            if manager is not None:  # it closes its pipe, which the interpreter would still write to on its way out
                manager.join(_PATIENCE)
            raise


def _without_signals() -> None:
    """An interrupt is for the process that was started by hand, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

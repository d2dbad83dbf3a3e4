"""A run over many files looks for garbage now and then, and leaves the collector as it was."""

from __future__ import annotations

import gc
import weakref

import pytest

from mlsmells.engine import garbage


class Ring:
    def __init__(self) -> None:
        self.me = self


def test_what_files_leave_is_gone_after_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_done", 0)
    left: list[weakref.ref[Ring]] = []

    def work(task: int) -> int:
        assert not gc.isenabled()
        left.append(weakref.ref(Ring()))
        return task * 2

    with garbage.as_it_was():
        assert [garbage.seldom(work, number) for number in range(garbage.EVERY)] == list(range(0, 2 * garbage.EVERY, 2))
        assert all(ring() is None for ring in left)


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError), garbage.as_it_was():
            garbage.seldom(lambda task: 1 / task, 0)
        assert gc.isenabled() is was_on
        assert gc.get_freeze_count() == 0
    finally:
        gc.enable()

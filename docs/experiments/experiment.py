"""What an experiment is: the same work done twice, once as it should be and once with the mistake of a rule."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import NamedTuple

Pair = tuple[float, float]


class Experiment(NamedTuple):
    """``run(seed)`` gives the honest score and the one with the mistake."""

    code: str
    metric: str
    run: Callable[[int], Pair]

    @property
    def name(self) -> str:
        return self.run.__name__.replace("_", "-")

    @property
    def what(self) -> str:
        """The first sentence of its docstring."""
        return " ".join((inspect.getdoc(self.run) or "").split())


EXPERIMENTS: list[Experiment] = []


def experiment(code: str, metric: str) -> Callable[[Callable[[int], Pair]], Callable[[int], Pair]]:
    """Enter a function into the table."""

    def enter(run: Callable[[int], Pair]) -> Callable[[int], Pair]:
        EXPERIMENTS.append(Experiment(code, metric, run))
        return run

    return enter

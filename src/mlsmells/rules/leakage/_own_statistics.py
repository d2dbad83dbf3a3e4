"""Test rows that are scaled or filled by their own statistics, as the training rows are by theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts import ColStat, Effect, Evaluation, Facts, uses
from mlsmells.facts import rows as R


class Twice(NamedTuple):
    """``second`` was taken over test rows, ``first`` in the same way over the training rows of the model."""

    second: ColStat
    first: ColStat
    use: Evaluation

    @property
    def fills(self) -> bool:
        """What goes into gaps changes few values."""
        return self.second.name.rpartition(".")[2] in FILLS

    @property
    def what(self) -> str:
        name = self.second.name.rpartition(".")[2]
        column = self.second.X.column if self.second.X is not None else None
        return f"{name} of '{column}'" if column else name


FILLS = frozenset({"median", "nanmedian", "mode"})


def own_statistics(facts: Facts) -> Iterator[Twice]:
    """The uses of models whose rows went through statistics of their own."""
    for use in uses(facts):
        if use.predict is None and use.metric is None:
            continue
        for fit in use.fits:
            if fit.X is None or fit.X.may or use.X.may or not fit.obj.predicts:
                continue
            yield from _pairs(use, fit.rows, fit.X.effects)


def _pairs(use: Evaluation, trained: R.Rows | None, learned: tuple[Effect, ...]) -> Iterator[Twice]:
    for effect in use.X.effects:
        if not _counts(effect, use.rows, trained):
            continue
        for other in learned:
            alike = other.note == effect.note and other.columns == effect.columns and _column(other) == _column(effect)
            if alike and _counts(other, trained, use.rows):
                yield Twice(effect.event, other.event, use)
                break


def _counts(effect: Effect, own: R.Rows | None, others: R.Rows | None) -> bool:
    """A statistic of these rows, and of none of the others."""
    if effect.kind != "stat" or effect.note == "grouped" or not isinstance(effect.event, ColStat):
        return False
    if effect.may and (not effect.event.loops or effect.event.branch):
        return False  # a loop over columns has some
    return R.covers(effect.rows, own) and R.covers(own, effect.rows) and R.disjoint(effect.rows, others)


def _column(effect: Effect) -> str | None:
    X = effect.event.X
    return X.column if X is not None else None

"""Random splits that no seed decides, and the seed that comes too late for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mlsmells.facts.analyses.seeding import seeds
from mlsmells.facts.analyses.seeding.trains import trains
from mlsmells.facts.domain.events import CrossValidation, Rng, Seed, Split
from mlsmells.facts.record.facts import Facts

# They draw numbers, of which a list may be made: no rows are put into another order.
_NUMBERS = frozenset(
    "uniform normal gauss randn lognormal triangular exponential beta gamma randint randrange integers poisson".split()
)


def open_splits(facts: Facts) -> Iterator[seeds.RandomSplit]:
    """Random splits, and random splitters where they are used; each place once."""
    by_place: dict[int, list[seeds.RandomSplit]] = defaultdict(list)
    events: list[Split | CrossValidation] = [*facts.of(Split), *facts.of(CrossValidation)]
    for event in sorted(events, key=lambda e: e.order):
        for split in seeds.random_splits(event):
            by_place[id(split.node)].append(split)
    for shuffle in _shuffled_cuts(facts):
        by_place.setdefault(id(shuffle.node), [shuffle])
    for splits in by_place.values():
        # One place, several calls: one that brings a seed shows that the others may, too.
        if all(_is_open(facts, split) for split in splits):
            yield splits[0]


def _shuffled_cuts(facts: Facts) -> Iterator[seeds.RandomSplit]:
    """A list that is shuffled and cut in two, in a program that trains nothing: elsewhere the draw itself is told."""
    cuts = [event for event in facts.of(Split) if event.shuffled_by is not None]
    if not cuts or trains(facts):
        return
    draws = {id(draw.node): draw for draw in facts.of(Rng) if not draw.generator}
    for event in cuts:
        draw = draws.get(id(event.shuffled_by.node)) if event.shuffled_by is not None else None
        name = draw.what.rpartition(".")[2] if draw is not None else ""
        if draw is not None and name not in _NUMBERS:
            yield seeds.RandomSplit(draw.node, name, draw.seed, "", draw.lib, event)


def _is_open(facts: Facts, split: seeds.RandomSplit) -> bool:
    if seeds.of_clock(split.seed):
        return True
    return split.seed.absent_or(None) and not seeds.seeded_before(facts, split.event, split.rng)


def late_seed(facts: Facts, split: seeds.RandomSplit) -> Seed | None:
    """The seed of the generator that the split draws from, where the program sets it after the split."""
    if seeds.of_clock(split.seed) or not seeds.reached(split.event):
        return None
    later = (
        seed for seed in seeds.seeds_of(facts, split.rng) if seeds.reached(seed) and not seed.excludes(split.event)
    )
    return next((seed for seed in later if split.rng and not seeds.precedes(seed, split.event)), None)

"""Which calls of a program make two runs of it differ, as the analysis sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells import facts as _facts
from mlsmells.engine.check import check_source
from mlsmells.engine.modules import modules_of
from mlsmells.facts.analyses.seeding import seeds
from mlsmells.facts.domain.events import CrossValidation, Rng, Split

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.facts import Facts
    from mlsmells.facts.domain.events import Event
    from mlsmells.sources import Source

# Orders that are not the same in each process, or on each machine.
ORDERS = ("MLS206", "MLS207", "MLS208", "MLS210")


class Blame(NamedTuple):
    """A call: ``where`` for a reader, and what is said of it. ``order``: not what is drawn, but in which order."""

    where: str
    what: str
    order: bool = False


def blamed(source: Source, config: Config) -> list[Blame]:
    """Draws that nobody seeded, in program order, then orders that are left to chance."""
    modules = modules_of(config.root)
    if source.tree is None:
        return []
    facts = _facts.build(source, config.knowledge, modules)
    here = config.with_options({"select": ORDERS, "min_confidence": "low"})
    found = check_source(source, here, noqa=False, modules=modules)
    orders = [Blame(_at(source, each.span.line), f"{each.code} {each.message}", order=True) for each in found.findings]
    return list(dict.fromkeys([*_draws(facts, source), *orders]))


def _draws(facts: Facts, source: Source) -> Iterator[Blame]:
    drawn: list[tuple[Event, str, str]] = [
        (draw, draw.what, "" if draw.generator else draw.lib)
        for draw in facts.everywhere(Rng)
        if seeds.unseeded(draw) or (draw.generator and draw.seed.absent_or(None))
    ]
    cuts: list[Split | CrossValidation] = [*facts.everywhere(Split), *facts.everywhere(CrossValidation)]
    for cut in cuts:
        drawn += [(cut, split.name, split.rng) for split in seeds.random_splits(cut) if split.seed.absent_or(None)]
    for event, name, lib in sorted(drawn, key=lambda each: each[0].order):
        if not lib or not seeds.seeded_before(facts, event, lib):
            yield Blame(event.foreign or _at(source, event.line), f"{name}() draws at random and nothing seeds it")


def _at(source: Source, line: int) -> str:
    place = source.place(line)
    return f"cell {place.cell}, line {place.line}" if place.cell else f"line {place.line}"

"""Seeds that a later call takes back: ``np.random.seed()`` without a number starts the generator anew, at random."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.seeding import seeds
from mlsmells.facts.domain.events import Rng, Seed
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Each process wants numbers of its own: there it is done on purpose.
_OF_WORKERS = frozenset("worker workers init process pool thread child rank".split())


class TakenBack(NamedTuple):
    """``call`` starts the generator anew that ``seed`` had fixed; ``draw`` comes after it, and is learned from."""

    call: Seed
    seed: Seed
    draw: Rng


def taken_back(facts: Facts) -> Iterator[TakenBack]:
    """One for each library."""
    told: set[str] = set()
    for call in facts.of(Seed):
        if seeds.fixes(call) or not _anew(call) or words_of(call.function) & _OF_WORKERS or not seeds.reached(call):
            continue
        for lib in sorted(call.libs - told):
            fixed = [s for s in seeds.seeds_of(facts, lib) if seeds.precedes(s, call) and not s.excludes(call)]
            draw = next((d for d in seeds.draws(facts) if d.lib == lib and _follows(d, call)), None)
            if fixed and draw is not None:
                told.add(lib)
                yield TakenBack(call, fixed[-1], draw)


def _anew(call: Seed) -> bool:
    """By nothing at all, a written None, or the time."""
    return seeds.literal(call.value) or seeds.of_clock(call.value)


def _follows(draw: Rng, call: Seed) -> bool:
    return draw.order > call.order and not draw.excludes(call)

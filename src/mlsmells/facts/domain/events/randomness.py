"""Random numbers: generators are seeded, and drawn from."""

from __future__ import annotations

from mlsmells.core.records import dataclass
from mlsmells.facts.domain.events.base import Event
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import ABSENT, Arg


@dataclass(slots=True, eq=False)
class Seed(Event):
    """A global generator is seeded. ``libs``: numpy, python, torch, tensorflow …

    ``value`` is the seed argument; ``clock``: it comes from the time or the system's entropy.
    """

    libs: frozenset[str] = frozenset()
    value: Arg = ABSENT
    clock: bool = False
    name: str = ""


@dataclass(slots=True, eq=False)
class Rng(Event):
    """Random numbers are drawn from the global generator of ``lib`` (unless ``own``).

    ``what`` is the call or class; ``training``: the draw is part of building or fitting a model.
    """

    lib: str = ""
    what: str = ""
    own: bool = False
    generator: bool = False  # a generator of one's own that is made without a seed
    training: bool = False
    obj: Obj | None = None
    seed: Arg = ABSENT

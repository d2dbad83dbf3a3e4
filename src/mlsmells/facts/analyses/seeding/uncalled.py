"""Training in functions of a module that no program is seen to call, and programs that ask for it by its name.

Objects that an iterator hands out, that a registry holds or a configuration names are not followed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.seeding import seeds
from mlsmells.facts.analyses.seeding.seeded_layers import all_seeded
from mlsmells.facts.domain.events import Call, Fit, Rng
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import AskedRecord
    from mlsmells.facts.record.facts import Facts

# ``fit`` alone is what everybody calls it.
_TRAINS = regex(r"(?i)fit_?[a-z]|[a-z]_?fit$|train|learn")
_PROGRAMS = ("training-script", "notebook")


def uncalled(facts: Facts) -> tuple[list[Rng], list[str]] | None:
    """The unseeded draws of what the module trains, and the functions that train."""
    if facts.role != "library" or all_seeded(facts):
        return None
    within = {name for name in map(_function, _learning(facts)) if _TRAINS.search(name)}
    if not within:
        return None
    found = {id(seeds.origin_of_draw(draw)): draw for draw in facts.of(Rng) if _counts(draw)}
    return (list(found.values()), sorted(within)) if found else None


def _learning(facts: Facts) -> Iterator[Fit | Call]:
    yield from (fit for fit in facts.of(Fit) if fit.obj.predicts and not seeds.reached(fit))
    yield from (call for call in facts.calls("loop.step") if not seeds.reached(call))


def _counts(draw: Rng) -> bool:
    return draw.training and not draw.foreign and seeds.unseeded(draw) and not seeds.reached(draw)


def _function(event: Fit | Call) -> str:
    return event.function.rpartition(".")[2]


def asked(facts: Facts) -> Iterator[AskedRecord]:
    """What a program calls that trains by its name, each name once; not what was followed to a fit."""
    names: set[str] = set()
    calls = [node for node in facts.nodes_of(ast.Call) if _TRAINS.search(called_as(node.func))]
    seen = _followed(facts) if calls and facts.role in _PROGRAMS else set()
    for node in calls if facts.role in _PROGRAMS else ():
        if node not in seen and (name := called_as(node.func)) not in names:
            names.add(name)
            yield {"name": name, "at": list(Span.of(node))}


def _followed(facts: Facts) -> set[ast.AST]:
    """The calls in whose functions a model that the program makes itself is fitted: what it draws is known here."""
    fits = (fit for fit in facts.everywhere(Fit) if fit.obj.predicts and not fit.obj.foreign)
    return {call for fit in fits for call in fit.calls}

"""Loops that switch to eval mode for a validation, and go on to train in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.layers import depends_on_mode
from mlsmells.facts.analyses.training.modes import Switch, holds, may_hold, switches
from mlsmells.facts.analyses.training.passes import Pass, passes
from mlsmells.facts.analyses.training.things import called, is_bound_in, written
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Instance
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(frozen=True)
class NotRestored:
    """``eval()`` inside the loop that trains, no ``train()`` in it. ``place``: in the loop, where it comes about."""

    switch: Switch
    trained: Pass
    loop: ast.AST
    place: ast.AST


def not_restored(facts: Facts) -> Iterator[NotRestored]:
    """Loops that switch to evaluation and go on to train in the next pass without switching back."""
    learned = [p for p in passes(facts) if p.learned]
    seen: set[object] = set()
    for switch in switches(facts) if learned else ():
        if switch.mode != "eval" or switch.event.foreign:
            continue
        for trained in learned:
            found = _never_back(facts, switch, trained) if trained.network is switch.network else None
            if found is not None and (key := (id(found.place), id(switch.network))) not in seen:
                seen.add(key)
                yield found


def _never_back(facts: Facts, switch: Switch, trained: Pass) -> NotRestored | None:
    shared = [loop for loop in switch.event.loops if loop in trained.event.loops]
    if not shared or switch.event.excludes(trained.event) or not depends_on_mode(facts, switch.network):
        return None
    loop = shared[-1]
    if _is_made_in(switch.network, loop) or (is_bound_in(called(trained.event.node), loop) and not trained.event.calls):
        return None  # a new network in each pass
    named = written(switch.event.node)
    back = [
        s for s in switches(facts)
        if s.mode != "eval" and loop in s.event.loops
        and (s.network is switch.network or may_hold(s, trained) or holds(written(s.event.node), named))
    ]  # fmt: skip
    scored = [
        p for p in passes(facts)
        if p.network is switch.network and not p.learned and loop in p.event.loops
        and p.event.order > switch.event.order
    ]  # fmt: skip
    if back or not scored:
        return None
    inside = {id(node) for node in every_node(loop)}
    place = next((call for call in switch.event.calls if id(call) in inside), switch.event.node)
    return NotRestored(switch, trained, loop, place)


def _is_made_in(network: object, loop: ast.AST) -> bool:
    if isinstance(network, Obj):
        return loop in network.loops
    made = network.origin if isinstance(network, Value) else network.node if isinstance(network, Instance) else None
    return made is not None and any(node is made for node in every_node(loop))

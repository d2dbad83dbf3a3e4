"""The course of ``train()`` and ``eval()``: the mode that a network is in when data goes through it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.around_training.input_gradients import asks_for_input_gradients
from mlsmells.facts.analyses.around_training.meant_modes import comes_in_eval_mode, is_wanted
from mlsmells.facts.analyses.training.layers import depends_on_mode
from mlsmells.facts.analyses.training.passes import Pass, header, is_evaluation, is_inference, passes
from mlsmells.facts.analyses.training.surroundings import root
from mlsmells.facts.analyses.training.things import called, thing, thing_of, written
from mlsmells.facts.domain.events import Call, Escape, Event
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import ArgState, Value
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


# What functions are called that get a network and leave its mode as it is.
_READING = ("loss", "criterion", "save", "optim", "watch", "ema", "parallel", "print", "log", "clip")


@dataclass(frozen=True)
class Switch:
    """``train()`` or ``eval()`` of a network; ``mode`` is "" where the argument is not known."""

    event: Call
    network: object
    mode: str


@dataclass(frozen=True)
class InTrainMode:
    """Scores or predictions are made by a network in train mode, ``since`` the event that shows it."""

    scored: Pass
    since: Event | ast.AST
    trained: Pass | None
    place: ast.AST | None = None  # the call to blame, where the function that it calls is right for others
    breaks_training: bool = False  # the loop around trains, and does not switch back

    @property
    def why(self) -> str:
        """For a message: what shows it."""
        if isinstance(self.since, Event):
            switched = isinstance(self.since, Call) and "mode.train" in self.since.tags
            how = "since" if switched else "loaded at" if self.trained is None else "trained at"
            return f"{how} {self.since.where}"
        return f"made at line {getattr(self.since, 'lineno', 1)}"


def switches(facts: Facts) -> list[Switch]:
    """All changes of mode, also those in other modules of the project."""
    if "switches" not in facts.memo:
        calls = [c for c in facts.everywhere(Call) if c.tags & {"mode.train", "mode.eval"}]
        facts.memo["switches"] = [Switch(call, thing(call), _mode(call)) for call in calls]
    known: list[Switch] = facts.memo["switches"]
    return known


def _mode(call: Call) -> str:
    if "mode.eval" in call.tags:
        return "eval"
    given = call.args.get("mode")
    if given is None or given.is_const(True):
        return "train"
    return "eval" if given.is_const(False) else ""


def in_train_mode(facts: Facts) -> Iterator[InTrainMode]:
    """Passes that score or predict while the network surely is in train mode; each place once."""
    seen: set[object] = set()
    for one in passes(facts):
        if not depends_on_mode(facts, one.network):
            continue
        found = _how(facts, one) if is_evaluation(facts, one) else None
        found = found or (loaded(facts, one) if is_inference(facts, one) else None)
        key = found.place or header(one) if found is not None else None
        if found is not None and key not in seen:
            seen.add(key)
            yield found


def _before(facts: Facts, one: Pass) -> list[Switch]:
    """The changes of mode that came before, also of what may hold the network."""
    event = one.event
    mine = [s for s in switches(facts) if is_it(facts, s.network, s.event, one) or may_hold(s, one)]
    return [s for s in mine if s.event.order < event.order and not s.event.excludes(event)]


def is_it(facts: Facts, network: object, event: Event, one: Pass) -> bool:
    """It is the network itself, or what it was copied of, and the copy came later."""
    if network is one.network:
        return True
    copy = next((copy for copy, made, _ in _copies(facts) if made is one.network), None)
    return copy is not None and thing(copy) is network and event.order < copy.order


def _copies(facts: Facts) -> list[tuple[Call, object, object]]:
    """The copies of networks: the call, what it made, and what of."""
    if "copies" not in facts.memo:
        calls = [call for call in facts.calls("copied") if call.out is not None]
        facts.memo["copies"] = [(call, thing_of(call.out), thing(call)) for call in calls if call.out is not None]
    known: list[tuple[Call, object, object]] = facts.memo["copies"]
    return known


def _how(facts: Facts, one: Pass) -> InTrainMode | None:
    before = _before(facts, one)
    trained = _trained(facts, one)
    if before:
        since: Event = before[-1].event
        sure = before[-1].mode == "train" and is_it(facts, before[-1].network, since, one)
        if not sure or not (since.shares_loop(one.event) or root(facts, since) is root(facts, one.event)):
            return None
        if is_wanted(facts, since, one.event):
            return None
    else:
        earlier = [p.event for p in trained if p.event.order < one.event.order or p.event.shares_loop(one.event)]
        if not earlier or _switched_in_the_loop(facts, one) or comes_in_eval_mode(facts, one.event):
            return None
        since = earlier[-1]
    if _out_of_sight(facts, one, since):
        return None
    return InTrainMode(one, since, trained[0] if trained else None, _blamed(facts, one), _breaks(facts, one, trained))


def loaded(facts: Facts, one: Pass) -> InTrainMode | None:
    """Weights were loaded into the network, and nothing in the file switches its mode or trains it."""
    since = _weights(facts, one.network)
    if since is None or any(s.network is one.network or may_hold(s, one) for s in switches(facts)):
        return None
    if any(p.network is one.network and p.learned for p in passes(facts)) or _is_handed_over(facts, one):
        return None
    return InTrainMode(one, since, None)


def _weights(facts: Facts, network: object) -> Event | ast.AST | None:
    """Where a network got its weights: from a file, or ready-made from a library that gives it in train mode."""
    for call in facts.calls("module.load-state"):
        if thing(call) is network and not _comes_ready(network):
            return call
    if isinstance(network, Value) and network.read is not None and "model" in network.read.tags:
        return network.read
    if isinstance(network, Obj) and network.spec is not None and network.classdef is None:
        ready = network.param("pretrained").is_const(True) or network.param("weights").state is ArgState.KNOWN
        ready = ready and network.param("weights").const is not None
        return network.node if ready and not network.foreign else None
    return None


def _comes_ready(network: object) -> bool:
    """A function of another module made it, and may have switched it: ``net = build_model(config)``."""
    made = network.origin if isinstance(network, Value) else None
    return isinstance(network, Value) and not (isinstance(made, ast.Call) and called_as(made.func)[:1].isupper())


def _is_handed_over(facts: Facts, one: Pass) -> bool:
    return any(
        _is_held(escape, one.network) and escape.node is not one.event.node and not _only_reads(escape)
        for escape in facts.everywhere(Escape)
    )


def _trained(facts: Facts, one: Pass) -> list[Pass]:
    """The passes that the same network learns from, in the same run."""
    start = root(facts, one.event)
    return [
        p for p in passes(facts)
        if p.learned and is_it(facts, p.network, p.event, one)
        and (root(facts, p.event) is start or p.event.shares_loop(one.event))
        and not asks_for_input_gradients(facts, p.event)
    ]  # fmt: skip


def _switched_in_the_loop(facts: Facts, one: Pass) -> bool:
    """The pass before left it in eval mode, or may have."""
    return any(
        s.mode != "train" and s.event.shares_loop(one.event)
        for s in switches(facts)
        if s.network is one.network or may_hold(s, one)
    )


def _blamed(facts: Facts, one: Pass) -> ast.AST | None:
    """The call that led here in train mode, where others come in eval mode: the function itself is right."""
    right = [
        p.event.calls for p in passes(facts)
        if p.event.node is one.event.node and (before := _before(facts, p)) and before[-1].mode == "eval"
    ]  # fmt: skip
    mine = (call for call in reversed(one.event.calls) if not any(call in calls for calls in right))
    return next(mine, None) if right else None


def _breaks(facts: Facts, one: Pass, trained: list[Pass]) -> bool:
    """With ``eval()`` here, the next pass of the loop would train in eval mode."""
    near = [s for s in switches(facts) if s.network is one.network and s.event.shares_loop(one.event)]
    return any(p.event.shares_loop(one.event) for p in trained) and all(s.mode != "train" for s in near)


def may_hold(switch: Switch, one: Pass) -> bool:
    """``self.eval()`` where the network is ``self.net``; a loop over several networks."""
    name, other = written(switch.event.node), called(one.event.node)
    return holds(name, other) or _is_loop_variable(switch.event, name)


def holds(name: str, other: str) -> bool:
    return not name or other.startswith(f"{name}.")


def _is_loop_variable(event: Event, name: str) -> bool:
    return (
        any(
            isinstance(loop, (ast.For, ast.AsyncFor)) and name in {called_as(n) for n in every_node(loop.target)}
            for loop in event.loops
        )
        or not name
    )


def _out_of_sight(facts: Facts, one: Pass, since: Event) -> bool:
    """Between the two an unknown function gets the network: it may switch it."""
    return any(
        since.order < escape.order < one.event.order and escape.node is not one.event.node
        and _is_held(escape, one.network)
        and not _only_reads(escape)
        for escape in facts.everywhere(Escape)
    )  # fmt: skip


def _is_held(escape: Escape, network: object) -> bool:
    return any((held if isinstance(held, Obj) else thing_of(held)) is network for held in escape.things)


def _only_reads(escape: Escape) -> bool:
    return any(word in escape.name.lower() for word in _READING)

"""The order of one training step: gradients, unscaling, clipping, the step, the schedule, clearing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.loops import optimizer_of
from mlsmells.facts.analyses.training.surroundings import root
from mlsmells.facts.analyses.training.things import thing, written
from mlsmells.facts.domain.events import Backward, Call, Event
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(frozen=True)
class Misstep:
    """Something in the wrong place. ``how``: cleared, clipped-late, clipped-early, clipped-scaled, unscaled, schedule.

    ``event`` is in the wrong place, seen from ``other``; ``step`` is the optimizer's.
    """

    how: str
    event: Event
    other: Event
    step: Call


@dataclass(frozen=True)
class _Body:
    """What happens in the passes of one loop, in order."""

    backwards: list[Backward]
    steps: list[Call]
    calls: list[Call]

    def tagged(self, tag: str) -> list[Call]:
        return [call for call in self.calls if tag in call.tags]


def missteps(facts: Facts) -> Iterator[Misstep]:
    """What is out of order in the loops that train by hand; each place once."""
    if not any(event.name != "gradient" for event in facts.of(Backward)):
        return
    seen: set[ast.AST] = set()
    for loop in {id(b.loop): b.loop for b in facts.of(Backward) if b.loop is not None}.values():
        body = _body(facts, loop)
        found = [*_cleared(body), *_clipped(body), *_scaled(body)]
        for misstep in (*found, *_schedules(facts, body, loop)):
            if misstep.event.node not in seen:
                seen.add(misstep.event.node)
                yield misstep


def _body(facts: Facts, loop: ast.AST) -> _Body:
    calls = [call for call in facts.of(Call) if call.loop is loop]
    steps = [call for call in calls if "loop.step" in call.tags]
    return _Body([b for b in facts.of(Backward) if b.loop is loop and b.name != "gradient"], steps, calls)


def _between(events: list[Backward], one: Event, other: Event) -> bool:
    return any(one.order < event.order < other.order for event in events)


def _after(body: _Body, event: Event) -> Call | None:
    """The step that follows."""
    return next((s for s in body.steps if s.order > event.order and not s.excludes(event)), None)


def _cleared(body: _Body) -> Iterator[Misstep]:
    """Gradients are cleared after they were computed, and before the step."""
    for clear in body.tagged("loop.zero-grad"):
        step = _after(body, clear)
        before = [b for b in body.backwards if b.order < clear.order and not b.excludes(clear)]
        if step is None or not before or _between(body.backwards, clear, step):
            continue
        same = thing(step) is thing(clear) or optimizer_of(step) == written(clear.node)
        last = before[-1]
        others = any(last.order < s.order < clear.order for s in body.steps)
        if same and not others and len({id(thing(s)) for s in body.steps}) == 1 and clear.branch == step.branch:
            yield Misstep("cleared", clear, last, step)


def _clipped(body: _Body) -> Iterator[Misstep]:
    """Gradients are clipped after the step that they are for, or before they are there."""
    for clip in body.tagged("loop.clip"):
        earlier = [s for s in body.steps if s.order < clip.order and not s.excludes(clip)]
        done = [b for b in body.backwards if b.order < clip.order and not b.excludes(clip)]
        step = _after(body, clip)
        if earlier and step is None and done and not _between(body.backwards, earlier[-1], clip):
            yield Misstep("clipped-late", clip, earlier[-1], earlier[-1])
        clears = [c for c in body.tagged("loop.zero-grad") if c.order < clip.order]
        later = [b for b in body.backwards if b.order > clip.order]
        if clears and later and not done and step is not None and not earlier:
            yield Misstep("clipped-early", clip, later[0], step)


def _scaled(body: _Body) -> Iterator[Misstep]:
    """Gradients of a scaled loss are clipped or followed as they are."""
    scaled = [b for b in body.backwards if _is_scaled(b)]
    if not scaled or body.tagged("loop.unscale"):
        return
    by_scaler = [s for s in body.steps if _is_scalers(s)]
    for clip in body.tagged("loop.clip"):
        step = next((s for s in by_scaler if s.order > clip.order and not s.excludes(clip)), None)
        before = [b for b in scaled if b.order < clip.order and not b.excludes(clip)]
        if step is not None and before:
            yield Misstep("clipped-scaled", clip, before[-1], step)
    for step in body.steps:
        before = [b for b in body.backwards if b.order < step.order and not b.excludes(step)]
        if not by_scaler and before and all(_is_scaled(b) for b in before) and not _calls_scaler(body):
            yield Misstep("unscaled", step, before[-1], step)


def _is_scaled(backward: Backward) -> bool:
    """``scaler.scale(loss).backward()``."""
    node = backward.node
    held = node.func.value if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
    return isinstance(held, ast.Call) and called_as(held.func) == "scale"


def _is_scalers(step: Call) -> bool:
    return "loop.scaled-step" in step.tags or (isinstance(step.node, ast.Call) and bool(step.node.args))


def _calls_scaler(body: _Body) -> bool:
    return bool(body.tagged("loop.scaled-step") or body.tagged("loop.scaler-update"))


def _schedules(facts: Facts, body: _Body, loop: ast.AST) -> Iterator[Misstep]:
    """A schedule moves on before the first step: the first rate is skipped."""
    for call in facts.calls("loop.schedule"):
        if call.args or (call.loop is not loop and (call.loop is None or call.loop not in _outer(body))):
            continue
        if call.obj is not None and "plateau" in call.obj.tags:
            continue
        step = next((s for s in body.steps if s.order > call.order and not s.excludes(call)), None)
        start = root(facts, call)
        earlier = any(s.order < call.order and root(facts, s) is start for s in facts.calls("loop.step"))
        if step is not None and not earlier and call.branch == step.branch[: len(call.branch)]:
            yield Misstep("schedule", call, step, step)


def _outer(body: _Body) -> set[ast.AST]:
    """The loops around the steps: those of the epochs."""
    return {loop for step in body.steps for loop in step.loops}

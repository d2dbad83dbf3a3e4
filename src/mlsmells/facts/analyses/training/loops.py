"""Steps of optimizers, the gradients they follow, and the loop that repeats both."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.things import is_bound_in, thing, thing_of, written
from mlsmells.facts.domain.events import Backward, Call, Escape, Event
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# What functions of other modules do with an optimizer without touching the gradients.
_HARMLESS = regex(
    r"(?:^|_)(?:lr|learning_rate|sched\w*|save|log|print|checkpoint|scale_loss|clip\w*|show|summary|warm\w*)(?:_|$)"
)
# Functions that clear gradients by another name.
_CLEARS = regex(r"zero_?grad|(?:clear|reset|zero)_grad")


@dataclass(frozen=True)
class Learning:
    """An optimizer steps along gradients that are computed in the same loop.

    ``cleared``: something in that loop clears gradients; ``before`` is a call that does so outside of it.
    """

    step: Call
    backward: Backward
    loop: ast.AST
    cleared: bool
    before: Event | None


def learnings(facts: Facts) -> list[Learning]:
    """All steps of the file that follow gradients of the loop around them."""
    if "learnings" not in facts.memo:
        facts.memo["learnings"] = _found(facts)
    known: list[Learning] = facts.memo["learnings"]
    return known


def common_loop(one: Event, other: Event) -> ast.AST | None:
    """The innermost loop around both."""
    shared = None
    for mine, theirs in zip(one.loops, other.loops, strict=False):
        if mine is not theirs:
            break
        shared = mine
    return shared


def _found(facts: Facts) -> list[Learning]:
    out = []
    clears = _clears(facts)
    seen = {id(event.node) for event in clears}
    # A tape of TensorFlow gives its gradients back, and adds to nothing.
    added = [event for event in facts.everywhere(Backward) if event.name != "gradient"]
    for step in facts.calls("loop.step") if added else ():
        near = [(loop, b) for b in added if (loop := common_loop(step, b)) is not None]
        if near:
            loop, backward = max(near, key=lambda pair: (step.loops.index(pair[0]), pair[1].order < step.order))
            inside = any(loop in event.loops and not event.excludes(step) for event in clears)
            inside = inside or any(_says_so(node) for node in every_node(loop) if id(node) not in seen)
            before = next((e for e in clears if e.order < step.order and e.function == step.function), None)
            out.append(Learning(step, backward, loop, inside, before))
    return out


def _clears(facts: Facts) -> list[Event]:
    """Calls that clear gradients, by whatever name: ``zero_grad()``, ``first_step(zero_grad=True)``."""
    return [
        event
        for kind in (Call, Escape)
        for event in facts.everywhere(kind)
        if (isinstance(event, Call) and "loop.zero-grad" in event.tags) or _says_so(event.node)
    ]


def _says_so(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return bool(_CLEARS.search(name)) or any(keyword.arg == "zero_grad" for keyword in node.keywords)


def steps_on_a_fresh_one(learning: Learning) -> bool:
    """The optimizer is made in each pass of the loop, or the model is: there is nothing to add to."""
    step = learning.step
    made = thing(step)
    return (isinstance(made, Obj) and learning.loop in made.loops) or is_bound_in(written(step.node), learning.loop)


def is_out_of_sight(learning: Learning, facts: Facts) -> bool:
    """What else happens to the optimizer in the loop is not known: a function of another module has it."""
    step = learning.step
    things = {id(thing(step)), *(id(thing_of(arg.value)) for arg in step.args.values())}
    return any(
        learning.loop in escape.loops
        and escape.node is not step.node
        and any(id(held if isinstance(held, Obj) else thing_of(held)) in things for held in escape.things)
        and not _HARMLESS.search(escape.name.lower())
        for escape in facts.everywhere(Escape)
    )


def optimizer_of(step: Call) -> str:
    """How the optimizer is written: that of ``scaler.step(optimizer)`` is the argument."""
    node = step.node
    if isinstance(node, ast.Call) and node.args and "loop.scaled-step" in step.tags:
        return ast.unparse(node.args[0])
    return ast.unparse(node.func.value) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""

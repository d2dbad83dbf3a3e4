"""The flow of scores: what is computed from a score, what is chosen by it, and where the chosen thing is used.

A score leaves a ``scored`` effect on every value that is computed from it or holds it. Where the best of
several scores is taken (``max``, ``argmax``, the top of a sorted table, ``if score > best``, the objective of a
search), a Choice event says so, and what comes out carries a ``chosen`` effect until it is used or shown.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Choice, Event, Shown
from mlsmells.facts.domain.kinds import ShownHow
from mlsmells.facts.domain.lattice import element, merge_effects
from mlsmells.facts.domain.values import UNKNOWN, Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run

# Functions and methods that find the best of their subject, by the last part of their name.
CHOOSERS = frozenset(
    "max min amax amin nanmax nanmin argmax argmin nanargmax nanargmin idxmax idxmin nlargest nsmallest".split()
)
# Methods of objects that are not known, by which a text or number is shown.
_LOGS = frozenset("info debug warning log log_metric log_metrics log_scalar add_scalar write writelines".split())
_MAX_DEPTH = 3
_NOTES = ("scored", "chosen")


def scored(run: Run, event: Event) -> tuple[Effect, ...]:
    """The effect that a score leaves. One score for each chain of calls that leads to it."""
    run.scored = True
    if not event.calls:
        return (Effect("scored", event.node, event=event),)
    key = (id(event.node), *(id(c) for c in event.calls))
    node = run.places.setdefault(key, ast.copy_location(ast.Pass(), event.node))
    return (Effect("scored", node, event=event),)


def carried(value: Value, *kinds: str, depth: int = _MAX_DEPTH) -> tuple[Effect, ...]:
    """The effects of these kinds on a value and on everything it holds."""
    own = tuple(e for e in value.effects if e.kind in kinds)
    if depth == 0:
        return own
    held: list[Value] = [*(value.items or ()), *(value.entries or {}).values()]
    if value.element is not None:
        held.append(value.element)
    return merge_effects(own, *(carried(v, *kinds, depth=depth - 1) for v in held)) if held else own


def keep(out: Value, held: Value) -> Value:
    """What a call makes of scores is computed from them."""
    effects = carried(held, *_NOTES)
    if not effects or out is UNKNOWN or out.kind == "none":
        return out
    merged = merge_effects(out.effects, effects)
    return out if len(merged) == len(out.effects) else out.with_(effects=merged)


def chosen_from(out: Value, holder: Value, index: Value) -> Value:
    """One entry of something: chosen, if the whole or the key was."""
    effects = tuple(e for e in (*holder.effects, *index.effects) if e.kind == "chosen")
    if not effects:
        return out
    return out.with_(effects=merge_effects(out.effects, effects))


def choose(run: Run, node: ast.AST, how: str, held: Value) -> tuple[Effect, ...]:
    """The best of what is held is taken: the effect on what comes out; none if nothing held is a score."""
    found = carried(held, "scored")
    return (_chosen(_choice(run, node, how, found)),) if found else ()


def _choice(run: Run, node: ast.AST, how: str, effects: Iterable[Effect]) -> Choice:
    """One Choice for each place; another pass adds what it sees."""
    choice = run.choices.get(id(node))
    if choice is None:
        choice = run.choices[id(node)] = Choice(node, how=how)
        run.emit(choice)
    for effect in effects:
        if effect.event not in choice.scores:
            choice.scores += (effect.event,)
    return choice


def _chosen(choice: Choice) -> Effect:
    return Effect("chosen", choice.node, event=choice)


def of_call(run: Run, node: ast.Call, name: str, held: Value, out: Value) -> Value:
    """The result of a known function: of scores it is a score, and of some functions the best one."""
    last = name.rpartition(".")[2]
    if last in CHOOSERS:
        effects = choose(run, node, last, held)
        return out.with_(effects=merge_effects(out.effects, effects)) if effects and out is not UNKNOWN else out
    if last == "sort_values":
        return in_order(out)
    return keep(out, held)


def in_order(value: Value) -> Value:
    """Sorted scores: the first or last of them is the best."""
    effects = carried(value, "scored")
    if not effects:
        return value
    others = tuple(e for e in value.effects if e.kind != "scored")
    inner = element(value) if value.items is not None else value.element
    marked = tuple(e._replace(note="sorted") for e in effects)
    return value.with_(effects=(*others, *marked), items=None, element=inner)


def taken(run: Run, node: ast.Subscript, holder: Value, out: Value) -> Value:
    """``table[0]``, ``table.iloc[0]``: the best one, if the table is sorted by scores."""
    held = holder.ref if holder.kind == "indexer" else holder
    index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
    if not isinstance(held, Value) or not isinstance(index, ast.Constant) or index.value not in (0, 1):
        return out
    top = tuple(e for e in held.effects if e.kind == "scored" and e.note == "sorted")
    if not top:
        return out
    choice = _choice(run, node, "sorted", top)
    return out.with_(effects=merge_effects(tuple(e for e in out.effects if e.note != "sorted"), (_chosen(choice),)))


def best_so_far(run: Run, node: ast.If) -> tuple[Choice, list[ast.stmt]] | None:
    """``if score > best: best = score``: the choice, and the arm in which the best is kept."""
    compared, run.compared = run.compared, []
    tests = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
    for test, left, right in compared:
        if test not in tests or not isinstance(test.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE)):
            continue
        for value, other in ((left, test.comparators[0]), (right, test.left)):
            effects = tuple(e for e in value.effects if e.kind == "scored")
            arm = _arm_that_keeps(node, other) if effects else None
            if arm is not None:
                choice = _choice(run, test, "best so far", effects)
                choice.arm = arm
                return choice, arm
    return None


def _arm_that_keeps(node: ast.If, best: ast.expr) -> list[ast.stmt] | None:
    if not isinstance(best, (ast.Name, ast.Attribute, ast.Subscript)):
        return None
    name = ast.unparse(best)
    for arm in (node.body, node.orelse):
        if any(ast.unparse(target) == name for target in targets_in(arm)):
            return arm
    return None


def targets_in(body: list[ast.stmt]) -> Iterator[ast.expr]:
    """What the statements of a block assign, one by one."""
    for statement in body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                yield from target.elts if isinstance(target, (ast.Tuple, ast.List)) else (target,)
        elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
            yield statement.target


def mark(run: Run, choice: Choice, arm: list[ast.stmt]) -> None:
    """What the arm of a choice assigned is chosen."""
    effect = (_chosen(choice),)
    for target in targets_in(arm):
        if isinstance(target, ast.Name):
            held = run.frame.vars.get(target.id)
            if held is not None:
                run.frame.vars[target.id] = held.with_(effects=merge_effects(held.effects, effect))
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            owner = run.frame.find(target.value.id)
            key = (id(owner.ref), target.attr) if owner is not None else (0, "")
            held = run.heap.get(key)
            if held is not None:
                run.heap[key] = held.with_(effects=merge_effects(held.effects, effect))


def used(run: Run, node: ast.AST, how: str, values: Iterable[Value]) -> None:
    """Chosen values are used: built with, predicted with, saved, returned."""
    if run.choices:
        for value in values:
            for effect in carried(value, "chosen", depth=2):
                effect.event.uses.append((node, how))


def shown(run: Run, node: ast.AST, values: Iterable[Value], how: ShownHow = "print") -> None:
    """Values are shown to the reader; scores among them are reported."""
    held = list(values)
    used(run, node, "displayed" if how == "expression" else "shown", held)
    effects = merge_effects(*(carried(v, "scored", depth=2) for v in held))
    if effects:
        run.emit(Shown(node, how=how, effects=effects))


def shown_by(run: Run, node: ast.Call, values: list[Value]) -> None:
    """A call of an unknown object: some are loggers."""
    if isinstance(node.func, ast.Attribute) and node.func.attr in _LOGS:
        shown(run, node, values, "log")


def of_objective(run: Run, node: ast.AST, result: Value) -> tuple[Effect, ...]:
    """A search calls an objective and keeps what scores best: the effect on what the search gives."""
    effects = choose(run, node, "objective", result)
    for effect in effects:
        effect.event.uses.append((node, "searched"))
    return effects

"""The flow of scores: what is computed from a score, what is chosen by it, and where the chosen thing is used.

A score leaves a ``scored`` effect on every value that is computed from it or holds it. Where the best of
several scores is taken (``max``, ``argmax``, the top of a sorted table, ``if score > best``, the objective of a
search), a Choice event says so, and what comes out carries a ``chosen`` effect until it is used or shown.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Choice, Event, Shown
from mlsmells.facts.domain.kinds import ShownHow
from mlsmells.facts.domain.lattice import element, merge_effects
from mlsmells.facts.domain.values import UNKNOWN, Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.domain.arguments import Args
    from mlsmells.facts.state.state import Run
    from mlsmells.facts.state.use import Use

# Functions and methods that find the best of their subject, by the last part of their name.
CHOOSERS = frozenset(
    "max min amax amin nanmax nanmin argmax argmin nanargmax nanargmin idxmax idxmin nlargest nsmallest".split()
)
# Functions that give the places where a condition holds: on a curve, the thresholds that reach a score.
FINDERS = frozenset("where argwhere nonzero flatnonzero".split())
# Methods of objects that are not known, by which a text or number is shown.
_LOGS = frozenset("info debug warning log log_metric log_metrics log_scalar add_scalar write writelines".split())
_MAX_DEPTH = 3
_NOTES = ("scored", "chosen")


class ScoreNotes:
    """What is remembered of scores in one walk. Most files have none: then nothing has to be followed."""

    def __init__(self) -> None:
        self.any = False  # there is a score
        self.heading = (0, "")  # the last line that was printed without a score, and where
        # One node for each chain of calls that leads to a score.
        self.places: dict[object, ast.AST] = {}
        self.choices: dict[object, Choice] = {}
        self.compared: list[tuple[ast.Compare, Value, Value]] = []
        # The arms that keep the best so far, by identity, with the choice they make.
        self.keeping: dict[int, Choice] = {}


def any_scored(run: Run) -> bool:
    """A score was computed."""
    return run.notes[ScoreNotes].any


def scored(run: Run, event: Event) -> tuple[Effect, ...]:
    """The effect that a score leaves. One score for each chain of calls that leads to it."""
    notes = run.notes[ScoreNotes]
    notes.any = True
    if not event.calls:
        return (Effect("scored", event.node, event=event),)
    key = (id(event.node), *(id(c) for c in event.calls))
    node = notes.places.setdefault(key, ast.copy_location(ast.Pass(), event.node))
    return (Effect("scored", node, event=event),)


def carried(value: Value, *kinds: str, depth: int = _MAX_DEPTH) -> tuple[Effect, ...]:
    """The effects of these kinds on a value and on everything it holds."""
    own = tuple(e for e in value.effects if e.kind in kinds) if value.effects else ()
    if depth == 0 or (value.items is None and value.entries is None and value.element is None):
        return own
    held: list[Value] = [*(value.items or ()), *(value.entries or {}).values()]
    if value.element is not None:
        held.append(value.element)
    return merge_effects(own, *(carried(v, *kinds, depth=depth - 1) for v in held)) if held else own


def keep(run: Run, out: Value, held: Value) -> Value:
    """What a call makes of scores is computed from them."""
    return _kept(out, held) if run.notes[ScoreNotes].any else out


def keep_choice(run: Run, out: Value, held: Value) -> Value:
    """What is made of something chosen, where something was chosen at all."""
    return _kept(out, held) if run.notes[ScoreNotes].choices else out


def _kept(out: Value, held: Value) -> Value:
    effects = carried(held, *_NOTES)
    if not effects or out is UNKNOWN or out.kind == "none":
        return out
    merged = merge_effects(out.effects, effects)
    return out if len(merged) == len(out.effects) else out.with_(effects=merged)


def chosen_from(run: Run, out: Value, holder: Value, index: Value) -> Value:
    """One entry of something: chosen, if the whole or the key was."""
    if not run.notes[ScoreNotes].choices:
        return out
    effects = tuple(e for e in (*holder.effects, *index.effects) if e.kind == "chosen")
    if not effects:
        return out
    return out.with_(effects=merge_effects(out.effects, effects))


def choose(run: Run, node: ast.AST, how: str, held: Value) -> tuple[Effect, ...]:
    """The best of what is held is taken: the effect on what comes out; none if nothing held is a score."""
    found = carried(held, "scored")
    return (chosen(choice_at(run, node, how, found)),) if found else ()


def choice_at(run: Run, node: ast.AST, how: str, effects: Iterable[Effect]) -> Choice:
    """One Choice for each place and chain of calls that leads there; another pass adds what it sees."""
    choices = run.notes[ScoreNotes].choices
    key = (id(node), *(id(c) for c in run.context.calls))
    choice = choices.get(key)
    if choice is None:
        choice = choices[key] = Choice(node, how=how, marker=ast.copy_location(ast.Pass(), node))
        run.emit(choice)
    scores = tuple(dict.fromkeys((*choice.scores, *(effect.event for effect in effects))))
    if len(scores) > len(choice.scores):
        run.amend(choice, scores=scores)
    return choice


def chosen(choice: Choice) -> Effect:
    """The mark on what is kept. Each call of a function that chooses makes a choice of its own."""
    return Effect("chosen", choice.marker or choice.node, event=choice)


def of_call(use: Use, out: Value) -> Value:
    """The result of a known function: of scores it is a score, and of some functions the best one."""
    run = use.run
    if not run.notes[ScoreNotes].any:
        return out
    last, held = use.spec.name.rpartition(".")[2], use.subject()
    if last in CHOOSERS:
        effects = choose(run, use.node, last, held)
        return out.with_(effects=merge_effects(out.effects, effects)) if effects and out is not UNKNOWN else out
    if last in FINDERS and is_curve(held):
        effects = choose(run, use.node, last, held)
        others = tuple(e for e in out.effects if e.kind != "scored")  # places are no scores
        return out.with_(effects=merge_effects(others, effects)) if out is not UNKNOWN else Value(effects=effects)
    if last == "sort_values":
        return in_order(run, out)
    return _kept(out, held)


def is_curve(value: Value) -> bool:
    """Scores at many thresholds."""
    found = carried(value, "scored") if value.effects else ()
    return bool(found) and all("curve" in getattr(e.event, "tags", ()) for e in found)


def in_order(run: Run, value: Value, carried_by: Value | None = None) -> Value:
    """Sorted scores: the first or last of them is the best. What is compared may be made of what is sorted."""
    effects = carried(carried_by or value, "scored") if run.notes[ScoreNotes].any else ()
    if not effects:
        return value
    others = tuple(e for e in value.effects if e.kind != "scored")
    inner = element(value) if value.items is not None else value.element
    marked = tuple(e._replace(note="sorted") for e in effects)
    return value.with_(effects=(*others, *marked), items=None, element=inner)


def taken(run: Run, node: ast.Subscript, holder: Value, out: Value) -> Value:
    """``table[0]``, ``table.iloc[0]``: the best one, if the table is sorted by scores."""
    if not run.notes[ScoreNotes].any:
        return out
    held = holder.ref if holder.kind == "indexer" else holder
    index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
    if not isinstance(held, Value) or not isinstance(index, ast.Constant) or index.value not in (0, 1):
        return out
    top = tuple(e for e in held.effects if e.kind == "scored" and e.note == "sorted")
    if not top:
        return out
    choice = choice_at(run, node, "sorted", top)
    return out.with_(effects=merge_effects(tuple(e for e in out.effects if e.note != "sorted"), (chosen(choice),)))


def used(run: Run, node: ast.AST, how: str, *values: Value, args: Args | None = None) -> None:
    """Chosen values are used: built with, predicted with, saved, returned."""
    if run.notes[ScoreNotes].choices:
        for value in (*values, *(args.values() if args is not None else ())):
            _use(run, carried(value, "chosen", depth=2), node, how)


def _use(run: Run, effects: Iterable[Effect], node: ast.AST, how: str) -> None:
    for effect in effects:
        run.amend(effect.event, uses=(*effect.event.uses, (node, how)))


def returned(run: Run, node: ast.Return, value: Value) -> None:
    """A chosen value leaves the function."""
    used(run, node, "returned", value)


def shown(run: Run, node: ast.AST, args: Args, how: ShownHow) -> None:
    """Values are printed or logged; scores among them are reported."""
    if run.notes[ScoreNotes].any:
        _shown(run, node, args.values(), how)


def shown_by(run: Run, node: ast.Call, args: Args) -> None:
    """A call of an unknown object: some are loggers."""
    if isinstance(node.func, ast.Attribute) and node.func.attr in _LOGS:
        shown(run, node, args, "log")


def displayed(run: Run, node: ast.Expr, value: Value) -> None:
    """An expression on a line of its own, at module level: a notebook shows its value."""
    if value.effects and run.context.at_module_level and run.notes[ScoreNotes].any:
        _shown(run, node.value, [value], "expression")


def _shown(run: Run, node: ast.AST, values: list[Value], how: ShownHow) -> None:
    used(run, node, "displayed" if how == "expression" else "shown", *values)
    effects = merge_effects(*(carried(v, "scored", depth=2) for v in values))
    if effects:
        run.emit(Shown(node, how=how, effects=effects))


def of_objective(run: Run, node: ast.AST, result: Value) -> tuple[Effect, ...]:
    """A search calls an objective and keeps what scores best: the effect on what the search gives."""
    effects = choose(run, node, "objective", result)
    _use(run, effects, node, "searched")
    return effects

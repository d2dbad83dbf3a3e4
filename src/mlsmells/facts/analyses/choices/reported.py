"""Scores that are only told: the best of them is named beside all the others, or looked up for a line of a report."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.choices.loops import targets
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.domain.events import Choice, Event, Metric, Shown, Write
from mlsmells.facts.observers.scores import FINDERS
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.syntax.words import say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_TOLD = frozenset({"shown", "displayed", "returned", "saved"})
_HIGHEST = frozenset({"max", "amax", "nanmax"})
_NUMBERS = frozenset("range arange linspace logspace geomspace product parametergrid parametersampler".split())
_THRESHOLDS = frozenset("threshold thresholds thresh thr cutoff cutoffs alpha alphas weight weights".split())


def all_reported(facts: Facts, choice: Choice, loop: ast.AST | None) -> bool:
    """Some variants with a name each, whose scores are all shown: the winner is named, and no model is built by it."""
    if choice.how in FINDERS or choice.how == "objective" or not (loop is None or _of_named_variants(loop)):
        return False
    if along_a_curve(choice):
        return False
    own = function_around(facts, choice.node)
    models = {id(write.node) for write in facts.everywhere(Write) if write.what == "model"}
    for node, how in choice.uses:
        leaves = how == "returned" and function_around(facts, node) is own
        if how not in _TOLD or leaves or id(node) in models:
            return False
    shown = {_candidate(effect.event) for event in facts.everywhere(Shown) for effect in event.effects}
    return all(_candidate(score) in shown for score in choice.scores)


def _candidate(score: Event | None) -> Event | None:
    """What is scored: of several scores of the same predictions one is enough."""
    return score.predictions[0] if isinstance(score, Metric) and score.predictions else score


def _of_named_variants(loop: ast.AST) -> bool:
    """``for name, features in variants:``: each has a name and what belongs to it; a grid has numbers."""
    names = targets(loop)
    over = [getattr(loop, "iter", None), *(g.iter for g in getattr(loop, "generators", ()))]
    inside = [n for each in over if each is not None for n in ast.walk(each)]
    called = [called_as(n.func).lower() for n in inside if isinstance(n, ast.Call)]
    return len(names) > 1 and not say(names, _THRESHOLDS) and not _NUMBERS & set(called)


def only_a_number(choice: Choice, loop: ast.AST | None) -> bool:
    """``best_f1 = max(f1s)`` along a curve: the highest score is told, no threshold is taken from where it lies."""
    if loop is not None or choice.how not in _HIGHEST:
        return False
    along = all(isinstance(score, Metric) and "curve" in score.tags for score in choice.scores)
    return along and all(how in _TOLD for _, how in choice.uses)


def is_nearest(choice: Choice) -> bool:
    """``(table["stock"] - wanted).abs().idxmin()``: the row next to a given value is looked up in a table of scores."""
    node = choice.node
    if not isinstance(node, ast.Call) or not choice.how.endswith("min") or along_a_curve(choice):
        return False
    held = node.args[0] if node.args else getattr(node.func, "value", None)
    if not isinstance(held, ast.Call) or called_as(held.func) not in ("abs", "absolute", "fabs"):
        return False
    inner = held.args[0] if held.args else getattr(held.func, "value", None)
    return isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub)


def along_a_curve(choice: Choice) -> bool:
    """The threshold at which two rates are equal is chosen by them."""
    return any("curve" in score.tags for score in choice.scores if isinstance(score, Metric))

"""A threshold that is chosen on the validation rows, whose score on these very rows is all that is reported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import TraceStep
from mlsmells.facts.analyses.choices.candidates import THRESHOLDS
from mlsmells.facts.analyses.choices.told import told
from mlsmells.facts.analyses.holdouts import final_elsewhere, held_out, uses_as_validation, whole
from mlsmells.facts.domain.events import Choice, Metric, Shown
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SHORT = 40  # letters of a text that is a name


class ChosenThreshold(NamedTuple):
    """``metric`` scored the candidates, and ``shown`` reports a score on the same rows afterwards."""

    choice: Choice
    metric: Metric
    shown: Shown

    def trace(self) -> list[TraceStep]:
        return [
            TraceStep(self.metric.line, "thresholds scored on the validation rows"),
            TraceStep(self.choice.line, f"the best kept ({self.choice.how})"),
            TraceStep(self.shown.line, "its score reported"),
        ]


def chosen_on_validation(facts: Facts) -> Iterator[ChosenThreshold]:
    """One for each choice, in files that know of no test rows."""
    choices = [choice for choice in facts.everywhere(Choice) if choice.scores]
    if not choices or _knows_test_rows(facts):
        return
    for choice in choices:
        metrics = [score for score in choice.scores if isinstance(score, Metric)]
        if len(metrics) < len(choice.scores) or not _is_threshold(choice, metrics):
            continue
        if not all(_validates(facts, metric) for metric in metrics):
            continue
        fits = [fit for metric in metrics for fit in metric.fits]
        if final_elsewhere(facts, metrics[0].rows, fits):
            continue
        shown = next((s for s in facts.everywhere(Shown) if _reports(s, choice, metrics)), None)
        if shown is not None:
            yield ChosenThreshold(choice, metrics[0], shown)


def _is_threshold(choice: Choice, metrics: list[Metric]) -> bool:
    curve = any("curve" in metric.tags for metric in metrics)
    named = [choice.function, *(m.function for m in metrics), *_names(choice.statement), *_loop_names(choice)]
    return (curve or bool(choice.loops)) and say(named, THRESHOLDS)


def _loop_names(choice: Choice) -> list[str]:
    return [name for loop in choice.loops for name in _names(getattr(loop, "target", None))]


def _names(node: ast.AST | None) -> list[str]:
    return [n.id for n in ast.walk(node) if isinstance(n, ast.Name)] if node is not None else []


def _validates(facts: Facts, metric: Metric) -> bool:
    """The rows are called validation rows, and the model did not learn from them."""
    said = told(facts, metric).words
    apart = not metric.fits or held_out(metric.rows, metric.fits) or metric.rows is None
    if not said:  # computed by hand, of what the function was given
        return apart and uses_as_validation(metric)
    return bool(said & VALIDATION) and not said & (TESTING | TRAINING) and apart


def _reports(shown: Shown, choice: Choice, metrics: list[Metric]) -> bool:
    if shown.order < choice.order:
        return False
    found = [effect.event for effect in shown.effects if isinstance(effect.event, Metric)]
    rows = whole(metrics[0].rows)
    return any(m in metrics or (m.order > choice.order and rows and whole(m.rows) == rows) for m in found)


def _knows_test_rows(facts: Facts) -> bool:
    """Somewhere a variable, a parameter, a key or a path says that these are test rows."""
    return any(say(_bound(node), TESTING) for node in facts.nodes)


def _bound(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
            return (name,)
        case ast.Constant(value=str(text)) if len(text) < _SHORT:
            return (text,)
    return ()

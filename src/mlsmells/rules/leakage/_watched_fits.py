"""Fits that watch the rows on which the same model is scored at the end: test rows, or those of their fold."""

from __future__ import annotations

from typing import NamedTuple

from mlsmells.core import Severity
from mlsmells.facts import (
    Choice,
    Evaluation,
    Facts,
    Fit,
    Split,
    Value,
    behind_one_call,
    evaluations,
    holdouts,
    split_of,
    words,
)
from mlsmells.facts import rows as R
from mlsmells.rules.leakage._early_stopping import called_test, selects, watched

# "fold 3" says which fold it is, not what its rows are for.
_VALIDATION = words.VALIDATION - {"fold", "folds", "cv"}


class Stop(NamedTuple):
    """A fit that watches the test rows of ``split``, on which the same model is scored at the end."""

    fit: Fit
    value: Value
    scored: Evaluation
    split: Split | None
    chooses: bool | None
    others: bool  # other models are used on other rows: for these the rows were validation rows

    @property
    def severity(self) -> Severity:
        if not self.chooses:
            return Severity.INFO
        return Severity.WARNING if self.others else Severity.ERROR


def stop_of(facts: Facts, fit: Fit) -> Stop | None:
    for value in watched(fit):
        scored = scored_on(facts, fit, value)
        step = holdouts.test_step(value.rows)
        if scored is None or not holdouts.held_out(value.rows, (fit,)):
            continue
        if step is None and not called_test(fit, value):
            continue
        if holdouts.final_elsewhere(facts, value.rows, (fit,), kin=fit.obj.core.cls):
            continue
        if holdouts.says_validation(facts, value.rows, fit, scored.event):
            continue
        split = split_of(facts, step[0]) if step is not None else None
        if not behind_one_call(fit, split, scored.event) or holdouts.asked_for(value.rows):
            others = holdouts.final_elsewhere(facts, value.rows, (fit,))
            return Stop(fit, value, scored, split, selects(facts, fit), others)
    return None


def scored_on(facts: Facts, fit: Fit, value: Value) -> Evaluation | None:
    """A later score of the fitted model on the watched rows."""
    for evaluation in evaluations(facts):
        if fit in evaluation.fits and R.covers(holdouts.whole(value.rows), holdouts.whole(evaluation.rows)):
            return evaluation
    return None


def is_final(facts: Facts, fit: Fit, value: Value, scored: Evaluation) -> bool:
    """The code calls the rows of the fold its test rows, and nothing else is held out."""
    texts = scored.metric.texts if scored.metric is not None else ()
    if not holdouts.uses_as_test(fit) or words.say(texts, _VALIDATION):
        return False
    if any(scored.metric in choice.scores for choice in facts.everywhere(Choice)):
        return False  # the folds choose a setting: their rows are validation rows, whatever they are called
    return not holdouts.final_elsewhere(facts, value.rows, (fit,))

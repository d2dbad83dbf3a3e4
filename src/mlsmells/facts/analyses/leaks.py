"""Leaks: something learned from rows that a model is later tested on.

A leak connects four things: what was learned (the effect on the features), the
rows it was learned from, a fit of a model on features that carry it, and a use
of that model on rows that were among them but not among the training rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.each_alone import each_alone
from mlsmells.facts.analyses.evaluations import Evaluation, effect_in, evaluations, split_of, uses, validations
from mlsmells.facts.analyses.leak import Leak
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import CrossValidation, Fit, Split
from mlsmells.facts.domain.values import Effect
from mlsmells.facts.record.places import place_to_blame

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def leaks(facts: Facts, *kinds: str) -> Iterator[Leak]:
    """Leaks through effects of these kinds, one per place where the effect began; hold-outs before folds."""
    known: list[Leak] | None = facts.memo.get(f"leaks {kinds}")
    if known is None:
        known = facts.memo[f"leaks {kinds}"] = list(_leaks(facts, kinds))
    return iter(known)


def _leaks(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    found: dict[object, Leak] = {}
    everything = [*_by_holdout(facts, kinds), *_in_training(facts, kinds), *_by_cv(facts, kinds)]
    everything += _by_split(facts, kinds)
    everything = [leak for leak in everything if leak.division is not None and not _of_one_sample(leak, leak.division)]
    elsewhere = {_site(leak.effect) for leak in everything if leak.elsewhere}
    for leak in everything:
        if _site(leak.effect) not in elsewhere:
            found.setdefault(_site(leak.effect), leak)
    places: dict[object, Leak] = {}
    for leak in found.values():
        event = leak.effect.event
        guilty = [other.effect.event for other in found.values() if other.effect.event is not None]
        leak.facts = facts
        leak.place = place_to_blame(facts.of(type(event)), event, guilty) if event is not None else leak.effect.node
        before = places.setdefault(leak.statement, leak)
        if (before.is_mild or before.inner) and not (leak.is_mild or leak.inner):
            places[leak.statement] = leak  # one finding for a statement: the worst
    yield from places.values()


def blamed(facts: Facts, *kinds: str) -> set[object]:
    """The statements that have a leak of these kinds."""
    found: set[object] | None = facts.memo.get(f"blamed {kinds}")
    if found is None:
        found = facts.memo[f"blamed {kinds}"] = {leak.statement for leak in leaks(facts, *kinds)}
    return found


def _of_one_sample(leak: Leak, division: CrossValidation | Split) -> bool:
    """What was learned is the scale of one window or row alone, of both parts in the same way."""
    learned = leak.effect.event
    return isinstance(learned, Fit) and each_alone(learned, division)


def _site(effect: Effect) -> object:
    """One transformer that is fitted on one column after the other is one leak."""
    if effect.event is None:
        return effect.node
    return (effect.obj, effect.event.calls) if effect.obj is not None else effect.event.site


def _by_holdout(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    for evaluation in (*evaluations(facts), *validations(facts)):
        for effect in evaluation.X.effects:
            if effect.kind not in kinds or effect.note == "grouped" or not _counts(effect):
                continue
            for fit in evaluation.fits:
                step = _held_out(effect, fit, evaluation)
                if step is not None:
                    certain = evaluation.certain and not effect.may
                    split = split_of(facts, step[0])
                    learned = (
                        next((e for e in fit.X.effects if e.subject == effect.subject), effect) if fit.X else effect
                    )
                    yield Leak(learned, split, fit, evaluation, features=fit.X, certain=certain)


def _in_training(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    """The training rows alone carry what was learned from rows that the model is used on: their gaps were filled."""
    for use in uses(facts):
        for fit in use.fits if use.predict is not None or use.metric is not None else ():
            step = R.siblings(fit.rows, use.rows)
            if step is None or fit.X is None or not fit.obj.predicts:
                continue
            for effect in fit.X.effects:
                seen = effect.kind in kinds and effect.kind == "stat" and effect.note != "grouped"
                if seen and not effect_in(use.X.effects, effect) and _saw(effect, use.rows):
                    yield Leak(effect, split_of(facts, step[0]), fit, use, features=fit.X, certain=False)


def _by_split(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    """A split is a statement: its parts are to be apart. They are not, if the rows know each other before.

    Where a model is scored on a part, the score tells more: this is for splits whose parts are given away.
    """
    scored = {id(split_of(facts, step[0])) for e in evaluations(facts) for _, path in e.rows or () for step in path}
    for split in facts.everywhere(Split):
        if split.kind != "random" or not split.inputs or id(split) in scored:
            continue
        features = split.inputs[0]
        if features.may or features.is_label:
            continue
        fits = [f for f in facts.everywhere(Fit) if f.X is not None and f.obj.predicts and _uses(f.X.rows, split)]
        for effect in features.effects:
            if effect.kind not in kinds or effect.note == "grouped" or effect.may or not _counts(effect):
                continue
            told = len(split.inputs) > 1 or effect.columns is None  # else it may be the labels that were changed
            learned = [f for f in fits if f.X is not None and effect_in(f.X.effects, effect)]
            if told and _saw(effect, features.rows) and (learned or not fits):
                yield Leak(effect, split, learned[0] if learned else None, features=features, certain=False)


def _uses(rows: R.Rows | None, split: Split) -> bool:
    return any(step[0] == split.id for _, path in rows or () for step in path)


def _held_out(effect: Effect, fit: Fit, evaluation: Evaluation) -> R.Step | None:
    """The split step that holds the scored rows out of the fit but not out of the effect."""
    if fit.X is None or not effect_in(fit.X.effects, effect):
        return None
    if fit is evaluation.during and evaluation.X is fit.watched.get("validation_split"):
        step = fit.held  # whatever the rows were filtered by before
    else:
        step = R.siblings(fit.rows, evaluation.rows)
    return step if step is not None and _saw(effect, evaluation.rows) else None


def _saw(effect: Effect, rows: R.Rows | None) -> bool:
    """The effect took part of its knowledge, or made copies, of these rows."""
    if effect.kind == "resampled":  # often of one class alone
        return R.reaches(rows, effect.rows)
    return R.covers(effect.rows, rows)


def _by_cv(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    for cv in facts.everywhere(CrossValidation):
        if cv.X is None:
            continue
        for effect in cv.X.effects:
            if effect.kind not in kinds or effect.note == "grouped" or not _counts(effect):
                continue
            if _saw(effect, cv.X.rows):
                yield Leak(effect, None, cv=cv, features=cv.X, certain=not effect.may and not cv.X.may)


def _counts(effect: Effect) -> bool:
    """A correlation with some column is a use of labels only if that column turns out to be the label."""
    return effect.against is None or effect.against.is_label

"""Leaks: something learned from rows that a model is later tested on.

A leak connects four things: what was learned (the effect on the features), the
rows it was learned from, a fit of a model on features that carry it, and a use
of that model on rows that were among them but not among the training rows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from mlsmells.facts.analyses.each_alone import each_alone
from mlsmells.facts.analyses.evaluations import Evaluation, effect_in, evaluations, split_of, uses, validations
from mlsmells.facts.analyses.leak import Leak, is_fill
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import CrossValidation, Fit, Predict, Split
from mlsmells.facts.domain.values import Effect
from mlsmells.facts.record.places import place_to_blame
from mlsmells.facts.syntax.words import TESTING, TRAINING, say

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
    everything = [leak for leak in everything if leak.apart or _divides(leak)]
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


def _divides(leak: Leak) -> bool:
    """What divides the rows is known, and what was learned is not the scale of one window or row alone."""
    learned, division = leak.effect.event, leak.division
    return division is not None and not (isinstance(learned, Fit) and each_alone(learned, division))


def _site(effect: Effect) -> object:
    """One transformer that is fitted on one column after the other is one leak."""
    if effect.event is None:
        return effect.node
    return (effect.obj, effect.event.calls) if effect.obj is not None else effect.event.site


def _by_holdout(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    for evaluation in (*evaluations(facts), *validations(facts), *_predicted(facts)):
        for effect in evaluation.X.effects:
            if effect.kind not in kinds or effect.note == "grouped" or not _counts(effect):
                continue
            for fit in evaluation.fits:
                step = _held_out(effect, fit, evaluation)
                if step is not None or _read_apart(effect, fit, evaluation):
                    known = evaluation.metric is not None or evaluation.during is not None
                    # Of parts that a caller divides, as the names of parameters say, the split is not seen.
                    split = split_of(facts, step[0]) if step is not None else None
                    certain = known and evaluation.certain and not effect.may and split is not None
                    apart = split is None and evaluation.metric is not None
                    learned = (
                        next((e for e in fit.X.effects if e.subject == effect.subject), effect) if fit.X else effect
                    )
                    yield Leak(learned, split, fit, evaluation, features=fit.X, certain=certain, apart=apart)


def _predicted(facts: Facts) -> Iterator[Evaluation]:
    """Predictions that nobody scores here: of rows that a split held out they are to be."""
    for predict in facts.everywhere(Predict):
        if predict.X is not None and not predict.trained:
            yield Evaluation(predict.obj, predict.X, predict.fits, None, predict)


def _in_training(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    """The training rows alone carry what was learned from rows that the model is used on: their gaps were filled."""
    for use in uses(facts):
        for fit in use.fits if use.predict is not None or use.metric is not None else ():
            step = R.siblings(fit.rows, use.rows)
            if step is None or fit.X is None or not fit.obj.predicts:
                continue
            for effect in fit.X.effects:
                seen = effect.kind in kinds and effect.kind == "stat" and effect.note != "grouped"
                if seen and _counts(effect) and not effect_in(use.X.effects, effect) and _saw(effect, use.rows):
                    yield Leak(effect, split_of(facts, step[0]), fit, use, features=fit.X, certain=False)


def _by_split(facts: Facts, kinds: tuple[str, ...]) -> Iterator[Leak]:
    """A split is a statement: its parts are to be apart. They are not, if the rows know each other before.

    Where a model is scored on a part, the score tells more: this is for splits whose parts are given away.
    """
    scored = {id(split_of(facts, step[0])) for e in evaluations(facts) for _, path in e.rows or () for step in path}
    for split in facts.everywhere(Split):
        if not split.inputs or id(split) in scored or not (split.kind == "random" or _called_parts(split)):
            continue
        features = split.inputs[0]
        if features.is_label:
            continue
        changed = {c for e in features.effects if e.kind in kinds for c in e.columns or ()}
        fits = [f for f in facts.everywhere(Fit) if f.X is not None and f.obj.predicts and _uses(f.X.rows, split)]
        for effect in features.effects:
            if effect.kind not in kinds or effect.note == "grouped" or not _counts(effect):
                continue
            # ``if df.isna().any(): df = df.fillna(df.mean())`` is done where it does anything at all.
            if (effect.may or features.may) and not is_fill(effect):
                continue
            # Else it may be the labels that were changed: one column of a table that is divided whole.
            told = len(split.inputs) > 1 or effect.columns is None or len(changed) > 1 or _called_parts(split) > 0
            learned = [f for f in fits if f.X is not None and effect_in(f.X.effects, effect)]
            sure = split.kind == "random" or bool(learned) or _called_parts(split) > 1
            if told and sure and _saw(effect, features.rows) and (learned or not fits):
                yield Leak(effect, split, learned[0] if learned else None, features=features, certain=False)


def _called_parts(split: Split) -> int:
    """``train, test = x[:n], x[n:]``: both parts of a cut by hand are used, and one or two are called so."""
    targets = split.statement.targets if isinstance(split.statement, ast.Assign) else []
    names = [n.id if isinstance(n, ast.Name) else n.attr for t in targets for n in ast.walk(t) if _is_name(n)]
    by_hand = split.kind in ("slice", "mask") and split.rest
    return say(names, TRAINING) + say(names, TESTING) if by_hand else 0


def _is_name(node: ast.AST) -> TypeGuard[ast.Name | ast.Attribute]:
    return isinstance(node, (ast.Name, ast.Attribute))


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


def _read_apart(effect: Effect, fit: Fit, evaluation: Evaluation) -> bool:
    """Scored rows were read by themselves, not cut from those that were learned from, and the effect took both in."""
    if fit.X is None or evaluation.metric is None or not effect_in(fit.X.effects, effect):
        return False
    other = R.sources(evaluation.rows)
    apart = bool(other) and bool(fit.rows) and not other & R.sources(fit.rows)
    return apart and _saw(effect, evaluation.rows) and R.intersects(effect.rows, fit.rows)


def _saw(effect: Effect, rows: R.Rows | None) -> bool:
    """The effect took part of its knowledge, or made copies, of these rows."""
    if effect.kind == "resampled":  # often of one class alone
        return R.reaches(rows, effect.rows)
    return R.covers(effect.rows, rows) or _chosen_in_one_fold(effect, rows)


def _chosen_in_one_fold(effect: Effect, rows: R.Rows | None) -> bool:
    """Once, in the training part of one fold: most rows that the folds test later were among them."""
    learned = R.extension(R.beside(effect.rows, "fold-train"), effect.rows)
    tested = R.extension(R.beside(rows, "fold-test"), rows)
    if effect.event is None or effect.event.loops or not learned or not tested or len(learned) + len(tested) > 2:
        return False
    return learned[0][0] != tested[0][0] and R.beside(effect.rows, "fold-train") == R.beside(rows, "fold-test")


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
    """A correlation with some column is a use of labels only if that column turns out to be the label.

    What is learned from one window at a time, in a loop that cuts them, is no statistic of the rows.
    """
    return (effect.against is None or effect.against.is_label) and not _of_one_piece(effect)


def _of_one_piece(effect: Effect) -> bool:
    event, X = effect.event, getattr(effect.event, "X", None)
    if X is None or not event.loops:
        return False
    cut = [hint.line for hint in X.hints if hint.kind in ("windows", "piece")]
    return any(loop.lineno <= line <= (loop.end_lineno or 0) for loop in event.loops for line in cut)

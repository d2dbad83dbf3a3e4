"""Leaks: something learned from rows that a model is later tested on.

A leak connects four things: what was learned (the effect on the features), the
rows it was learned from, a fit of a model on features that carry it, and a use
of that model on rows that were among them but not among the training rows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep
from mlsmells.facts.analyses.evaluations import Evaluation, effect_in, evaluations, split_of, uses, validations
from mlsmells.facts.analyses.trace import learner, trace
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import ColStat, CrossValidation, Fit, Split, behind_one_call
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.record.places import place_to_blame
from mlsmells.facts.syntax.words import TESTING, say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


# Statistics that fill gaps, count categories or cap outliers; and those that, beside a mean, are there to scale.
_FILLS = frozenset(
    "mean nanmean median nanmedian mode describe value_counts quantile nanquantile percentile nanpercentile".split()
)
_SCALES = frozenset({"std", "nanstd", "var", "min", "max", "ptp"})
_NEAR = 5  # lines


@dataclass(slots=True, eq=False)
class Leak:
    """``effect`` saw the rows that ``split`` holds out. ``cv`` is set when the rows are held out by folds."""

    effect: Effect
    split: Split | None
    fit: Fit | None = None
    evaluation: Evaluation | None = None
    cv: CrossValidation | None = None
    features: Value | None = None
    certain: bool = True
    place: ast.AST | None = None  # where it is reported
    facts: Facts | None = None

    @property
    def by_folds(self) -> bool:
        return self.cv is not None or (self.split is not None and self.split.kind == "cv")

    @property
    def only_watched(self) -> bool:
        """The rows held out by folds are watched while the model is fitted; no score of them is reported."""
        return self.cv is None and self.evaluation is not None and self.evaluation.during is not None

    @property
    def inner(self) -> bool:
        """All of it happens within the training part of an outer split, whose test part stays clean.

        So it does within a source of its own, if the model is scored on another one at the end.
        """
        within = [any(part == "train" for _, part in path) for _, path in self.effect.rows or ()]
        return (bool(within) and all(within)) or (self.facts is not None and self._tested_elsewhere(self.facts))

    def _tested_elsewhere(self, facts: Facts) -> bool:
        for scored in uses(facts):
            clean = scored.metric is not None and R.disjoint(scored.rows, self.effect.rows)
            if clean or (scored.metric is None and self._of_competition(facts, scored)):
                applied = {e.obj for e in scored.X.effects if e.obj is not None}
                if self.fit in scored.fits or self.effect.obj in applied:
                    return True
        return False

    def _of_competition(self, facts: Facts, used: Evaluation) -> bool:
        """Test rows without labels are predicted, which the split did not cut: what it held out is for validation."""
        held = self.features
        if self.cv is not None or self.evaluation is not None:
            held = self.cv.X if self.cv is not None else self.evaluation.X if self.evaluation is not None else None
        apart = held is not None and not _sources(used.rows) & _sources(held.rows)
        return apart and _called_test(facts, used)

    @property
    def rows(self) -> str:
        """The rows that were learned from, for a message."""
        return "all training rows" if self.inner else "all rows"

    @property
    def is_mild(self) -> bool:
        """Only a vocabulary was learned (which words there are, not how frequent they are), or what fills gaps.

        Neither changes a score that one could measure.
        """
        if self._fills:
            return True
        obj = self.effect.obj
        names = obj.spec.options.get("mild", ()) if obj is not None and obj.spec is not None else ()
        return obj is not None and bool(names) and all(obj.param(name).absent_or(None) for name in names)

    @property
    def _fills(self) -> bool:
        """Before anything was held out, a mean, median or mode went into gaps, or values were capped at quantiles."""
        learned = self.effect.event
        if self.effect.kind != "stat" or self.effect.note not in _FILLS or learned is None or self.facts is None:
            return False
        late = self.split is not None and learned.order > self.split.order
        return not late and not any(_scales_with(stat, learned) for stat in self.facts.everywhere(ColStat))

    @property
    def learner(self) -> str:
        """What learned, as the subject of a sentence."""
        who = learner(self.effect)
        return who if self.effect.obj is not None else f"the {who}"

    @property
    def statement(self) -> object:
        """Where it is reported, as a statement."""
        event = self.effect.event
        own = event is not None and self.place is event.node and not event.foreign
        return event.statement if own and event.statement is not None else getattr(self.place, "lineno", self.place)

    @property
    def division(self) -> CrossValidation | Split | None:
        """What divides the rows: the cross-validation, else the split."""
        return self.cv or self.split

    def trace(self) -> list[TraceStep]:
        """From the read over what was learned to the score."""
        outer = next((s for _, path in R.ordered(self.effect.rows) for s, part in path if part == "train"), None)
        return trace(
            read=self.features.read if self.features is not None else None,
            outer=split_of(self.facts, outer) if outer is not None and self.facts is not None else None,
            effect=self.effect,
            split=self.split,
            fit=self.cv if self.cv is not None else self.fit,
            evaluation=self.evaluation,
        )

    @property
    def elsewhere(self) -> bool:
        """All of it happens behind one call into another module, which sees it by itself."""
        score = self.evaluation.event if self.evaluation is not None else None
        return behind_one_call(self.effect.event, self.split, self.cv or self.fit, score)


def leaks(facts: Facts, *kinds: str) -> Iterator[Leak]:
    """Leaks through effects of these kinds, one per place where the effect began; hold-outs before folds."""
    found: dict[object, Leak] = {}
    everything = [*_by_holdout(facts, kinds), *_in_training(facts, kinds), *_by_cv(facts, kinds)]
    everything += _by_split(facts, kinds)
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


def _called_test(facts: Facts, used: Evaluation) -> bool:
    """The rows that a model predicts come from a file or a variable that is called test rows: of a competition."""
    read = used.X.read
    if used.predict is None or read is None:
        return False
    names = [n for n, v in facts.module_values.items() if v.read is read and v.kind == "frame"]
    return say((read.path or "", *names), TESTING)


def _sources(rows: R.Rows | None) -> set[int]:
    return {source for source, _ in rows or ()}


def _scales_with(stat: ColStat, mean: ColStat) -> bool:
    """Of the same values, close to the mean: ``(a - a.mean()) / a.std()``."""
    if stat.name.rpartition(".")[2] not in _SCALES or stat.X is None or mean.X is None:
        return False
    near = abs(stat.line - mean.line) <= _NEAR and stat.function == mean.function
    return near and stat.X.root is mean.X.root and stat.X.column == mean.X.column


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

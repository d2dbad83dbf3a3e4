"""Evaluations: a model, the rows it learned from, and the rows it is used on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Apply, Fit, Metric, Predict, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.transfer.presuming.presumed_parts import asked_for

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(slots=True, eq=False)
class Evaluation:
    """``obj``, fitted by ``fits``, is used on ``X``; ``metric`` is None for an output that nobody scores."""

    obj: Obj | None
    X: Value
    fits: tuple[Fit, ...]
    metric: Metric | None = None
    predict: Predict | Apply | None = None
    during: Fit | None = None  # the fit that scores X itself, as its validation rows

    @property
    def rows(self) -> R.Rows | None:
        return self.X.rows

    @property
    def event(self) -> Metric | Predict | Apply | Fit:
        found = self.metric or self.predict or self.during
        assert found is not None
        return found

    @property
    def certain(self) -> bool:
        """The rows and the fit depend neither on which branch was taken nor on the names of parameters alone."""
        sure = not self.X.may and not asked_for(self.X.rows)
        return sure and len(self.fits) == 1 and not (self.fits[0].X is not None and self.fits[0].X.may)


def evaluations(facts: Facts) -> list[Evaluation]:
    """All scored uses of models, in program order."""
    out: list[Evaluation] | None = facts.memo.get("evaluations")
    if out is not None:
        return out
    out = facts.memo["evaluations"] = []
    for metric in facts.everywhere(Metric):
        if metric.trained:
            continue  # the loss of a training step is no test
        if metric.X is not None:
            out.append(Evaluation(metric.obj, metric.X, metric.fits, metric))
        for predict in metric.predictions:
            if predict.X is not None and not predict.trained:
                out.append(Evaluation(predict.obj, _scored(predict.X, metric), predict.fits, metric, predict))
    return out


def _scored(X: Value, metric: Metric) -> Value:
    """The rows that are scored, when the predictions of only some rows of X are (``output[test_mask]``)."""
    for value in (metric.pred, metric.true):
        if value is not None and value.predictions and R.inside(value.rows, X.rows):
            return X.with_(rows=value.rows)
    return X


def validations(facts: Facts) -> Iterator[Evaluation]:
    """The rows that fits watch and score on their way."""
    for fit in facts.everywhere(Fit):
        for watched in fit.watched.values():
            for X in _watched(watched):
                yield Evaluation(fit.obj, X, (fit,), during=fit)


def _watched(value: Value) -> Iterator[Value]:
    """``validation_data=(X, y)``, ``eval_set=[(X, y), …]``, ``evals=[(matrix, name)]``: the features of each."""
    if value.items is None:
        yield value
    elif value.kind == "tuple":
        yield from value.items[:1]
    else:
        for item in value.items:
            yield from _watched(item)


def uses(facts: Facts) -> Iterator[Evaluation]:
    """All uses: the scored ones, then predictions whether scored or not, then transformers at work."""
    yield from evaluations(facts)
    for predict in facts.everywhere(Predict):
        if predict.X is not None:
            yield Evaluation(predict.obj, predict.X, predict.fits, None, predict)
    for apply in facts.everywhere(Apply):
        if apply.X is not None and apply.fit is not None and apply.fit.site != apply.site:
            yield Evaluation(apply.obj, apply.X, (apply.fit,), None, apply)


def split_of(facts: Facts, split_id: object) -> Split | None:
    """The Split event with this id."""
    return facts.once("splits", lambda: {s.id: s for s in reversed(facts.everywhere(Split))}).get(split_id)


def effect_in(effects: tuple[Effect, ...], effect: Effect) -> bool:
    """The same thing was done to these rows."""
    subject = effect.subject
    return any(e.subject == subject for e in effects)

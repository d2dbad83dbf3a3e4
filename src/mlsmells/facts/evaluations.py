"""Evaluations: a model, the rows it learned from, and the rows it is used on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep
from mlsmells.facts import rows as R
from mlsmells.facts.events import CrossValidation, Fit, Metric, Predict, Read, Split
from mlsmells.facts.objects import Obj
from mlsmells.facts.values import Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.build import Facts


@dataclass(slots=True, eq=False)
class Evaluation:
    """``obj``, fitted by ``fits``, is used on ``X``; ``metric`` is None for a prediction nobody scores."""

    obj: Obj | None
    X: Value
    fits: tuple[Fit, ...]
    metric: Metric | None = None
    predict: Predict | None = None
    during: Fit | None = None  # the fit that scores X itself, as its validation rows

    @property
    def rows(self) -> R.Rows | None:
        return self.X.rows

    @property
    def event(self) -> Metric | Predict | Fit:
        found = self.metric or self.predict or self.during
        assert found is not None
        return found

    @property
    def certain(self) -> bool:
        """The rows and the fit do not depend on which branch was taken."""
        return not self.X.may and len(self.fits) == 1 and not (self.fits[0].X is not None and self.fits[0].X.may)


def evaluations(facts: Facts) -> list[Evaluation]:
    """All scored uses of models, in program order."""
    out = []
    for metric in facts.of(Metric):
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
    for fit in facts.of(Fit):
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
    """All uses: the scored ones, then predictions whether scored or not."""
    yield from evaluations(facts)
    for predict in facts.of(Predict):
        if predict.X is not None:
            yield Evaluation(predict.obj, predict.X, predict.fits, None, predict)


def split_of(facts: Facts, split_id: object) -> Split | None:
    """The Split event with this id."""
    for event in facts.of(Split):
        if event.id == split_id:
            return event
    return None


def effect_in(effects: tuple[Effect, ...], effect: Effect) -> bool:
    """The same thing was done to these rows."""
    return any(e.kind == effect.kind and e.node is effect.node for e in effects)


_WORDS = {
    "fitted": "learned from all rows",
    "uses-y": "chosen with the labels of all rows",
    "stat": "statistic of all rows",
    "resampled": "rows resampled",
    "encoded": "encoded",
}


def trace(
    *,
    read: Read | None = None,
    effect: Effect | None = None,
    split: Split | None = None,
    fit: Fit | CrossValidation | None = None,
    evaluation: Evaluation | None = None,
) -> list[TraceStep]:
    """The evidence path, in the order things happen: read → learned → split → fitted → scored."""
    steps: list[TraceStep] = []
    if read is not None:
        steps.append(TraceStep(read.line, f"read from {read.path}" if read.path else "read"))
    if effect is not None:
        who = effect.obj.short + " " if effect.obj else ""
        steps.append(TraceStep(effect.line, who + _WORDS.get(effect.kind, effect.kind)))
    if split is not None:
        steps.append(TraceStep(split.line, "split"))
    if isinstance(fit, Fit):
        steps.append(TraceStep(fit.line, f"{fit.obj.short} fitted"))
    elif fit is not None:
        steps.append(TraceStep(fit.line, "cross-validated"))
    if evaluation is not None:
        metric = evaluation.metric
        predict = evaluation.predict
        if evaluation.during is not None:
            steps.append(TraceStep(evaluation.during.line, "validated"))
        elif metric is None or (predict is not None and predict.line != metric.line):
            steps.append(TraceStep(evaluation.event.line if metric is None else predict.line, "predicted"))  # type: ignore[union-attr]
        if metric is not None:
            steps.append(TraceStep(metric.line, f"scored ({metric.name.rpartition('.')[2]})"))
    return steps

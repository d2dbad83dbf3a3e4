"""Evaluations: a model, the rows it learned from, and the rows it is used on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep
from mlsmells.facts import rows as R
from mlsmells.facts.events import Apply, CrossValidation, Event, Fit, Metric, Predict, Read, Split
from mlsmells.facts.objects import Obj
from mlsmells.facts.values import Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.build import Facts


@dataclass(slots=True, eq=False)
class Evaluation:
    """``obj``, fitted by ``fits``, is used on ``X``; ``metric`` is None for an output that nobody scores."""

    obj: Obj | None
    X: Value
    fits: tuple[Fit, ...]
    metric: Metric | None = None
    predict: Predict | Apply | None = None

    @property
    def rows(self) -> R.Rows | None:
        return self.X.rows

    @property
    def event(self) -> Metric | Predict | Apply:
        found = self.metric or self.predict
        assert found is not None
        return found

    @property
    def certain(self) -> bool:
        """The rows and the fit do not depend on which branch was taken."""
        return not self.X.may and len(self.fits) == 1 and not (self.fits[0].X is not None and self.fits[0].X.may)


def evaluations(facts: Facts) -> list[Evaluation]:
    """All scored uses of models, in program order."""
    out = []
    for metric in facts.everywhere(Metric):
        if metric.X is not None:
            out.append(Evaluation(metric.obj, metric.X, metric.fits, metric))
        for predict in metric.predictions:
            if predict.X is not None:
                out.append(Evaluation(predict.obj, predict.X, predict.fits, metric, predict))
    return out


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
    for event in facts.everywhere(Split):
        if event.id == split_id:
            return event
    return None


def effect_in(effects: tuple[Effect, ...], effect: Effect) -> bool:
    """The same thing was done to these rows."""
    subject = effect.subject
    return any(e.subject == subject for e in effects)


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
    told: list[tuple[Effect | Event, str]] = []
    if read is not None:
        told.append((read, f"read from {read.path}" if read.path else "read"))
    if effect is not None:
        who = effect.obj.short + " " if effect.obj else ""
        told.append((effect, who + _WORDS.get(effect.kind, effect.kind)))
    if split is not None:
        told.append((split, "split"))
    if isinstance(fit, Fit):
        told.append((fit, f"{fit.obj.short} fitted"))
    elif fit is not None:
        told.append((fit, "cross-validated"))
    if evaluation is not None:
        metric, predict = evaluation.metric, evaluation.predict
        if predict is not None and (metric is None or predict.line != metric.line):
            told.append((predict, f"{predict.obj.short} applied" if isinstance(predict, Apply) else "predicted"))
        if metric is not None:
            told.append((metric, f"scored ({metric.name.rpartition('.')[2]})"))
    return steps(told)


def steps(told: list[tuple[Effect | Event, str]]) -> list[TraceStep]:
    """One step each; what happened in a function says in which, and from where it was called."""
    events = [what.event if isinstance(what, Effect) else what for what, _ in told]
    paths = [event.calls for event in events if event is not None]
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, zip(*paths, strict=False)))
    within = (_within(event, shared) for event in events)
    return [TraceStep(what.line, note + where) for (what, note), where in zip(told, within, strict=True)]


def _within(event: Event | None, shared: int) -> str:
    if event is None:
        return ""
    if event.foreign:
        return f" in {event.foreign}"
    if len(event.calls) <= shared or not event.function:
        return ""
    return f" ({event.function}() called at line {event.calls[-1].lineno})"

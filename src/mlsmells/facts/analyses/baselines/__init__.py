"""Is anything simple scored beside the model? What counts as a baseline, and which model lacks one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.baselines.by_hand import by_hand
from mlsmells.facts.analyses.baselines.models import (
    constant_predictions,
    previous,
    reconstructs,
    simple_classes,
    simple_models,
    unreadable,
)
from mlsmells.facts.analyses.baselines.names import Baseline, claims, named, says_baseline
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import CrossValidation, Fit, Metric
from mlsmells.facts.domain.objects import Obj

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

__all__ = ["Baseline", "Candidate", "baseline", "candidate", "claims", "says_baseline"]


class Candidate(NamedTuple):
    """The first model that learns from labels and is scored."""

    event: Fit | CrossValidation
    obj: Obj
    metric: Metric | CrossValidation | Fit  # a fit that scores the rows it watches

    @property
    def score(self) -> str:
        """What it is scored by, in a message."""
        if isinstance(self.metric, Fit):
            return "validation rows"
        return "loss" if isinstance(self.metric, Metric) and "loss" in self.metric.tags else self.metric.label


def candidate(facts: Facts) -> Candidate | None:
    """The first supervised model of the file that is fitted and scored, if there is one."""
    metrics = [m for m in facts.everywhere(Metric) if "unsupervised" not in m.tags and not m.trained]
    found = [*_fitted(facts, metrics), *_validated(facts)]
    return min(found, key=lambda c: c.event.order, default=None)


def _fitted(facts: Facts, metrics: list[Metric]) -> Iterator[Candidate]:
    validated = {cv.estimator: cv for cv in facts.of(CrossValidation) if cv.estimator is not None}
    for fit in facts.everywhere(Fit):
        if not _learns_labels(fit.obj) or reconstructs(fit) or _is_toy(fit):
            continue
        scores: Iterator[Metric | CrossValidation] = (m for m in metrics if _scores(m, fit))
        metric = next(scores, None) or validated.get(fit.obj) or _watches(fit)
        if metric is not None:
            yield Candidate(fit, fit.obj, metric)
            return


def _watches(fit: Fit) -> Fit | None:
    """Keras scores the rows that a fit watches, after every epoch."""
    return fit if fit.obj.core.is_a("keras-model") and fit.watched and fit.y is not None else None


def _validated(facts: Facts) -> Iterator[Candidate]:
    for cv in facts.of(CrossValidation):
        if cv.estimator is not None and not cv.search and _learns_labels(cv.estimator):
            yield Candidate(cv, cv.estimator, cv)
            return


def _learns_labels(obj: Obj) -> bool:
    return obj.predicts and not obj.core.is_a("clusterer", "outlier-detector", "density") and "own" not in obj.tags


def _is_toy(fit: Fit) -> bool:
    """Trained on a data set that comes with a library: an exercise, and everybody knows what a baseline reaches."""
    return fit.X is not None and fit.X.read is not None and "bundled" in fit.X.read.tags


def _scores(metric: Metric, fit: Fit) -> bool:
    if "loss" in metric.tags:  # a score only on rows that the fit has not seen
        return fit in metric.fits and R.disjoint(metric.rows, fit.rows)
    return fit in metric.fits or metric.obj is fit.obj or any(p.obj is fit.obj for p in metric.predictions)


def baseline(facts: Facts) -> Baseline | None:
    """The first sign that something simple is scored in the file: in doubt it is one. Cheap signs are read first."""
    if facts.source.tree is None:
        return None
    signs = (simple_models, constant_predictions, by_hand, previous, unreadable, named, simple_classes)
    return next((found for sign in signs for found in sign(facts)), None)

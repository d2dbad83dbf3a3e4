"""Which way a score improves: the scores of metrics and validations, and what a score is called."""

from __future__ import annotations

from typing import Literal

from mlsmells.facts.domain.events import CrossValidation, Event, Metric
from mlsmells.facts.domain.objects import score_of
from mlsmells.facts.syntax.words import words_of

# 1: higher is better, -1: lower is better, 0: not known.
Direction = Literal[-1, 0, 1]

_LOWER = frozenset("loss losses error errors mse rmse mae mape smape rmsle wmape wer cer perplexity ppl".split())
_HIGHER = frozenset(
    "acc accuracy auc auroc auprc f1 fscore precision recall iou miou dice r2 map ndcg mrr bleu rouge kappa mcc "
    "accuracies specificity sensitivity".split()
)
# What turns the name of a score round, or makes it none.
_TURNS = frozenset("neg negative inverse minus delta diff gap weight weights rate".split())


def of_event(event: Event) -> Direction:
    """The direction of what a metric or a cross-validation returns."""
    if isinstance(event, Metric):
        return _of_metric(event)
    if isinstance(event, CrossValidation) and not event.search and event.estimator is not None:
        scoring = event.scoring.const
        named = isinstance(scoring, str) or (event.scoring.absent_or(None) and score_of(event.estimator) != "")
        return 1 if named else 0  # names of scorers: errors are negated, ``neg_mean_squared_error``
    return 0


def _of_metric(metric: Metric) -> Direction:
    if metric.tags & {"lower-is-better", "loss"}:
        return -1
    if metric.tags & {"curve", "importance", "per-class", "unsupervised", "either-way"}:
        return 0
    if metric.via == "score" and metric.obj is not None:
        return 1 if score_of(metric.obj) else 0
    if "hits" in metric.tags or (metric.via == "function" and metric.tags & {"classification", "regression"}):
        return 1
    return 0


def of_name(text: str) -> Direction:
    """The direction of a score by its name: ``val_loss``, ``test_accuracy``; nothing where the name says both."""
    words = words_of(text.replace("f1", "fscore").replace("r2", "rsquared")) | _numbered(text)
    if words & _TURNS or bool(words & _LOWER) == bool(words & _HIGHER):
        return 0
    return -1 if words & _LOWER else 1


def _numbered(text: str) -> set[str]:
    """Words that end in a digit are none for ``words_of``."""
    return {name for name in ("f1", "r2") if name in text.lower().replace("-", "_").split("_")}

"""Rows of tables: a transformer stands between the training rows and the model, and not before the others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Apply, Event, Fit, Metric, Predict
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(frozen=True)
class Unlike:
    """``given`` hands rows to what learned by ``fit`` from rows that ``effect`` prepared; ``missing`` there or here."""

    given: Event
    fit: Fit
    effect: Effect
    missing: str  # "fit" or "given": where the preparation is not


def unlike_rows(facts: Facts) -> Iterator[Unlike]:
    """Predictions, scores and transformations of rows that are prepared in another way than those learned from."""
    for event, X, fit in _uses(facts):
        if fit.obj.short.startswith("Dummy"):
            continue  # looks at no features
        if fit.X is None or X is None or not X.rows or not _is_of_the_same_data(fit.X, X):
            continue
        learned, given = _preparing(fit.X), _preparing(X)
        if any(_is_unclear(effect) for effect in (*fit.X.effects, *X.effects)):
            continue
        lost = [effect for effect in learned if not _has(given, effect)]
        extra = [effect for effect in given if not _has(learned, effect)]
        if lost and not extra and not given:
            yield Unlike(event, fit, lost[-1], "given")
        elif extra and not lost and not learned:
            yield Unlike(event, fit, extra[-1], "fit")


def _uses(facts: Facts) -> Iterator[tuple[Event, Value | None, Fit]]:
    """What is given to something that learned once: the event, the rows and the fit."""
    for predict in facts.of(Predict):
        if len(predict.fits) == 1 and _hands_rows(predict):
            yield predict, predict.X, predict.fits[0]
    for apply in facts.of(Apply):
        if apply.fit is not None and apply.fit.node is not apply.node:
            yield apply, apply.X, apply.fit
    for metric in facts.of(Metric):
        if metric.X is not None and len(metric.fits) == 1 and metric.via == "score":
            yield metric, metric.X, metric.fits[0]


def _hands_rows(event: Event) -> bool:
    """The rows are an argument: ``predict(n=12)`` of a forecaster has none."""
    return isinstance(event.node, ast.Call) and bool(event.node.args)


def _is_unclear(effect: Effect) -> bool:
    """It happens in some runs alone, or a pipeline did it, whose steps may be the very same."""
    return effect.may or (effect.obj is not None and bool(effect.obj.children))


def _is_of_the_same_data(learned: Value, given: Value) -> bool:
    """Both are rows of one table; what is read from another file may be prepared already."""
    return bool(R.sources(learned.rows) & R.sources(given.rows))


def _preparing(X: Value) -> list[Effect]:
    """What transformers did to them; filled gaps are none of it, there may be no gaps in the other part."""
    return [
        effect for effect in X.effects
        if effect.kind in ("fitted", "encoded") and effect.obj is not None and effect.obj.transforms
        and not effect.obj.short.endswith("Imputer")
    ]  # fmt: skip


def _has(effects: list[Effect], wanted: Effect) -> bool:
    return any(effect.obj is not None and _kind(effect.obj) == _kind(wanted.obj) for effect in effects)


def _kind(obj: Obj | None) -> str:
    return obj.core.short if obj is not None else ""

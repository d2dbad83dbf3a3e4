"""The scores of the rows that a fit watches: ``fit(…).history["val_loss"]`` by epoch, ``model.best_score_`` the best.

A list of them is looked at and plotted; what is said of the model is the best of them, or the last.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Fit, WatchedScore
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.observers import scores

if TYPE_CHECKING:
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.state.state import Run

HISTORY = "history"
# What a fitted model calls its best score, and the methods that give it.
BEST = frozenset({"best_score", "best_score_", "get_best_score"})


def history(node: ast.Attribute, obj: Obj) -> Value:
    """``model.fit(…).history``: it knows the fit."""
    return Value(name=HISTORY, origin=node, ref=_last(obj))


def of_history(run: Run, node: ast.AST, held: Value, key: object) -> Value:
    """One list of the history: the scores of the watched rows, if the fit watched some and the key says so."""
    watches = isinstance(held.ref, Fit) and isinstance(key, str) and key.startswith("val_")
    effects = _scored(run, node, held.ref, key.removeprefix("val_")) if watches and isinstance(key, str) else ()
    return Value(name=HISTORY, origin=node, effects=effects)


def best(run: Run, node: ast.AST, obj: Obj) -> tuple[Effect, ...]:
    """The best score of the watched rows: the rounds were chosen by it."""
    fit = _last(obj)
    return scores.choose(run, node, "max", Value(effects=_scored(run, node, fit, ""))) if fit is not None else ()


def _scored(run: Run, node: ast.AST, fit: Fit, name: str) -> tuple[Effect, ...]:
    event = WatchedScore(node, fit=fit, name=name)
    run.emit(event)
    return scores.scored(run, event)


def _last(obj: Obj) -> Fit | None:
    return next((fit for fit in reversed(obj.fits) if fit.watched), None)

"""Which rows of which file a saved model has learned from, and which rows a loaded one is scored on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.facts.analyses.evaluations import evaluations, split_of
from mlsmells.facts.domain.events import Event, Split, Write
from mlsmells.facts.domain.values import ABSENT, Value
from mlsmells.facts.syntax.words import TRAINING, say
from mlsmells.facts.transfer.saved_models import LOADED

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import ModelRecord
    from mlsmells.facts.record.facts import Facts


def saved(facts: Facts) -> list[ModelRecord]:
    """For each model that is written: the rows it learned from."""
    out: list[ModelRecord] = []
    for write in facts.of(Write):
        for obj in write.value.objs if write.what == "model" and write.value is not None and write.path else ():
            fit = obj.fits[-1] if obj.predicts and obj.fits and not obj.fits[-1].foreign else None
            if fit is not None and fit.y is not None and fit.via == "fit":
                out += _records(facts, fit, fit.X, write.path or "", obj.label)
    return out


def scored(facts: Facts) -> list[ModelRecord]:
    """For each score of a model that was read from a file: the rows it is scored on."""
    out: list[ModelRecord] = []
    for found in evaluations(facts):
        path = found.obj.spec.options.get("path") if found.obj is not None and found.obj.spec is not None else None
        event = found.event
        if found.obj is None or LOADED not in found.obj.tags or not isinstance(path, str) or event.foreign:
            continue
        if found.metric is None or not say((*found.metric.texts, *found.metric.names), TRAINING):
            out += _records(facts, event, found.X, path, found.obj.label)
    return out


def _records(facts: Facts, event: Event, X: Value | None, path: str, name: str) -> Iterator[ModelRecord]:
    read = X.read if X is not None else None
    if X is None or X.may or read is None or not read.path or not X.rows or len(X.rows) != 1:
        return
    ((_, steps),) = X.rows
    steps = tuple(step for step in steps if not (isinstance(step[0], tuple) and step[0][0] == "subset"))
    split = split_of(facts, steps[0][0]) if len(steps) == 1 else None
    if len(steps) > 1 or (steps and (split is None or split.kind != "random" or not split.shuffle)):
        return
    yield {
        "model": path,
        "name": name,
        "data": read.path,
        "at": list(Span.of(event.node)),
        "part": steps[0][1] if steps else "",
        "split": _draw(split) if split is not None else "",
        "held_out": _held_out(split) if split is not None else 0,
        "split_at": list(Span.of(split.node)) if split is not None else [],
    }


def _draw(split: Split) -> str:
    """Equal texts: the same draw. A split without a seed is like no other; "" where the seed is not known."""
    if split.seed.absent_or(None):
        return "no seed"
    if not isinstance(split.seed.const, int):
        return ""
    return f"seed {split.seed.const}" + (", stratified" if split.stratified else "")


def _held_out(split: Split) -> float:
    if "test_size" not in split.args and "train_size" not in split.args:
        return 0.25  # the default of scikit-learn
    size = split.args.get("test_size", ABSENT).const
    return float(size) if isinstance(size, (int, float)) else 0

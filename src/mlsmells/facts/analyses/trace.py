"""The evidence path of a finding: what happened where, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep, told_path
from mlsmells.facts.analyses.evaluations import Evaluation
from mlsmells.facts.domain.events import Apply, CrossValidation, Event, Fit, Read, Split
from mlsmells.facts.domain.values import Effect

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_WORDS = {
    "fitted": "{who} fitted on all rows",
    "uses-y": "{who} uses the labels of all rows",
    "stat": "{who} over all rows",
    "resampled": "rows made by {who}",
    "encoded": "{who} fitted",
}


def learner(effect: Effect) -> str:
    """What learned: a class of transformers or samplers, or a statistic and its column."""
    if effect.obj is not None:
        return effect.obj.short
    if effect.event is None:
        return effect.note or effect.kind
    name = effect.event.name.rpartition(".")[2]
    column = getattr(effect.event.X, "column", None)
    return f"{name} of '{column}'" if column else name


def test_rows(split: Split | None) -> str:
    """Test rows, for a message, and what held them out; nothing where they came as a file of their own."""
    return f"test rows (split at {split.where})" if split is not None else "test rows"


def made_at(facts: Facts, effect: Effect | None, event: Event) -> tuple[int, str]:
    """The line of the effect, and its place in words; of the event, where another module holds the effect."""
    if effect is None or facts.home_of(effect.node):
        return event.line, event.where
    return effect.line, f"line {effect.line}"


def trace(
    *,
    read: Read | None = None,
    outer: Split | None = None,
    first: Fit | None = None,
    effect: Effect | None = None,
    split: Split | None = None,
    fit: Fit | CrossValidation | None = None,
    evaluation: Evaluation | None = None,
) -> list[TraceStep]:
    """The evidence path, in the order things happen: read → learned → split → fitted → scored."""
    told: list[tuple[Effect | Event, str]] = []
    if read is not None:
        told.append((read, f"read from {told_path(read.path)}" if read.path else "read"))
    if outer is not None:
        told.append((outer, f"{_split_words(outer)}, the test part is put aside"))
    if first is not None:
        told.append((first, f"{first.obj.short} fitted"))
    if effect is not None:
        told.append((effect, _WORDS.get(effect.kind, effect.kind).format(who=learner(effect))))
    if split is not None:
        told.append((split, _split_words(split)))
    if isinstance(fit, Fit):
        told.append((fit, f"{fit.obj.short} fitted" + (" anew" if first is not None else "")))
    elif fit is not None:
        told.append((fit, "cross-validated"))
    if evaluation is not None:
        told.extend(_scored(evaluation))
    return steps(told)


def _scored(evaluation: Evaluation) -> Iterator[tuple[Event, str]]:
    metric, predict = evaluation.metric, evaluation.predict
    if evaluation.during is not None:
        yield evaluation.during, "validated"
    elif predict is not None and (metric is None or predict.line != metric.line):
        yield predict, f"{predict.obj.short} applied" if isinstance(predict, Apply) else "predicted"
    if metric is not None:
        yield metric, f"scored ({metric.label})"


def _split_words(split: Split) -> str:
    name = split.name.rpartition(".")[2]
    if split.kind == "cv":
        return f"divided into folds by {name}" if name else "divided into folds"
    return f"split by {name}" if name else "split by hand" if split.kind in ("mask", "slice") else "split"


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

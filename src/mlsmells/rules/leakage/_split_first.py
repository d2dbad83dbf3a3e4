"""The repair of what was learned before the split: split first, learn from the training part."""

from __future__ import annotations

from mlsmells.core import Fix, RunCodemod, Span
from mlsmells.facts import Leak

_WHY = "the scores change: they were too good"


def split_first(leak: Leak, said: str) -> Fix | None:
    """The codemod for a fit and a split of this file; it looks at their form itself, and refuses with the reason."""
    event, split = leak.effect.event, leak.split
    if split is None or leak.by_folds or event is None:
        return None
    if event.foreign or split.foreign:
        return None
    codemod = "sink_stats:sink" if leak.effect.kind == "stat" else "sink_fit:sink"
    edit = RunCodemod(f"mlsmells.fix.codemods.{codemod}", Span.of(event.node), Span.of(split.node))
    return Fix(said, (edit,), why=_WHY)


def within_folds(leak: Leak) -> Fix | None:
    """The codemod for a fit of this file whose rows are cross-validated or searched."""
    event = leak.effect.event
    if not leak.by_folds or leak.effect.kind == "stat" or event is None or event.foreign:
        return None
    if leak.split is not None:  # folds that a loop goes over by hand
        if leak.split.foreign:
            return None
        edit = RunCodemod("mlsmells.fix.codemods.sink_fit:sink", Span.of(event.node), Span.of(leak.split.node))
        return Fix("fit it on each fold's training rows", (edit,), why=_WHY)
    edit = RunCodemod("mlsmells.fix.codemods.pipeline_cv:into_pipeline", Span.of(event.node))
    return Fix("make it a step of a Pipeline, which is fitted on each fold's training rows", (edit,), why=_WHY)

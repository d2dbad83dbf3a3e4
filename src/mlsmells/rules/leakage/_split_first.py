"""The repair of what was learned before the split: split first, learn from the training part."""

from __future__ import annotations

import ast

from mlsmells.core import Edit, Fix, Refuse, RunCodemod, Span
from mlsmells.facts import Fit, Leak
from mlsmells.rules.leakage._transform_instead import has_transform, unmet_category

_WHY = "the scores change: they were too good"
_STEP = "make it a step of a Pipeline, which is fitted on each fold's training rows"
_CODEMODS = "mlsmells.fix.codemods."


def split_first(leak: Leak, said: str) -> Fix | None:
    """The codemod for a fit and a split of this file; it looks at their form itself, and refuses with the reason."""
    event, split = leak.effect.event, leak.split
    if split is None or leak.by_folds or event is None:
        return None
    if event.foreign or split.foreign:
        return None
    codemod = "rows.rows_first:statistic" if leak.effect.kind == "stat" else "rows.rows_first:fit"
    return _fix(leak, said, RunCodemod(_CODEMODS + codemod, Span.of(event.node), Span.of(split.node)))


def within_folds(leak: Leak) -> Fix | None:
    """The codemod for a fit of this file whose rows are cross-validated or searched."""
    event = leak.effect.event
    if not leak.by_folds or leak.effect.kind == "stat" or event is None or event.foreign:
        return None
    if leak.split is None or not _is_loop(leak.split.node):
        return _fix(leak, _STEP, RunCodemod(f"{_CODEMODS}folds.pipeline_beside:into_pipeline", Span.of(event.node)))
    if leak.split.foreign:
        return None
    edit = RunCodemod(f"{_CODEMODS}sinking.sink_fit:sink", Span.of(event.node), Span.of(leak.split.node))
    return _fix(leak, "fit it on each fold's training rows", edit)  # folds that a loop goes over by hand


def _is_loop(node: object) -> bool:
    """``folds.split(X)``, and not ``cross_val_predict(model, X)``."""
    return isinstance(node, ast.For) or (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "split")


def _fix(leak: Leak, said: str, edit: Edit) -> Fix:
    why = _in_the_way(leak)
    return Fix(said, (Refuse(why) if why else edit,), why=why or _WHY)


def _in_the_way(leak: Leak) -> str:
    """What none of the transformers that are fitted there could do with new rows."""
    if leak.facts is None or leak.effect.kind not in ("fitted", "uses-y"):
        return ""
    event = leak.effect.event
    fitted = [fit.obj for fit in leak.facts.of(Fit) if event is not None and fit.node is event.node]
    for obj in (part for whole in fitted for part in whole.tree()):
        if not has_transform(leak.facts, obj) and obj in fitted:
            return f"{obj.short} has no transform() for new rows"
        why = unmet_category(obj)
        if why:
            return why
    return ""

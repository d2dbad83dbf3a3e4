"""Verbs that make numbers from rows: statistics, sizes, and scores made by comparing predictions."""

from __future__ import annotations

from mlsmells.facts import groups, lineage, timeline
from mlsmells.facts.events import ColStat, Metric
from mlsmells.facts.values import UNKNOWN, Effect, Value
from mlsmells.facts.verb_parts import by_row, of_sequence
from mlsmells.facts.verbs import VERBS, Use


def _stat(use: Use) -> Value:
    held = use.subject()
    if held.kind in ("list", "tuple") and held.rows is None:
        held = of_sequence(held)
    if held.predictions and held.kind == "residual":
        return _comparison_metric(use, held)
    if held.rows is None or held.kind == "mask":
        return Value(kind="stat" if held.kind == "mask" else "", base=held.base)
    if by_row(use) and held.kind in ("frame", "array", "", "tensor"):
        return held.with_(kind="series", base=held.root, columns=None)
    grouped = bool(use.option("grouped")) or held.kind == "grouped"
    event = ColStat(use.node, name=use.spec.name, X=held, grouped=grouped)
    note = "grouped" if grouped else ""
    kind = "uses-y" if use.option("supervised") else "stat"
    effect = Effect(kind, use.node, rows=held.rows, event=event, note=note or use.spec.name.rpartition(".")[2])
    out = Value(kind="stat", effects=(effect,), ref=held)
    event.out = out
    use.run.emit(event)
    if use.option("counts"):
        groups.note(use, held, None, use.spec.name.rpartition(".")[2])
    elif grouped:
        lineage.of_summary(out, held)
    if held.kind == "grouped" and any(h.kind == "resample" for h in held.hints):
        return timeline.resampled(use, held, out)
    return out


def _comparison_metric(use: Use, held: Value) -> Value:
    left, right = held.parts or (UNKNOWN, UNKNOWN)
    pred, true = (left, right) if left.predictions else (right, left)
    fits = tuple(dict.fromkeys(f for p in held.predictions for f in p.fits))
    event = Metric(use.node, name=use.spec.name, true=true, pred=pred, predictions=held.predictions, fits=fits)
    event.via = "comparison"
    event.obj = held.predictions[0].obj if len(held.predictions) == 1 else None
    event.out = Value(kind="metric", ref=event)
    use.run.emit(event)
    return event.out


def _size(use: Use) -> Value:
    return Value(kind="size", ref=use.subject())


def _constant(use: Use) -> Value:
    """Values that do not depend on any features: what a naive prediction is made of."""
    return Value(kind="array", name="constant", origin=use.node)


VERBS.update({
    "stat": _stat, "size": _size, "constant": _constant,
})  # fmt: skip

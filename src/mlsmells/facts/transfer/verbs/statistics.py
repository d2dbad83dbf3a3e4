"""Verbs that make numbers from rows: statistics, sizes, and scores made by comparing predictions."""

from __future__ import annotations

from mlsmells.facts.domain.events import ColStat
from mlsmells.facts.domain.kinds import EffectKind
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import MODES, RANKING, UNKNOWN, Effect, Value
from mlsmells.facts.observers import entities, settled_order, time
from mlsmells.facts.observers.manual_statistics import comparison_metric
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.aggregates import summed_up
from mlsmells.facts.transfer.common import by_row, of_sequence
from mlsmells.facts.transfer.fit import learned_per_column
from mlsmells.facts.transfer.registry import VERBS


def _stat(use: Use) -> Value:
    held = use.subject()
    if held.kind in ("list", "tuple") and held.rows is None:
        held = of_sequence(held)
    if held.predictions and held.kind == "residual":
        return comparison_metric(use.run, use.node, use.spec.name, held)
    if use.option("along") and (held.predictions or held.rows is not None) and by_row(use):
        # The largest value of each row, and where it stands: the predicted class.
        where = held.with_(effects=merge_effects(held.effects, (Effect(use.option("along"), use.node),)))
        return Value(kind="tuple", items=(held, where), origin=use.node)
    if held.kind == "stat":
        return held  # a statistic of statistics: the largest count, the mean of the means
    if use.option("ordered") and held.name == "numbers" and held.rows is None:
        return _vocabulary(use, held)
    if held.rows is None or held.kind == "mask":
        return Value(kind="stat" if held.kind == "mask" else "", base=held.base)
    if use.option("ordered"):
        return _vocabulary(use, held)
    if by_row(use) and held.kind in ("frame", "array", "", "tensor"):
        return held.with_(kind="series", base=held.root, columns=None)
    grouped = bool(use.option("grouped")) or held.kind == "grouped"
    event = ColStat(use.node, name=use.spec.name, X=held, grouped=grouped)
    note = "grouped" if grouped else ""
    kind: EffectKind = "uses-y" if use.option("supervised") else "stat"
    effect = Effect(kind, use.node, rows=held.rows, event=event, note=note or use.spec.name.rpartition(".")[2])
    associates = bool(use.option("association"))
    against = _against(use) if associates else None
    if against is not None:
        effect = effect._replace(kind="uses-y", against=against)
    name = (
        RANKING
        if against is not None
        else "associations"
        if associates
        else MODES
        if event.name.endswith("series.mode")
        else ""
    )
    shared = tuple(h for h in held.hints if h.kind == "windows")
    out = Value(kind="stat", effects=(effect,), ref=held, name=name, hints=shared)
    event.out = out = summed_up(use, held, out) if grouped and not use.option("counts") else out
    event.args = dict(use.bound.by_name)
    use.run.emit(event)
    return _grouped(use, held, out) if grouped else _counted(use, held, out)


def _counted(use: Use, held: Value, out: Value) -> Value:
    """Counting what belongs to whom shows that it repeats."""
    if use.option("counts"):
        entities.note(use, held, None, use.spec.name.rpartition(".")[2])
    return out


def _grouped(use: Use, held: Value, out: Value) -> Value:
    """One number per group, or per period of time."""
    if not use.option("counts"):
        settled_order.grouped(use.run, held)
    resampled = held.kind == "grouped" and any(h.kind == "resample" for h in held.hints)
    return time.resampled(use, held, out) if resampled else out


def _vocabulary(use: Use, held: Value) -> Value:
    """``unique``: the different values are a vocabulary, not a statistic; the inverse is a code for each row."""
    values = Value(kind="stat", ref=held, name="numbers" if held.name == "numbers" else "")
    codes = held.with_(kind="array", base=held.root, column=None)
    more = {"return_index": values, "return_inverse": codes, "return_counts": values}
    asked = tuple(value for name, value in more.items() if use.bound.get(name).is_const(True))
    return Value(kind="tuple", items=(values, *asked)) if asked else values


def _against(use: Use) -> Value | None:
    """The one column that others are correlated with: ``X.corrwith(y)``, ``df["a"].corr(df["t"])``."""
    others = [use.bound.value(name) for name in use.option("also", ())]
    return next((v for v in others if v is not None and v.kind in ("series", "array")), None)


def _size(use: Use) -> Value:
    return Value(kind="size", ref=use.subject())


def _constant(use: Use) -> Value:
    """Values that do not depend on any features: what a naive prediction is made of."""
    return Value(kind="array", name="constant", origin=use.node)


def _learned(use: Use) -> Value:
    """``selector.get_support()``: a number per column, with what the receiver has seen."""
    held = use.self_value or UNKNOWN
    return Value(kind="stat", effects=learned_per_column(held), origin=use.node)


VERBS.update({
    "learned": _learned, "stat": _stat, "size": _size, "constant": _constant,
})  # fmt: skip

"""Verbs that keep rows: what comes out stands for the rows of what went in."""

from __future__ import annotations

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain.columns import column_names, put_columns
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.set_contents import as_typed
from mlsmells.facts.domain.values import MISSING, NONE, UNKNOWN, Columns, Effect, Hint, Value
from mlsmells.facts.observers import entities, reshuffles, time
from mlsmells.facts.observers.settled_order import joined_by_key, put_in_order
from mlsmells.facts.state.dispatch import call_each
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer import datasets, kept
from mlsmells.facts.transfer.aggregates import merged_back
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.common import draw, in_place, is_fixed, of_sequence, with_effect
from mlsmells.facts.transfer.cut_scores import labels
from mlsmells.facts.transfer.named_splits import subset_of
from mlsmells.facts.transfer.operators import hits
from mlsmells.facts.transfer.registry import VERBS
from mlsmells.facts.transfer.splits import split_arrays
from mlsmells.facts.transfer.verbs.apply import mapped
from mlsmells.facts.transfer.verbs.subset import mask_step


def _equiv(use: Use) -> Value:
    held = use.subject()
    made = _made(use, held)
    if made is not None:
        return made
    if held.kind in ("list", "tuple") and (held.items is not None or held.element is not None):
        held = of_sequence(held)
    if held.kind == "grouped":
        held = held.with_(kind="series" if held.column is not None else "frame")
    if held.kind == "stat":
        held = held.with_(effects=merge_effects(held.effects, *(v.effects for v in use.bound.args.values())))
        return _renamed_summary(held, _new_names(use)) if _new_names(use) is not None else held
    out = kept.traced(use, held, with_effect(use, _changed(use, held, _same_rows(use, held)), held))
    out = _reindexed(use, out)
    if use.option("draws"):
        draw(use)
    out = reshuffles.by_default(use, out) if use.option("shuffle") else out
    if use.option("subset") and out.kind == "loader":
        out = subset_of(use, out)
    if use.option("merge") or use.spec.name.endswith(".map"):
        others = [value for name in use.option("also", ()) if (value := use.bound.value(name)) is not None]
        out = joined_by_key(use.run, out, held, others, use.bound.get("how").const)
        out = merged_back(use, held, out, others) if use.option("merge") else out
    out = in_place(use, put_in_order(use.run, out) if use.option("orders") else out)
    return _with_more(use, out)


def _either(use: Use) -> Value:
    """``where(condition, x, y)``: values of one or the other. The condition is no value of them."""
    condition, arms = use.bound.value("condition"), (use.bound.value("x"), use.bound.value("y"))
    cut = labels(condition, *arms) if condition is not None else None
    if cut is not None:
        return cut.with_(kind="array")
    out, kept_ones = _equiv(use), {e for arm in arms if arm is not None for e in arm.effects}
    return out.with_(effects=tuple(e for e in out.effects if e.kind != "argmaxed" or e in kept_ones))


def _changed(use: Use, held: Value, out: Value) -> Value:
    """The values are others, in a way that knowledge describes."""
    out = as_typed(out, use.spec.name, use.bound.get("dtype").node)
    if out.kind == "mask":
        out = out.with_(steps=(mask_step(use, held),))
    if use.option("assign") == "keywords":
        for name, (given, value) in use.bound.args.keywords.items():
            made = call_each(use.run, use.node, value, out) if value.kind == "function" else value
            out = put_columns(out, (name,), made, use.run.reported_at(given))
    if use.option("renames"):
        out = _renamed(out, use.value("renames"))
    function = use.value("function")
    if function is not None and function.kind in ("function", "builtin", "lib"):
        out = mapped(use, held, out, function)
    return out


def _with_more(use: Use, out: Value) -> Value:
    """The values, and what was learned to make them, where both come back: a lambda, the categories."""
    more = {"pair": 1, "triple": 2}.get(str(use.option("returns")), 0)
    if more and not is_fixed(use):
        learned = Value(kind="stat", effects=_learned_here(use, out))
        return Value(kind="tuple", items=(out, *[learned] * more))
    return out


def _learned_here(use: Use, out: Value) -> tuple[Effect, ...]:
    """The effects that this very call has left."""
    return tuple(e for e in out.effects if e.node is use.node)


def _made(use: Use, held: Value) -> Value | None:
    """What is made of other things than the rows of one value."""
    if use.option("aligned") and held.items:
        return datasets.aligned(use.run, held).with_(kind=use.option("kind"))
    if _makes_empty(use, held):
        return Value(kind=use.option("kind"), items=(), origin=use.node)  # empty, to be filled
    if use.option("value") is not None and use.value("column") is not None:
        return _inserted(use, held)
    other = use.bound.value("other")
    if use.option("kind") == "mask" and other is not None:
        return hits(held, other)  # pred.eq(y)
    return None


def _same_rows(use: Use, held: Value) -> Value:
    kind = use.option("kind") or held.kind
    return held.with_(kind=kind, items=None, element=None, const=MISSING, **kept.columns(use, held, kind))


def _makes_empty(use: Use, held: Value) -> bool:
    """``np.array([])``, ``torch.LongTensor()``."""
    args = use.bound.args
    given = bool(args.positional or args.keywords) or args.unclear
    return use.self_value is None and use.option("kind") in ("array", "tensor") and (held.items == () or not given)


def _reindexed(use: Use, out: Value) -> Value:
    """Groups and some methods give the rows another index; one of them the plain one."""
    if use.spec.name.endswith(".reset_index"):
        return out.with_(plain=True)
    grouped = use.self_value is not None and use.self_value.kind == "grouped"
    return out.with_(plain=False) if out.plain and (grouped or use.option("indexes")) else out


def _inserted(use: Use, held: Value) -> Value:
    """``df.insert(0, "a", values)``: a column is put into the receiver."""
    names = column_names(use.value("column"))
    inserted = (
        put_columns(held, names, use.value("value") or UNKNOWN, use.run.reported_at(use.node))
        if names
        else held.with_(columns=None)
    )
    if use.self_node is not None:
        rebind(use.run, use.self_node, inserted)
    return NONE


def _renamed(out: Value, names: Value | None) -> Value:
    """Renamed columns: the old names are gone, the new ones are there."""
    if names is None or names.entries is None:
        return out.with_(columns=None) if names is not None else out
    columns = out.columns
    if columns is None or any(not isinstance(v.const, str) for v in names.entries.values()):
        return out.with_(columns=None)
    old, new = frozenset(names.entries), frozenset(v.const for v in names.entries.values())
    known = None if columns.known is None else (columns.known - old) | new
    effects = tuple(e if e.columns is None else e._replace(columns=None) for e in out.effects)
    lineage = column_lineage.renamed(out, {str(k): v.const for k, v in names.entries.items()})
    return out.with_(columns=Columns(known, (columns.dropped | old) - new), effects=effects, lineage=lineage)


def _new_names(use: Use) -> Value | None:
    """``rename(columns={…})``, ``rename("t_mean")``, ``reset_index(name="t_mean")``, ``to_frame("t_mean")``."""
    found = use.bound.value("columns") or use.bound.value("name")
    return found if found is not None else use.value("renames") if use.option("renames") else None


def _renamed_summary(held: Value, names: Value | None) -> Value:
    """``agg.rename(columns={"t": "t_mean"})``, ``means.rename("t_mean")``."""
    if names is None or names.kind == "function":
        return held.with_(columns=None)
    new = [v.const for v in names.entries.values()] if names.entries else [names.const]
    known = all(isinstance(n, str) for n in new)
    return held.with_(columns=Columns(frozenset(new)) if known else None)


def _split(use: Use) -> Value:
    for value in use.bound.args.values():
        if value.kind == "instance":
            datasets.describe(use.run, use.node, value)  # a Dataset of the file: what it holds is divided
    return split_arrays(use)


def _grouped(use: Use) -> Value:
    held = use.subject()
    out = held.with_(kind="grouped", base=held.root)
    if use.option("time"):
        return time.add(out, Hint("resample", use.run.reported_at(use.node)))
    entities.note(use, held, use.value("by"), "groupby")
    return out


def _ordering(use: Use) -> Value:
    return put_in_order(use.run, use.subject())


VERBS.update({
    "equiv": _equiv, "either": _either, "split": _split, "grouped": _grouped, "ordering": _ordering,
})  # fmt: skip

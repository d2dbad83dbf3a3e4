"""Verbs that keep rows, or take some of them: what comes out stands for rows of what went in."""

from __future__ import annotations

from typing import Any

from mlsmells.facts import groups, lineage, order, timeline
from mlsmells.facts import rows as R
from mlsmells.facts.calls import call_each
from mlsmells.facts.columns import put_columns
from mlsmells.facts.join import merge_effects, merge_hints
from mlsmells.facts.order import put_in_order
from mlsmells.facts.splitting import split_arrays
from mlsmells.facts.targets import rebind
from mlsmells.facts.values import MISSING, NONE, UNKNOWN, Columns, Hint, Value
from mlsmells.facts.verb_parts import by_row, column_names, in_place, of_sequence, with_effect
from mlsmells.facts.verbs import VERBS, Use


def _equiv(use: Use) -> Value:
    held = use.subject()
    if held.kind in ("list", "tuple") and (held.items is not None or held.element is not None):
        held = of_sequence(held)
    grouped = held.kind == "grouped"
    if grouped:
        held = held.with_(kind="series" if held.column is not None else "frame")
    if use.option("value") is not None and use.value("column") is not None:
        return _inserted(use, held)
    kind = use.option("kind") or held.kind
    out = held.with_(kind=kind, items=None, element=None, const=MISSING, **_columns(use, held, kind))
    if kind == "mask":
        out.steps = ((("mask", id(use.node)), "yes"),)
    if use.option("assign") == "keywords":
        for name, (_, value) in use.bound.args.keywords.items():
            out = put_columns(out, (name,), value, use.node)
    if use.option("renames"):
        out = _renamed(out, use.value("renames"))
    function = use.value("function")
    if function is not None and function.kind in ("function", "builtin", "lib"):
        out = _mapped(use, held, out, function)
    out = _traced(use, held, with_effect(use, out, held, grouped=grouped), grouped=grouped)
    return in_place(use, put_in_order(use.run, out) if use.option("orders") else out)


def _traced(use: Use, held: Value, out: Value, *, grouped: bool) -> Value:
    """The value with what it was computed from, and what it says about time."""
    also = use.option("also")
    if also:
        lineage.follow(out, held, *(v for v in (use.bound.value(n) for n in also) if v is not None))
    if grouped and use.option("learns"):
        lineage.of_transform(out, held, use.bound.value("func"))
    return timeline.learn(use, held, out) if TIMED & use.spec.options.keys() else out


# What makes a call one that says something about time.
TIMED = frozenset({"looks", "hint", "orders"})


def _columns(use: Use, held: Value, kind: str) -> dict[str, Any]:
    """Which columns come out, and of what they are columns; after a merge the result is a frame of its own."""
    option = use.option("columns")
    if use.option("merge") or (option == "unknown" and not use.bound.get("drop").is_const(True)):
        return {"columns": Columns() if kind == "frame" else None, "base": None, "lineage": None}
    if option == "same" or held.kind == "columns" or (kind == "frame" and held.kind in ("frame", "series")):
        return {"base": held.root}  # the columns stay, and their places
    return {"columns": None, "base": held.root}


def _inserted(use: Use, held: Value) -> Value:
    """``df.insert(0, "a", values)``: a column is put into the receiver."""
    names = column_names(use.value("column"))
    inserted = put_columns(held, names, use.value("value") or UNKNOWN, use.node) if names else held.with_(columns=None)
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
    return out.with_(columns=Columns(known, (columns.dropped | old) - new), effects=effects, lineage=None)


def _mapped(use: Use, held: Value, out: Value, function: Value) -> Value:
    """A function given to apply or map: what it does to one column or row joins the result."""
    if use.option("whole"):
        return call_each(use.run, use.node, function, held)
    each_row = by_row(use) or held.kind == "series" or use.option("by") == "row"
    effects = () if each_row else tuple(e for e in held.effects if e.kind not in order.ORDERS)
    one = Value(rows=held.rows, kind="" if each_row else "series", base=held.root, effects=effects)
    result = call_each(use.run, use.node, function, one)
    if result.hints:
        out = out.with_(hints=merge_hints(out.hints, tuple(h for h in result.hints if h.kind == "dates")))
    effects = result.effects
    if each_row:
        effects = tuple(e for e in effects if e.rows != held.rows)
    return out.with_(effects=merge_effects(out.effects, effects))


def subset(use: Use) -> Value:
    """Some of the rows; which ones, is known when they are chosen by positions of a split."""
    held = use.subject()
    if held.rows is None and held.kind not in ("frame", "series", "array", "tensor"):
        return Value()
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    index = use.value("index")
    rows = use.run.rows_of(held)
    if index is not None and index.steps and index.kind == "indices":
        for split, part in index.steps:
            rows = R.step(rows, split, part)
    else:
        rows = R.step(rows, ("subset", id(use.node)), "part")
    out = held.with_(rows=rows, base=held.root, kind=use.option("kind") or held.kind, parts=None)
    if use.option("drops") == "duplicates":
        groups.deduplicated(use, held, out)
    return in_place(use, with_effect(use, out, held))


def _grouped(use: Use) -> Value:
    held = use.subject()
    out = held.with_(kind="grouped", base=held.root)
    if use.option("time"):
        return timeline.add(out, Hint("resample", use.node))
    groups.note(use, held, use.value("by"), "groupby")
    return out


def _ordering(use: Use) -> Value:
    return put_in_order(use.run, use.subject())


VERBS.update({
    "equiv": _equiv, "subset": subset, "split": split_arrays, "grouped": _grouped, "ordering": _ordering,
})  # fmt: skip

"""Verbs that keep rows, or take some of them: what comes out stands for rows of what went in."""

from __future__ import annotations

from mlsmells.facts import datasets, order, slices
from mlsmells.facts import rows as R
from mlsmells.facts.calls import call_each
from mlsmells.facts.columns import put_columns
from mlsmells.facts.events import Split
from mlsmells.facts.join import merge_effects
from mlsmells.facts.named_parts import subset_of
from mlsmells.facts.operators import hits
from mlsmells.facts.order import put_in_order
from mlsmells.facts.splitting import split_arrays
from mlsmells.facts.targets import rebind
from mlsmells.facts.values import MISSING, NONE, UNKNOWN, Columns, Value
from mlsmells.facts.verb_parts import by_row, column_names, in_place, of_sequence, with_effect
from mlsmells.facts.verbs import VERBS, Use


def _equiv(use: Use) -> Value:
    held = use.subject()
    made = _made(use, held)
    if made is not None:
        return made
    if held.kind in ("list", "tuple") and (held.items is not None or held.element is not None):
        held = of_sequence(held)
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    out = _same_rows(use, held)
    if use.option("assign") == "keywords":
        for name, (_, value) in use.bound.args.keywords.items():
            out = put_columns(out, (name,), value)
    if use.option("renames"):
        out = _renamed(out, use.value("renames"))
    function = use.value("function")
    if function is not None and function.kind in ("function", "builtin", "lib"):
        out = _mapped(use, held, out, function)
    out = with_effect(use, out, held)
    if use.option("subset") and out.kind == "loader":
        out = subset_of(use, out)
    return in_place(use, put_in_order(use.run, out) if use.option("orders") else out)


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
    same_columns = kind == "frame" and held.kind in ("frame", "series")
    if use.option("columns") == "unknown" or use.option("merge"):
        same_columns = False
    columns = held.columns if same_columns else None
    out = held.with_(kind=kind, columns=columns, base=held.root, items=None, element=None, const=MISSING)
    if kind == "mask":
        out.steps = ((("mask", id(use.node)), "yes"),)
    return out


def _makes_empty(use: Use, held: Value) -> bool:
    """``np.array([])``, ``torch.LongTensor()``."""
    args = use.bound.args
    given = bool(args.positional or args.keywords) or args.unclear
    return use.self_value is None and use.option("kind") in ("array", "tensor") and (held.items == () or not given)


def _inserted(use: Use, held: Value) -> Value:
    """``df.insert(0, "a", values)``: a column is put into the receiver."""
    names = column_names(use.value("column"))
    inserted = put_columns(held, names, use.value("value") or UNKNOWN) if names else held.with_(columns=None)
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
    return out.with_(columns=Columns(known, (columns.dropped | old) - new), effects=effects)


def _mapped(use: Use, held: Value, out: Value, function: Value) -> Value:
    """A function given to apply or map: what it does to one column or row joins the result."""
    if use.option("whole"):
        return call_each(use.run, use.node, function, held)
    each_row = by_row(use) or held.kind == "series" or use.option("by") == "row"
    effects = () if each_row else tuple(e for e in held.effects if e.kind not in order.ORDERS)
    one = Value(rows=held.rows, kind="" if each_row else "series", base=held.root, effects=effects)
    result = call_each(use.run, use.node, function, one)
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
    if use.option("part") and held.kind == "dataset":
        return _end(use, held)
    if index is not None and index.steps and index.kind == "indices":
        for split, part in index.steps:
            rows = R.step(rows, split, part)
    else:
        rows = R.step(rows, ("subset", id(use.node)), "part")
    out = held.with_(rows=rows, base=held.root, kind=use.option("kind") or held.kind, parts=None)
    return in_place(use, with_effect(use, out, held))


def _end(use: Use, held: Value) -> Value:
    """``ds.take(n)`` and ``ds.skip(n)`` divide a dataset, unless its order is drawn anew in each epoch."""
    count, side = use.bound.get(use.spec.args[0]), use.option("part")
    if held.has("reshuffled"):
        split: object = ("reshuffled", id(use.node))
        out = held.with_(rows=R.step(held.rows, split, side), base=held.root)
        use.run.emit(
            Split(use.node, id=split, kind="random", name=use.spec.name, inputs=(held,), outputs=(out,), shuffle=True)
        )
        return out
    split = ("slice", slices.bound(count.node, count.value)) if count.node is not None else ("slice", id(use.node))
    use.run.note_cut(use.node, split, "slice", held)
    return held.with_(rows=R.step(held.rows, split, side), base=held.root)


def _split(use: Use) -> Value:
    for value in use.bound.args.values():
        if value.kind == "instance":
            datasets.describe(use.run, use.node, value)  # a Dataset of the file: what it holds is divided
    return split_arrays(use)


def _grouped(use: Use) -> Value:
    return use.subject().with_(kind="grouped")


def _ordering(use: Use) -> Value:
    return put_in_order(use.run, use.subject())


VERBS.update({
    "equiv": _equiv, "subset": subset, "split": _split, "grouped": _grouped, "ordering": _ordering,
})  # fmt: skip

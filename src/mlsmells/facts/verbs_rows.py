"""Verbs that keep rows, or take some of them: what comes out stands for rows of what went in."""

from __future__ import annotations

import ast

from mlsmells.facts import order
from mlsmells.facts import rows as R
from mlsmells.facts.bind import Args
from mlsmells.facts.calls import call_each, call_value
from mlsmells.facts.columns import put_columns, take_column
from mlsmells.facts.join import merge_effects
from mlsmells.facts.operators import condition, operand
from mlsmells.facts.order import put_in_order
from mlsmells.facts.slices import cut
from mlsmells.facts.splitting import split_arrays
from mlsmells.facts.subscripts import one_stat
from mlsmells.facts.targets import rebind
from mlsmells.facts.values import MISSING, NONE, UNKNOWN, Columns, Effect, Value
from mlsmells.facts.verb_parts import by_row, column_names, in_place, is_fixed, of_sequence, part_within, with_effect
from mlsmells.facts.verbs import VERBS, Use


def _equiv(use: Use) -> Value:
    held = use.subject()
    if held.kind in ("list", "tuple") and (held.items is not None or held.element is not None):
        held = of_sequence(held)
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    if held.kind == "stat":
        return held.with_(effects=merge_effects(held.effects, *(v.effects for v in use.bound.args.values())))
    if use.option("value") is not None and use.value("column") is not None:
        return _inserted(use, held)
    kind = use.option("kind") or held.kind
    same_columns = kind == "frame" and held.kind in ("frame", "series")
    if use.option("columns") == "unknown" or use.option("merge"):
        same_columns = False
    columns = held.columns if same_columns else None
    out = held.with_(kind=kind, columns=columns, base=held.root, items=None, element=None, const=MISSING)
    if kind == "mask":
        out.steps = (_mask_step(use, held),)
    if use.option("assign") == "keywords":
        for name, (_, value) in use.bound.args.keywords.items():
            made = call_each(use.run, use.node, value, out) if value.kind == "function" else value
            out = put_columns(out, (name,), made)
    if use.option("renames"):
        out = _renamed(out, use.value("renames"))
    function = use.value("function")
    if function is not None and function.kind in ("function", "builtin", "lib"):
        out = _mapped(use, held, out, function)
    out = with_effect(use, out, held)
    out = in_place(use, put_in_order(use.run, out) if use.option("orders") else out)
    more = {"pair": 1, "triple": 2}.get(str(use.option("returns")), 0)
    if more and not is_fixed(use):
        # The values, and what was learned to make them: the lambda, the categories.
        learned = Value(kind="stat", effects=learned_here(use, out))
        return Value(kind="tuple", items=(out, *[learned] * more))
    return out


def _mask_step(use: Use, held: Value) -> R.Step:
    """The rows a method chooses: the same question asked twice has the same answer."""
    given = use.bound.args.values()
    inside = given[0] if len(given) == 1 else None
    if inside is not None and inside.kind == "indices" and held.kind == "indices":
        found = part_within(use.run, held.rows, inside.rows)
        if found is not None:
            return found
    key = (operand(held, use.node), *(operand(v, use.node) for v in given))
    return ("mask", use.spec.name, key), "yes"


def learned_here(use: Use, out: Value) -> tuple[Effect, ...]:
    """The effects that this very call has left."""
    return tuple(e for e in out.effects if e.node is use.node)


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
        given = use.bound.args
        others = {k: v for k, v in given.keywords.items() if k != "func"}
        args = Args(use.node, [(use.node, held), *given.positional[1:]], others, given.unclear)
        return call_value(use.run, use.node, function, args)
    by = use.option("by")
    each_row = by == "row" or by_row(use) or (held.kind == "series" and by != "column")
    # What is learned from one row is no statistic of the rows.
    rows = R.step(held.rows, ("element", id(use.node)), "any") if each_row else held.rows
    effects = () if each_row else tuple(e for e in held.effects if e.kind not in order.ORDERS)
    one = Value(rows=rows, kind="" if each_row else "series", base=held.root, effects=effects)
    result = call_each(use.run, use.node, function, one)
    return out.with_(effects=merge_effects(out.effects, result.effects))


def subset(use: Use) -> Value:
    """Some of the rows; which ones, is known when they are chosen by positions of a split."""
    held = use.subject()
    if held.kind == "indices" and held.rows is None and use.option("without") is None:
        return held  # positions of which some are kept
    if held.kind == "stat":
        column = use.value("along")
        return one_stat(held, column) if column is not None else held
    if held.rows is None and held.kind not in ("frame", "series", "array", "tensor", "indices"):
        return Value()
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    if use.option("slices") and use.bound.args.positional:
        return cut(use.run, use.node, held, _as_slice(use))
    if use.option("condition"):
        step = _queried(use, held)
        if step is not None:
            use.run.note_cut(use.node, step[0], "mask", held)
            return in_place(use, held.with_(rows=R.step(use.run.rows_of(held), *step), base=held.root, parts=None))
    left_out = use.value("without")
    if left_out is not None and left_out.steps:
        return _rest(use, held, left_out)
    index = use.value("index")
    rows = use.run.rows_of(held)
    if index is not None and index.steps and index.kind == "indices":
        for split, part in index.steps:
            rows = R.step(rows, split, part)
    else:
        rows = R.step(rows, ("subset", id(use.node)), "part")
    out = held.with_(rows=rows, base=held.root, kind=use.option("kind") or held.kind, parts=None)
    return in_place(use, with_effect(use, out, held))


def _as_slice(use: Use) -> ast.Slice:
    """``head(n)`` is ``[:n]``, ``tail(n)`` is ``[-n:]``."""
    number = use.bound.args.positional[0][0]
    if use.option("slices") == "head":
        return ast.Slice(upper=number)
    lower = ast.UnaryOp(op=ast.USub(), operand=number)
    if isinstance(number, ast.UnaryOp) and isinstance(number.op, ast.USub):
        return ast.Slice(lower=number.operand)
    return ast.Slice(lower=ast.copy_location(lower, number))


def _queried(use: Use, held: Value) -> R.Step | None:
    """``df.query("year < 2015")``: one comparison of a column with a constant is the same as the mask."""
    text = use.bound.get(use.option("condition")).const
    try:
        parsed = ast.parse(text.strip(), mode="eval").body if isinstance(text, str) else None
    except SyntaxError:
        return None
    match parsed:
        case ast.Compare(left=ast.Name(id=name) as left, ops=[op], comparators=[ast.Constant(value=bound) as right]):
            return condition(type(op), take_column(held, name), left, Value(const=bound), right)
    return None


def _rest(use: Use, held: Value, left_out: Value) -> Value:
    """All but some: of positions, the other positions; of rows, the other rows."""
    *before, (split, part) = left_out.steps
    other = (split, "rest of " + part)
    if held.rows is None and held.kind == "indices":
        return held.with_(steps=(*before, other))
    rows = use.run.rows_of(held)
    use.run.note_cut(use.node, split, "slice", held)
    for step in (*before, other):
        rows = R.step(rows, *step)
    return held.with_(rows=rows, base=held.root, parts=None)


def _grouped(use: Use) -> Value:
    return use.subject().with_(kind="grouped")


def _ordering(use: Use) -> Value:
    return put_in_order(use.run, use.subject())


VERBS.update({
    "equiv": _equiv, "subset": subset, "split": split_arrays, "grouped": _grouped, "ordering": _ordering,
})  # fmt: skip

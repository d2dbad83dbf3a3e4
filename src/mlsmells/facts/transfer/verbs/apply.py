"""Functions that are given to a frame: ``apply``, ``map``, ``pipe``."""

from __future__ import annotations

from mlsmells.facts.domain import loop_order
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.elements import GROUP, group_of
from mlsmells.facts.domain.lattice import merge_effects, merge_hints
from mlsmells.facts.domain.values import ANY_COLUMN, Value
from mlsmells.facts.state.dispatch import call_each, call_value
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.common import by_row


def mapped(use: Use, held: Value, out: Value, function: Value) -> Value:
    """A function given to apply or map: what it does to one column or row joins the result."""
    if use.option("whole"):
        given = use.bound.args
        others = {k: v for k, v in given.keywords.items() if k != "func"}
        args = Args(use.node, [(use.node, held), *given.positional[1:]], others, given.unclear)
        return call_value(use.run, use.node, function, args)
    if use.subject().kind == "grouped" and held.kind == "frame" and function.kind == "function":
        return _of_each_group(held, out, call_each(use.run, use.node, function, group_of(use.subject())))
    by = use.option("by")
    each_row = by == "row" or by_row(use) or (held.kind == "series" and by != "column")
    # What is learned from one row is no statistic of the rows.
    rows = R.step(held.rows, ("element", id(use.node)), "any") if each_row else held.rows
    effects = () if each_row else tuple(e for e in held.effects if e.kind not in loop_order.ORDERS)
    name = ANY_COLUMN if not each_row and use.subject().kind == "frame" else ""
    one = Value(rows=rows, kind="" if each_row else "series", base=held.root, effects=effects, name=name)
    result = call_each(use.run, use.node, function, one)
    dates = tuple(h for h in result.hints if h.kind == "dates")
    if dates:
        out = out.with_(hints=merge_hints(out.hints, dates))
    return out.with_(effects=merge_effects(out.effects, result.effects))


def _of_each_group(held: Value, out: Value, result: Value) -> Value:
    """``groupby(key).apply(lambda g: g.iloc[:-3])``: of each group some rows, so of all rows some, and its columns."""
    rows = R.regrouped(result.rows, GROUP)
    if R.extension(held.rows, rows) is None:
        return out
    if result.kind == "frame" and result.root is held.root:
        return result.with_(rows=rows)
    return out.with_(rows=rows, base=out.root) if rows != held.rows else out

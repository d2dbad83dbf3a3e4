"""Expressions over columns, as Polars and Spark have them: ``df.with_columns(pl.col("a") - pl.col("a").mean())``.

An expression says nothing until a table is asked for it. Then it is evaluated once more, with the table at hand:
``pl.col("a")`` is that table's column, and the rest is arithmetic as anywhere.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain.columns import put_columns, select_columns, take_column
from mlsmells.facts.domain.lattice import element, merge_effects
from mlsmells.facts.domain.values import UNKNOWN, Columns, Effect, Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.registry import VERBS, apply
from mlsmells.facts.transfer.subscripts import take


class ExpressionNotes:
    """The table that is being asked."""

    def __init__(self) -> None:
        self.table: Value | None = None


Named = tuple[str | None, Value]


def _column(use: Use) -> Value:
    """``pl.col("a")``, ``F.col("a")``, ``F.mean("a")``: outside of a table it is nothing yet."""
    table = use.run.notes[ExpressionNotes].table
    given = use.bound.args.first()
    if table is None:
        return Value()
    column = take_column(table, given.const) if isinstance(given.const, str) else given
    statistic = use.option("stat")
    if not statistic or not column.rows:
        return column if column.rows else Value()
    spec = use.run.libraries.knowledge.method("series", statistic)
    return apply(use.run, use.node, spec, use.bound.args, column, None) if spec is not None else Value()


def _asked(use: Use, table: Value) -> Iterator[Named]:
    """What the arguments are for this table, each with the name of its column where that is known."""
    notes = use.run.notes[ExpressionNotes]
    before, notes.table = notes.table, table
    try:
        for node, _ in use.bound.args.positional:
            for inner in node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]:
                yield from _one(use, inner, table)
        for name, (node, _) in use.bound.args.keywords.items():
            yield name, evaluate(use.run, node)
    finally:
        notes.table = before


def _one(use: Use, node: ast.expr, table: Value) -> Iterator[Named]:
    value = evaluate(use.run, node.value if isinstance(node, ast.Starred) else node)
    if isinstance(value.const, str):
        yield value.const, take_column(table, value.const)
    elif value.kind in ("list", "tuple"):
        yield from ((item.column, item) for item in value.items or filter(None, (element(value),)))
    else:
        yield _name(node) or value.column, value


def _name(node: ast.expr) -> str | None:
    """``….alias("b")``."""
    match node:
        case ast.Call(func=ast.Attribute(attr="alias"), args=[ast.Constant(value=str(name))]):
            return name
    return None


def _with_columns(use: Use) -> Value:
    """The table with these columns more; ``withColumn("b", …)`` names the column first."""
    out = held = use.subject()
    if held.kind != "frame":
        return held
    named = list(_asked(use, held))
    if use.option("named") and len(named) > 1:
        named = [(use.bound.args.first().const, named[1][1])]
    for name, value in named:
        if isinstance(name, str):
            out = put_columns(out, (name,), value, use.run.reported_at(use.node))
        else:
            out = out.with_(effects=merge_effects(out.effects, value.effects), columns=None)
    return out


def _selected(use: Use) -> Value:
    """Some columns of the table and new ones; of numbers alone it is no table but these numbers."""
    held = use.subject()
    named = list(_asked(use, held)) if held.kind == "frame" else []
    names = [name for name, _ in named if isinstance(name, str)]
    numbers = [value for _, value in named if value.kind == "stat"]
    if named and len(numbers) == len(named):
        return Value(kind="stat", effects=merge_effects(*(v.effects for v in numbers)), ref=held)
    if not named or len(names) < len(named):
        gained = merge_effects(held.effects, *(value.effects for _, value in named))
        return held.with_(columns=None, base=held.root, effects=gained)
    out = select_columns(held, tuple(names))
    for name, value in zip(names, (value for _, value in named), strict=True):
        if value.column != name or value.effects != take_column(held, name).effects:
            out = put_columns(out, (name,), value, use.run.reported_at(use.node))
    return out


def _summary(use: Use) -> Value:
    """``group_by("k").agg(pl.col("t").mean().alias("rate"))``: a number per group, and what it was made of."""
    held = use.subject()
    first = use.bound.args.first()
    if held.kind != "grouped" or first.known or first.entries is not None or first.kind == "lib":
        return VERBS["stat"](use)  # ``agg("mean")``, ``agg({"t": "mean"})``
    named = list(_asked(use, held))
    made = column_lineage.merged(*(value for _, value in named))
    known = frozenset(name for name, _ in named if isinstance(name, str))
    effects = merge_effects(*(value.effects for _, value in named))
    return Value(kind="stat", effects=effects, ref=held, made_of=made, columns=Columns(known) if known else None)


def _per_group(use: Use) -> Value:
    """``pl.col("t").mean().over("k")``: the group's number in each row."""
    held = use.subject()
    of = held.ref
    if held.kind != "stat" or not isinstance(of, Value):
        return held
    effects: tuple[Effect, ...] = tuple(e._replace(note="grouped") for e in held.effects)
    return Value(kind="series", rows=of.rows, base=of.root, effects=effects, made_of=column_lineage.of_group(of))


def _filtered(use: Use) -> Value:
    """``df.filter(pl.col("split") == "train")``: the rows for which it holds."""
    held = use.subject()
    if {"items", "like", "regex"} & use.bound.args.keywords.keys():
        return VERBS["columns"](use)  # of pandas
    _, mask = next(_asked(use, held), (None, UNKNOWN))
    if mask.kind == "mask":
        return take(use.run, use.node, held, mask)
    spec = use.run.libraries.knowledge.method("frame", "query")
    return apply(use.run, use.node, spec, use.bound.args, held, use.self_node) if spec is not None else held


VERBS.update({
    "expression": _column, "with-columns": _with_columns, "selected": _selected, "summary": _summary,
    "per-group": _per_group, "filtered": _filtered,
})  # fmt: skip

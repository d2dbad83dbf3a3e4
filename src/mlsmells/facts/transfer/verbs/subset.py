"""Verbs that take some of the rows: by a method that chooses them, by positions, or all but some."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.columns import take_column
from mlsmells.facts.domain.events import Split
from mlsmells.facts.domain.masks import condition, operand
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers import entities, order
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.common import in_place, part_within, with_effect
from mlsmells.facts.transfer.registry import VERBS
from mlsmells.facts.transfer.slices import bound, cut, some_of_table
from mlsmells.facts.transfer.splits import note_cut
from mlsmells.facts.transfer.subscripts import one_stat


def subset(use: Use) -> Value:
    """Some of the rows; which ones, is known when they are chosen by positions of a split."""
    held = use.subject()
    if held.kind == "stat":
        column = use.value("along")
        return one_stat(held, column) if column is not None else some_of_table(held)
    if held.kind == "indices" and held.rows is None and use.option("without") is None:
        return held  # positions of which some are kept
    if held.rows is None and held.kind not in ("frame", "series", "array", "tensor", "indices"):
        return Value()
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    if use.option("part") and held.kind == "dataset":
        return _end(use, held)
    known = _known_part(use, held)
    if known is not None:
        return known
    index = use.value("index")
    rows = use.run.rows_of(held)
    if index is not None and index.steps and index.kind == "indices":
        for split, part in index.steps:
            rows = R.step(rows, split, part)
    else:
        rows = R.step(rows, ("subset", id(use.node)), "part")
    out = held.with_(rows=rows, base=held.root, kind=use.option("kind") or held.kind, parts=None)
    if use.option("drops") == "duplicates":
        out = entities.deduplicated(use, held, out)
    return in_place(use, with_effect(use, out, held))


def _end(use: Use, held: Value) -> Value:
    """``ds.take(n)`` and ``ds.skip(n)`` divide a dataset, unless its order is drawn anew in each epoch."""
    count, side = use.bound.get(use.spec.args[0]), use.option("part")
    if any(e.kind == "reshuffled" and not e.note for e in held.effects):
        split: object = ("reshuffled", id(use.node))
        out = held.with_(rows=R.step(held.rows, split, side), base=held.root)
        use.run.emit(
            Split(use.node, id=split, kind="random", name=use.spec.name, inputs=(held,), outputs=(out,), shuffle=True)
        )
        return out
    split = ("slice", bound(count.node, count.value)) if count.node is not None else ("slice", id(use.node))
    note_cut(use.run, use.node, split, "slice", held)
    few = isinstance(count.const, int) and count.const <= order.FEW
    if side != "head" or not few:  # a few only show some
        order.use(use.run, use.node, held, "split")
    return held.with_(rows=R.step(held.rows, split, side), base=held.root)


def _known_part(use: Use, held: Value) -> Value | None:
    """The head, the tail, the rows that meet a condition, or all rows but those of a part."""
    if use.option("slices") and use.bound.args.positional:
        return cut(use.run, use.node, held, _as_slice(use))
    step = _queried(use, held) if use.option("condition") else None
    if step is not None:
        note_cut(use.run, use.node, step[0], "mask", held)
        return in_place(use, held.with_(rows=R.step(use.run.rows_of(held), *step), base=held.root, parts=None))
    left_out = use.value("without")
    return _rest(use, held, left_out) if left_out is not None and left_out.steps else None


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
    note_cut(use.run, use.node, split, "slice", held, left_out)
    for step in (*before, other):
        rows = R.step(rows, *step)
    return held.with_(rows=rows, base=held.root, parts=None)


def mask_step(use: Use, held: Value) -> R.Step:
    """The rows a method chooses: the same question asked twice has the same answer."""
    given = use.bound.args.values()
    inside = given[0] if len(given) == 1 else None
    if inside is not None and inside.kind == "indices" and held.kind == "indices":
        found = part_within(use.run, held.rows, inside.rows)
        if found is not None:
            return found
    key = (operand(held, use.node), *(operand(v, use.node) for v in given))
    return ("mask", use.spec.name, key), "yes"


VERBS["subset"] = subset

"""Verbs that choose columns; ``drop`` takes away columns or rows."""

from __future__ import annotations

from mlsmells.facts import rows as R
from mlsmells.facts.columns import drop_columns, select_columns, take_column
from mlsmells.facts.join import merge_effects
from mlsmells.facts.run import Run
from mlsmells.facts.subscripts import chosen_by
from mlsmells.facts.targets import rebind
from mlsmells.facts.values import Value, identity
from mlsmells.facts.verb_parts import by_row, column_names, in_place, part_within
from mlsmells.facts.verbs import VERBS, Use


def _columns(use: Use) -> Value:
    held = use.subject()
    mode = use.option("mode", "select")
    given = use.value("columns")
    names = column_names(given)
    if mode == "drop":
        dropped = _drop(use, held, given, names)
        return in_place(use, dropped)
    if mode == "pop" and isinstance(given and given.const, str):
        assert given is not None
        if use.self_node is not None:
            rebind(use.run, use.self_node, drop_columns(held, (given.const,)))
        return take_column(held, given.const)
    if names is not None:
        return select_columns(held, names)
    effects = merge_effects(held.effects, chosen_by(given)) if given is not None else held.effects
    return in_place(use, held.with_(columns=None, base=held.root, effects=effects))


def _drop(use: Use, held: Value, given: Value | None, names: tuple[str, ...] | None) -> Value:
    """``drop`` takes columns or rows, by keyword or axis."""
    labels = use.bound.value("labels")
    columns = use.bound.value("columns")
    if columns is not None or by_row(use):
        chosen = columns if columns is not None else labels
        found = column_names(chosen)
        if found is not None:
            return drop_columns(held, found)
        effects = merge_effects(held.effects, chosen_by(chosen)) if chosen is not None else held.effects
        return held.with_(columns=None, base=held.root, effects=effects)
    rows = labels if labels is not None else use.bound.value("index")
    if rows is not None and rows.kind == "indices" and rows.rows is not None:
        # df.drop(part.index): the rows that are not in that part.
        return held.with_(rows=_complement(use.run, held, rows), base=held.root)
    if rows is not None and rows.steps:
        taken = use.run.rows_of(held)
        for split, part in rows.steps:
            use.run.note_rest(split)
            taken = R.step(taken, split, "rest of " + part)
        return held.with_(rows=taken, base=held.root)
    axis = use.bound.get("axis")
    if axis.absent or axis.is_const(0, "index", "rows"):
        return held.with_(rows=R.step(use.run.rows_of(held), ("subset", id(use.node)), "part"), base=held.root)
    return held.with_(columns=None, base=held.root)


def _complement(run: Run, held: Value, taken: Value) -> R.Rows | None:
    step = part_within(run, run.rows_of(held), taken.rows)
    split, part = step if step is not None else (("drop", identity(taken)), "part")
    return R.step(held.rows, split, "rest of " + part if step is not None else "rest")


VERBS.update({
    "columns": _columns,
})  # fmt: skip

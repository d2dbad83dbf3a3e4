"""Verbs that choose columns; ``drop`` takes away columns or rows."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.columns import column_names, drop_columns, select_columns, take_column
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Hint, Value, identity
from mlsmells.facts.observers import time
from mlsmells.facts.state.state import Run
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.common import by_row, in_place, part_within
from mlsmells.facts.transfer.registry import VERBS
from mlsmells.facts.transfer.splits import note_rest
from mlsmells.facts.transfer.subscripts import chosen_by


def _columns(use: Use) -> Value:
    held = use.subject()
    if use.option("indexes") and held.plain:
        held = held.with_(plain=False)
    mode = use.option("mode", "select")
    given = use.value("columns")
    names = column_names(given)
    if held.kind == "columns":
        # df.columns.drop("t"), df.columns.difference(["t"]), df.columns.tolist()
        return drop_columns(held, names) if mode == "drop" and names is not None else held.with_(columns=None)
    if use.option("indexes"):
        return in_place(use, _indexed(use, held, names))
    if mode == "drop":
        dropped = _drop(use, held, given, names)
        return in_place(use, dropped)
    if mode == "pop" and use.self_node is not None:
        rebind(use.run, use.self_node, drop_columns(held, names) if names else held.with_(columns=None))
    if mode == "pop" and names:
        return take_column(held, names[0])
    if names is not None:
        return select_columns(held, names)
    if use.option("selects") == "types":
        return _of_types(use, held)
    effects = merge_effects(held.effects, chosen_by(given)) if given is not None else held.effects
    return in_place(use, held.with_(columns=None, base=held.root, effects=effects))


NUMBERS = ("number", "numeric", "int64", "float64", "int", "float")


def _of_types(use: Use, held: Value) -> Value:
    """``select_dtypes``: which columns these are is known only for a column that is surely a number."""
    include = use.bound.value("include")
    kinds = [i.const for i in include.items] if include is not None and include.items else [include and include.const]
    texts = [k for k in kinds if isinstance(k, str)]
    only = "numbers" if texts and all(t in NUMBERS for t in texts) and use.bound.get("exclude").absent else "?"
    if include is not None and include.kind == "lib" and include.name == "numpy.number":
        only = "numbers"
    columns = held.columns._replace(only=only) if held.columns is not None else None
    return held.with_(columns=columns, base=held.root)


def _indexed(use: Use, held: Value, names: tuple[str, ...] | None) -> Value:
    """``set_index``: the columns become the rows' names, unless ``drop=False`` keeps them as well."""
    kept = use.bound.get("drop").is_const(False)
    if names is None:
        out = held.with_(columns=None, base=held.root)
        given = use.bound.value("keys")
        dates = given is not None and any(h.kind == "dates" for h in given.hints)
    else:
        out = held.with_(base=held.root) if kept else drop_columns(held, names)
        dates = bool(time.dated(held, names[:1]))
    return time.add(out, Hint("index", use.run.reported_at(use.node))) if dates else out


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
            note_rest(use.run, split)
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

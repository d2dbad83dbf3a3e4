"""Subscripts: columns, rows, masks and indices; manual splits are recognised here."""

from __future__ import annotations

import ast
from typing import Any

from mlsmells.facts.domain import loop_order
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.columns import drop_columns, listed_columns, select_columns, take_column
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import element, merge_effects, merge_hints
from mlsmells.facts.domain.masks import where
from mlsmells.facts.domain.set_contents import set_order
from mlsmells.facts.domain.values import ANY_COLUMN, MODES, RANKING, UNKNOWN, ColumnPlace, Effect, Value
from mlsmells.facts.observers import order, positions, scores, settled_order, watched_scores
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.uses import names_columns
from mlsmells.facts.transfer import windows
from mlsmells.facts.transfer.column_lists import column_place
from mlsmells.facts.transfer.joins import JOINING, joined
from mlsmells.facts.transfer.named_splits import WHOLE, named_array, named_part
from mlsmells.facts.transfer.presuming.unknown_tables import column_of
from mlsmells.facts.transfer.slices import cut, part_of, some_of_table
from mlsmells.facts.transfer.splits import note_cut


def subscript(run: Run, node: ast.Subscript, holder: Value) -> Value:
    """The value of ``holder[index]``."""
    holder = holder.as_frame
    out = _subscript(run, node, holder)
    return scores.taken(run, node, holder, out)


def _subscript(run: Run, node: ast.Subscript, holder: Value) -> Value:
    if holder is UNKNOWN:
        evaluate(run, node.slice) if not isinstance(node.slice, ast.Slice) else None
        return Value()
    special = _of_special(run, node, holder)
    if special is not None:
        return special
    if isinstance(node.slice, ast.Slice) and holder.kind == "metric":
        return holder  # several points of a curve
    if isinstance(node.slice, ast.Slice) and holder.kind != "strings":
        return cut(run, node, _some_of_ranking(holder, node.slice), node.slice)
    if isinstance(node.slice, ast.Tuple) and holder.kind not in ("dict",):
        return _axes(run, node, holder, node.slice.elts)
    index = evaluate(run, node.slice)
    if holder.items is not None and isinstance(index.const, int) and not isinstance(index.const, bool):
        if -len(holder.items) <= index.const < len(holder.items):
            return scores.chosen_from(run, holder.items[index.const], holder, index)
        return UNKNOWN
    if holder.entries is not None or holder.kind == "dict":
        out = _entry(run, holder, index)
        return scores.chosen_from(run, out, holder, index)
    if holder.kind == "stat":
        return one_stat(holder, index)
    return take(run, node, holder, index)


def _of_special(run: Run, node: ast.Subscript, holder: Value) -> Value | None:
    """``df.loc[…]``, ``np.r_[…]``, ``np.eye(n)[i]``."""
    if holder.kind == "indexer":
        return _indexer(run, node, holder.ref, holder.name)
    if holder.kind == "lib" and holder.name in JOINING:
        return joined(run, node, JOINING[holder.name])
    if holder.name == watched_scores.HISTORY and holder.ref is not None:
        return watched_scores.of_history(run, node, holder, evaluate(run, node.slice).const)
    if holder.name == loop_order.UNIT_ROWS:
        return positions.row_of_unit(run, node.slice)
    return None


def _entry(run: Run, holder: Value, index: Value) -> Value:
    entries = holder.entries
    if entries is not None and index.known:
        found = entries.get(str(index.const))
        if found is not None:
            return found
        return UNKNOWN
    modules = {v.name.rpartition(".")[0] if v.kind == "lib" else "" for v in (entries or {}).values()}
    if len(modules) == 1 and (module := modules.pop()).endswith("metrics"):
        return run.libraries.value(f"{module}.chosen")  # ``METRICS[name]``: one of them
    return element(holder) or UNKNOWN


def take(run: Run, node: ast.AST, holder: Value, index: Value, *, by_row: bool = False) -> Value:
    """``holder[index]`` for an evaluated index; ``by_row`` for ``loc`` and ``iloc``."""
    out = _take(run, node, holder, index, by_row=by_row)
    if holder.kind in ("listing", "list") and holder.effects:
        positions.taken(run, node, holder)
    if holder.kind == "frame" and not by_row and index.kind in _MAYBE_NAMES and index.root is not holder.root:
        out = out.with_(columns=None) if not index.known else out
    if not index.effects and not holder.effects:
        return out
    gained = tuple(e for e in index.effects if e.kind in ("drawn", "chosen", "resampled"))
    if holder.effects and (drawn := index.has("drawn")) is not None:
        order.taken_at_random(run, node, holder, drawn.node)
    if out.kind != "frame" and out is not UNKNOWN:  # one of several scores
        gained += tuple(e for e in holder.effects if e.kind == "chosen" or (e.kind == "scored" and not out.effects))
    return out.with_(effects=merge_effects(out.effects, gained)) if gained else out


def chosen_by(index: Value) -> tuple[Effect, ...]:
    """What the choice of columns has learned: which of them go with the labels."""
    if index.name == RANKING:
        return ()  # all of them, in another order
    return tuple(e for e in index.effects if e.kind == "uses-y")


# What may be a condition on the rows of a table of statistics; compared, such a table is still one.
_CHOOSING = frozenset({"mask", "series", "indices", "stat"})


def one_stat(stats: Value, index: Value) -> Value:
    """One of several statistics. A correlation with one column is an association with that column."""
    if isinstance(index.const, str) and stats.ref is not None and stats.name == "associations":
        against = take_column(stats.ref, index.const)
        effects = tuple(associated(e, against) if e.kind == "stat" else e for e in stats.effects)
        return stats.with_(effects=effects, name=RANKING)
    if index.kind in _CHOOSING:
        return some_of_table(stats.with_(name=""))
    return stats.with_(name="") if stats.name in (MODES, RANKING) else stats


def _some_of_ranking(holder: Value, index: ast.Slice) -> Value:
    """``ranking[::-1]`` are all of them; a real slice of a ranking is a choice."""
    whole = index.lower is None and index.upper is None
    return holder if holder.name != RANKING or whole else holder.with_(name="")


def associated(effect: Effect, against: Value) -> Effect:
    """How each column goes with ``against``: the labels, if that is what it turns out to be."""
    return effect._replace(kind="uses-y", against=against)


# What is no mask for sure may as well hold names of columns: a part of a ranking, a list put together.
_MAYBE_NAMES = frozenset({"", "indices", "series", "array"})


def _take(run: Run, node: ast.AST, holder: Value, index: Value, *, by_row: bool) -> Value:
    if holder.kind in _WITHOUT_ROWS:
        return _WITHOUT_ROWS[holder.kind](holder, index)
    named = None if by_row else _named(run, node, holder, index)
    if named is not None:
        return named
    if index.kind == "indices" and index.parts:
        chosen = [_by_steps(run, node, holder, part) for part in index.parts]
        return part_of(holder, R.union(part.rows for part in chosen))
    if index.steps:
        return _by_steps(run, node, holder, index)
    if isinstance(index.const, int) and holder.kind not in ("frame",):
        return _one(run, node, holder, index)
    if holder.rows is not None or holder.kind in ("array", "tensor", "frame", "series"):
        return _masked(run, node, holder, index, by_row=by_row)
    return element(holder) or Value()


def _masked(run: Run, node: ast.AST, holder: Value, index: Value, *, by_row: bool) -> Value:
    """The rows for which something is true that is no comparison."""
    if holder.kind == "frame" and not by_row and index.kind not in ("mask", "series") and index.rows is None:
        if isinstance(node, ast.Subscript) and names_columns(node.slice):
            return holder.with_(columns=None, name=ANY_COLUMN if index.name == ANY_COLUMN else "", base=holder.root)
    step = where(index, yes=True)
    mixed = tuple(h for h in index.hints if h.kind == "shuffled")
    if index.kind == "series" or (mixed and index.kind != "indices"):
        note_cut(run, node, step[0], "mask", holder, index, step[1])
    elif mixed:  # positions in a random order: all of them, or some
        holder = holder.with_(hints=merge_hints(holder.hints, mixed), base=holder.root)
    if holder.kind == "frame" and not index.kind and index.rows is None and not by_row and not index.known:
        # A variable that may be a column name, a list of them, or a mask: columns unknown, rows as they are.
        name = ANY_COLUMN if index.name == ANY_COLUMN else holder.name
        return part_of(holder, R.step(holder.rows, *step)).with_(columns=None, name=name)
    return part_of(holder, R.step(run.rows_of(holder), *step))


def _some_columns(names: Value, index: Value) -> Value:
    """``df.columns[chosen]``: one name or several."""
    left_out = _left_out(index) if index.kind == "mask" and index.steps else None
    if left_out is not None:  # df.columns[df.columns != "target"]
        return drop_columns(names, (left_out,))
    kind: Kind = "text" if isinstance(index.const, int) else "columns"
    return names.with_(kind=kind, ref=None, columns=None, effects=merge_effects(names.effects, chosen_by(index)))


def _of_batch(batch: Value, index: Value) -> Value:
    return Value(rows=batch.rows, effects=batch.effects, base=batch.root)


def _of_texts(texts: Value, index: Value) -> Value:
    return texts.with_(kind="series")


_WITHOUT_ROWS = {"strings": _of_texts, "stat": one_stat, "columns": _some_columns, "batch": _of_batch}


def _named(run: Run, node: ast.AST, holder: Value, index: Value) -> Value | None:
    """What the index names, if it selects no rows: columns of a frame, parts or fields of a dataset."""
    if holder.kind in ("frame", "grouped", "windowed"):
        return _take_columns(node, holder, index)
    if not holder.kind and (column := column_of(run, node, holder, index.const)) is not None:
        return column
    if not holder.kind and holder.rows is not None and (names := listed_columns(index)) is not None:
        return select_columns(holder, names)  # only a table has several columns with names
    if holder.kind == "array" and holder.read is not None and holder.base is None and isinstance(index.const, str):
        return named_array(run, node, holder, index.const)
    return _of_dataset(run, node, holder, index) if holder.kind in ("dataset", "batch") else None


def _of_dataset(run: Run, node: ast.AST, holder: Value, index: Value) -> Value | None:
    """``ds["test"]``, ``ds["text"]``, ``batch["labels"]``: a part, or one column of the same rows."""
    if holder.kind == "batch":
        return Value(rows=holder.rows, effects=holder.effects, base=holder.root)
    if not isinstance(index.const, str):
        return None
    if holder.name == WHOLE:
        return named_part(run, node, holder, index.const)
    return Value(kind="array", rows=holder.rows, effects=holder.effects, base=holder.root, read=holder.read)


def _take_columns(node: ast.AST, holder: Value, index: Value) -> Value | None:
    """The columns of a frame that the index names; None if it selects rows."""
    if isinstance(index.const, str):
        return take_column(holder, index.const)
    names = listed_columns(index)
    if names is not None:
        return select_columns(holder, names)
    if index.kind == "columns" and index.columns is not None and index.base is holder.root:
        effects = merge_effects(holder.effects, chosen_by(index))
        return holder.with_(columns=index.columns, effects=effects, base=holder.root)
    if index.kind == "stat":
        return holder.with_(columns=None, effects=merge_effects(holder.effects, chosen_by(index)), base=holder.root)
    if index.kind in ("columns", "list", "text", "set"):
        chosen = (set_order(node, index),) if index.kind == "set" else index.effects
        effects = merge_effects(holder.effects, order.columns_of(Value(effects=chosen)), chosen_by(index))
        kind = "series" if index.kind == "text" and holder.kind == "frame" else holder.kind
        known = index.columns if index.base is holder.root else None
        out = holder.with_(kind=kind, columns=known, effects=effects, base=holder.root)
        return out.with_(name=ANY_COLUMN) if index.name == ANY_COLUMN else out
    return None


def _by_steps(run: Run, node: ast.AST, holder: Value, index: Value) -> Value:
    """The part of a split that a mask or a list of positions stands for."""
    rows = holder.rows if holder.rows is not None else run.rows_of(holder)
    for split, part in index.steps:
        rows = R.step(rows, split, part)
        if index.kind == "mask" or (_by_hand(split) and part != "middle"):
            note_cut(run, node, split, "mask" if index.kind == "mask" else "slice", holder, index, part)
    return part_of(holder, rows)


def _by_hand(split: object) -> bool:
    """Positions that were cut or drawn, not divided by a library's split."""
    return isinstance(split, tuple) and (split[0] == "draw" or isinstance(split[0], tuple))


def _one(run: Run, node: ast.AST, holder: Value, index: Value) -> Value:
    if holder.kind in ("dataset", "loader"):
        return Value()
    if holder.rows is None:
        return holder.element or Value()
    rows = R.step(holder.rows, ("at", index.const), "one")
    kind = "path" if holder.kind == "listing" or holder.name in (order.SORTED, order.REVERSED) else holder.kind
    effects = tuple(e for e in holder.effects if e.kind not in loop_order.ORDERS)
    effects = merge_effects(effects, order.last_of(run, node, holder, index.const))
    return Value(kind=kind, rows=rows, effects=effects, predictions=holder.predictions, read=holder.read)


def _axes(run: Run, node: ast.Subscript, holder: Value, axes: list[ast.expr]) -> Value:
    """``X[rows, columns]`` on an array."""
    if not axes:
        return holder
    rows = _on_axis(run, node, holder, axes[0])
    if len(axes) > 1 and not (isinstance(axes[1], ast.Slice) and axes[1].lower is None and axes[1].upper is None):
        chosen = [chosen_by(evaluate(run, axis)) for axis in axes[1:] if not isinstance(axis, ast.Slice)]
        column = ast.dump(axes[1])
        if rows.kind not in ("indices", "stat"):
            place = column_place(run, rows, axes[1]) if len(axes) == 2 else None
            effects = merge_effects(rows.effects, *chosen)
            hints = windows.hints(run, node, rows, axes[1])  # of signals that lie beside each other
            return rows.with_(columns=None, name=column, base=rows.root, effects=effects, hints=hints, **_at(place))
    return rows


def _at(place: ColumnPlace | None) -> dict[str, Any]:
    return {"place": place} if place is not None else {}


def _on_axis(run: Run, node: ast.Subscript, holder: Value, axis: ast.expr) -> Value:
    if isinstance(axis, ast.Slice):
        if axis.lower is None and axis.upper is None:
            return holder
        return cut(run, node, holder, axis)
    index = evaluate(run, axis)
    out = take(run, node, holder, index, by_row=True)
    by_key = isinstance(node.value, ast.Attribute) and node.value.attr == "loc" and index.kind in ("series", "list")
    return settled_order.looked_up(run, out, holder, index) if by_key else out


def _indexer(run: Run, node: ast.Subscript, holder: Value, how: str) -> Value:
    """``df.loc[rows, columns]`` and its relatives."""
    index = node.slice
    if how in ("at", "iat"):
        return Value(rows=holder.rows, effects=holder.effects, base=holder.root, read=holder.read)
    if not isinstance(index, ast.Tuple):
        return _on_axis(run, node, holder, index)
    axes = index.elts
    rows = _on_axis(run, node, holder, axes[0])
    if len(axes) < 2:
        return rows
    return _columns_by(run, rows, axes[1], how)


def _columns_by(run: Run, rows: Value, axis: ast.expr, how: str) -> Value:
    if isinstance(axis, ast.Slice):
        if axis.lower is None and axis.upper is None:
            return rows
        place = column_place(run, rows, axis) if how == "iloc" else None
        return rows.with_(columns=None, base=rows.root, name=ast.dump(axis), **_at(place))
    index = evaluate(run, axis)
    if how == "loc" and isinstance(index.const, str):
        return take_column(rows, index.const)
    names = listed_columns(index)
    if how == "loc" and names is not None:
        return select_columns(rows, names)
    kind = "series" if index.known else rows.kind
    if index.steps and index.kind == "mask":
        # df.loc[:, df.columns != "target"]: one column is left out, which one is in the mask's key.
        left_out = _left_out(index)
        if left_out is not None:
            return drop_columns(rows, (left_out,))
    effects = merge_effects(rows.effects, chosen_by(index))
    if how == "loc" and index.kind == "columns" and index.columns is not None and index.base is rows.root:
        return rows.with_(columns=index.columns, base=rows.root, effects=effects)
    place = column_place(run, rows, axis) if how == "iloc" else None
    return rows.with_(kind=kind, columns=None, base=rows.root, name=ast.dump(axis), effects=effects, **_at(place))


def _left_out(index: Value) -> str | None:
    _, part = index.steps[0]
    sign, _, name = part.partition(" ")
    return str(ast.literal_eval(name)) if sign == "!=" else None

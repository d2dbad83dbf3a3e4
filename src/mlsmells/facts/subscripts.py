"""Subscripts: columns, rows, slices, masks and indices; manual splits are recognised here."""

from __future__ import annotations

import ast

from mlsmells.facts import order
from mlsmells.facts import rows as R
from mlsmells.facts.columns import drop_columns, put_columns, select_columns, take_column
from mlsmells.facts.evaluate import evaluate
from mlsmells.facts.join import element, join, merge_effects
from mlsmells.facts.run import Run
from mlsmells.facts.targets import rebind
from mlsmells.facts.values import MISSING, UNKNOWN, Columns, Value

ROWED = frozenset({"frame", "series", "array", "tensor", "", "listing", "indices", "dataset", "list", "residual"})


def subscript(run: Run, node: ast.Subscript, holder: Value) -> Value:
    """The value of ``holder[index]``."""
    if holder is UNKNOWN:
        evaluate(run, node.slice) if not isinstance(node.slice, ast.Slice) else None
        return Value()
    if holder.kind == "indexer":
        return _indexer(run, node, holder.ref, holder.name)
    if isinstance(node.slice, ast.Slice):
        return _slice(run, node, holder, node.slice)
    if isinstance(node.slice, ast.Tuple) and holder.kind not in ("dict",):
        return _axes(run, node, holder, node.slice.elts)
    index = evaluate(run, node.slice)
    if holder.items is not None and isinstance(index.const, int) and not isinstance(index.const, bool):
        if -len(holder.items) <= index.const < len(holder.items):
            return holder.items[index.const]
        return UNKNOWN
    if holder.entries is not None or holder.kind == "dict":
        return _entry(holder, index)
    return take(run, node, holder, index)


def _entry(holder: Value, index: Value) -> Value:
    entries = holder.entries
    if entries is not None and index.known:
        found = entries.get(str(index.const))
        if found is not None:
            return found
        return UNKNOWN
    return element(holder) or UNKNOWN


def take(run: Run, node: ast.AST, holder: Value, index: Value, *, by_row: bool = False) -> Value:
    """``holder[index]`` for an evaluated index; ``by_row`` for ``loc`` and ``iloc``."""
    out = _take(run, node, holder, index, by_row=by_row)
    drawn = index.has("drawn")
    return out.with_(effects=merge_effects(out.effects, (drawn,))) if drawn is not None else out


def _take(run: Run, node: ast.AST, holder: Value, index: Value, *, by_row: bool) -> Value:
    names = _column_names(index)
    if holder.kind == "batch":
        return Value(rows=holder.rows, effects=holder.effects, base=holder.root)
    if holder.kind in ("frame", "grouped", "windowed") and not by_row:
        if isinstance(index.const, str):
            return take_column(holder, index.const)
        if names is not None:
            return select_columns(holder, names)
        if index.kind == "columns" and isinstance(index.ref, tuple):
            return holder.with_(columns=index.ref[0], base=holder.root)
        if index.kind in ("columns", "list", "text", "set"):
            chosen = (order.set_order(node, index),) if index.kind == "set" else index.effects
            effects = merge_effects(holder.effects, order.columns_of(Value(effects=chosen)))
            return holder.with_(columns=None, effects=effects, base=holder.root)
    if index.steps:
        rows = holder.rows if holder.rows is not None else run.rows_of(holder)
        for split, part in index.steps:
            rows = R.step(rows, split, part)
            if index.kind == "mask":
                run.note_cut(node, split, "mask", holder)
        return _part(run, holder, rows)
    if isinstance(index.const, int) and holder.kind not in ("frame",):
        return _one(run, node, holder, index)
    if holder.kind == "frame" and not index.kind and index.rows is None and not by_row:
        # A variable that may be a column name, a list of them, or a mask: columns unknown, rows as they are.
        if index is UNKNOWN or not index.known:
            return _part(run, holder, R.step(holder.rows, ("mask", id(index)), "yes")).with_(columns=None)
    if holder.rows is not None or holder.kind in ("array", "tensor", "frame", "series"):
        rows = R.step(run.rows_of(holder), ("mask", id(index)), "yes")
        return _part(run, holder, rows)
    if holder.element is not None:
        return holder.element
    return Value()


def _one(run: Run, node: ast.AST, holder: Value, index: Value) -> Value:
    if holder.kind in ("dataset", "loader"):
        return Value()
    if holder.rows is None:
        return holder.element or Value()
    rows = R.step(holder.rows, ("at", index.const), "one")
    kind = "path" if holder.kind == "listing" or holder.name in (order.SORTED, order.REVERSED) else holder.kind
    effects = tuple(e for e in holder.effects if e.kind not in order.ORDERS)
    effects = merge_effects(effects, order.last_of(node, holder, index.const))
    return Value(kind=kind, rows=rows, effects=effects, predictions=holder.predictions, read=holder.read)


def _part(run: Run, holder: Value, rows: R.Rows | None) -> Value:
    return holder.with_(rows=rows, base=holder.root, const=MISSING, items=None, parts=None)


def _column_names(index: Value) -> tuple[str, ...] | None:
    if index.kind in ("list", "tuple") and index.items and all(isinstance(i.const, str) for i in index.items):
        return tuple(i.const for i in index.items)
    return None


def _axes(run: Run, node: ast.Subscript, holder: Value, axes: list[ast.expr]) -> Value:
    """``X[rows, columns]`` on an array."""
    if not axes:
        return holder
    rows = _on_axis(run, node, holder, axes[0])
    if len(axes) > 1 and not (isinstance(axes[1], ast.Slice) and axes[1].lower is None and axes[1].upper is None):
        for axis in axes[1:]:
            if not isinstance(axis, ast.Slice):
                evaluate(run, axis)
        column = ast.dump(axes[1])
        if rows.kind != "indices":
            return rows.with_(columns=None, name=column, base=rows.root)
    return rows


def _on_axis(run: Run, node: ast.Subscript, holder: Value, axis: ast.expr) -> Value:
    if isinstance(axis, ast.Slice):
        if axis.lower is None and axis.upper is None:
            return holder
        return _slice(run, node, holder, axis)
    return take(run, node, holder, evaluate(run, axis), by_row=True)


def _indexer(run: Run, node: ast.Subscript, holder: Value, how: str) -> Value:
    """``df.loc[rows, columns]`` and its relatives."""
    index = node.slice
    if not isinstance(index, ast.Tuple):
        return _on_axis(run, node, holder, index)
    axes = index.elts
    rows = _on_axis(run, node, holder, axes[0])
    if len(axes) < 2:
        return rows
    return _columns_by(run, rows, axes[1], how)


def _columns_by(run: Run, rows: Value, axis: ast.expr, how: str) -> Value:
    if isinstance(axis, ast.Slice):
        whole = axis.lower is None and axis.upper is None
        return rows if whole else rows.with_(columns=None, base=rows.root, name=ast.dump(axis))
    index = evaluate(run, axis)
    if how == "loc" and isinstance(index.const, str):
        return take_column(rows, index.const)
    names = _column_names(index)
    if how == "loc" and names is not None:
        return select_columns(rows, names)
    kind = "series" if index.known else rows.kind
    if index.steps and index.kind == "mask":
        # df.loc[:, df.columns != "target"]: one column is left out, which one is in the mask's key.
        left_out = _left_out(index)
        if left_out is not None:
            return drop_columns(rows, (left_out,))
    return rows.with_(kind=kind, columns=None, base=rows.root, name=ast.dump(axis))


def _left_out(index: Value) -> str | None:
    (split, part), *_ = index.steps
    if part == "no" and isinstance(split, tuple) and len(split) == 4 and split[1] == "Eq":
        right = split[3]
        if isinstance(right, tuple) and right[0] == "const" and isinstance(right[1], str):
            return right[1]
    return None


def _slice(run: Run, node: ast.AST, holder: Value, index: ast.Slice) -> Value:
    lower = evaluate(run, index.lower) if index.lower else None
    upper = evaluate(run, index.upper) if index.upper else None
    if holder.items is not None and _is_const(lower) and _is_const(upper) and index.step is None:
        low, high = (lower.const if lower else None), (upper.const if upper else None)
        return holder.with_(items=holder.items[low:high])
    if holder.kind in ("text", "path", "dict", "tuple"):
        return Value(kind=holder.kind)
    if lower is None and upper is None:
        return holder
    if holder.parts and len(holder.parts) == 2:
        found = _of_parts(holder.parts, lower, upper)
        if found is not None:
            return found
    if holder.kind == "indices" and holder.rows is None:
        return holder.with_(steps=(*holder.steps, _index_step(node, index, holder, lower, upper)))
    if holder.kind in ("listing", "list"):
        order.cut(run, node, index, holder)
    if holder.kind in ROWED:
        rows = run.rows_of(holder)
        step = _slice_step(node, index, holder, lower, upper)
        if step[1] != "middle" and holder.kind not in ("listing", "list"):
            run.note_cut(node, step[0], "slice", holder)
        part = _part(run, holder, R.step(rows, *step))
        if holder.kind in ("indices", "") and holder.read is None:
            part.steps = (*holder.steps, _index_step(node, index, holder, lower, upper))
        return part
    return Value()


def _is_const(bound: Value | None) -> bool:
    return bound is None or isinstance(bound.const, int)


def _of_parts(parts: tuple[Value, ...], lower: Value | None, upper: Value | None) -> Value | None:
    """A concatenation cut again where it was joined."""
    bound = lower if upper is None else upper if lower is None else None
    if bound is None or bound.kind != "size" or bound.ref is None:
        return None
    first = parts[0]
    if bound.ref is first or (bound.ref.rows is not None and bound.ref.rows == first.rows):
        return parts[1] if upper is None else first
    return None


def _slice_step(
    node: ast.AST, index: ast.Slice, holder: Value, lower: Value | None, upper: Value | None
) -> tuple[object, str]:
    """The step of a one-sided slice is named by its bound, so that the other side is its sibling."""
    if index.step is None:
        if lower is None and index.upper is not None and upper is not None:
            return ("slice", _bound(index.upper, upper)), "head"
        if upper is None and index.lower is not None and lower is not None:
            return ("slice", _bound(index.lower, lower)), "tail"
    return ("slice", id(node)), "middle"


def _index_step(
    node: ast.AST, index: ast.Slice, holder: Value, lower: Value | None, upper: Value | None
) -> tuple[object, str]:
    """The same for a list of positions: cuts of two lists at one bound have nothing to do with each other."""
    split, part = _slice_step(node, index, holder, lower, upper)
    return (split, id(holder)), part


def _bound(node: ast.expr, value: Value) -> object:
    if value.known:
        return ("const", value.const)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return ("minus", ast.dump(node.operand))
    if isinstance(node, ast.Name) and value is not UNKNOWN:
        return ("value", id(value))
    return ("text", ast.dump(node))


def store_subscript(run: Run, target: ast.Subscript, value: Value) -> None:
    """``holder[index] = value``."""
    holder = evaluate(run, target.value)
    if holder.kind == "indexer":
        _store_indexed(run, target, holder, value)
        return
    if isinstance(target.slice, ast.Slice):
        _weaken(run, target.value, holder, value)
        return
    index = evaluate(run, target.slice)
    names = (index.const,) if isinstance(index.const, str) else _column_names(index)
    if holder.kind == "dict" or (holder.entries is not None):
        entries = holder.entries
        if entries is not None and index.known and not run.in_loop_since(holder):
            rebind(run, target.value, holder.with_(entries={**entries, str(index.const): value}))
        else:
            known = element(holder)
            effects = merge_effects(holder.effects, index.effects)
            rebind(
                run, target.value, Value(kind="dict", element=join(known, value) if known else value, effects=effects)
            )
        run.note_store(target, holder, index, value)
    elif names is not None and holder.kind in ("frame", "", "series"):
        set_column(run, target.value, holder, names, value)
    elif holder.kind == "frame":
        # Some columns, we do not know which: what they carry is on all of them.
        changed = holder.with_(effects=merge_effects(holder.effects, value.effects), columns=_some_more(holder))
        rebind(run, target.value, changed)
    else:
        _weaken(run, target.value, holder, value, index)


def _some_more(holder: Value) -> Columns | None:
    return holder.columns


def set_column(run: Run, node: ast.expr, holder: Value, names: tuple[str, ...], value: Value) -> None:
    rebind(run, node, put_columns(holder, names, value))


def _store_indexed(run: Run, target: ast.Subscript, holder: Value, value: Value) -> None:
    frame: Value = holder.ref
    index = target.slice
    node = target.value
    if not isinstance(node, ast.Attribute):
        return
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        column = evaluate(run, index.elts[1])
        names = (column.const,) if isinstance(column.const, str) else _column_names(column)
        if names is not None:
            carried = frozenset(names)
            gained = tuple(e._replace(columns=carried) for e in value.effects)
            changed = frame.with_(effects=merge_effects(frame.effects, gained), base=frame.root)
            rebind(run, node.value, changed)
            return
    _weaken(run, node.value, frame, value)


def _weaken(run: Run, node: ast.expr, holder: Value, value: Value, place: Value = UNKNOWN) -> None:
    """Some rows or cells were overwritten: the old effects stay, the new ones come on top."""
    filled = order.orders(place) if place.name == "position" else ()
    if value.effects or value.rows is not None or filled:
        effects = merge_effects(holder.effects, value.effects, filled)
        rows = holder.rows if holder.rows is not None else value.rows
        predictions = tuple(dict.fromkeys(holder.predictions + value.predictions))
        kind = value.kind if value.predictions else holder.kind
        rebind(
            run, node, holder.with_(effects=effects, rows=rows, base=holder.root, predictions=predictions, kind=kind)
        )

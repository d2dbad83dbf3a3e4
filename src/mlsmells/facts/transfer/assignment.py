"""Assignment targets: names, tuples, attributes and subscripts."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.columns import drop_columns, listed_columns, put_columns
from mlsmells.facts.domain.lattice import element, join, listed, merge_effects, merge_hints, merge_predictions
from mlsmells.facts.domain.loop_order import POSITION
from mlsmells.facts.domain.values import UNKNOWN, Columns, Hint, Value, identity
from mlsmells.facts.observers import finishing, gradients, order, positions, score_names, scores
from mlsmells.facts.observers.lost_updates import CHAINABLE, chained
from mlsmells.facts.observers.told_tables import begun
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.frames import Frame
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import datasets


def assign_target(run: Run, target: ast.expr, value: Value) -> None:
    """Bind a value to a target."""
    score_names.assigned(run, target, value)
    if isinstance(target, ast.Name):
        for obj in value.objs:
            if not obj.name:
                obj.name = target.id
        run.context.frame.bind(target.id, value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(run, target.elts, value)
    elif isinstance(target, ast.Starred):
        assign_target(run, target.value, value)
    elif isinstance(target, ast.Attribute):
        store_attribute(run, target, value)
    elif isinstance(target, ast.Subscript):
        store_subscript(run, target, value)


def _unpack(run: Run, targets: list[ast.expr], value: Value) -> None:
    for target, part in zip(targets, unpacked(value, targets), strict=True):
        assign_target(run, target, scores.chosen_from(run, part, value, UNKNOWN))


def unpacked(value: Value, targets: list[ast.expr]) -> list[Value]:
    """One value per target; unknown where the shape does not fit."""
    stars = [i for i, t in enumerate(targets) if isinstance(t, ast.Starred)]
    items = value.items
    if items is not None and len(items) == len(targets) and not stars:
        return list(items)
    if items is not None and len(stars) == 1 and len(items) >= len(targets) - 1:
        at = stars[0]
        after = len(targets) - at - 1
        middle = Value(kind="list", items=items[at : len(items) - after])
        return [*items[:at], middle, *(items[len(items) - after :] if after else ())]
    if value.kind == "score" and value.predictions and not stars:
        return [value for _ in targets]  # a network with several outputs
    if value.kind == "stat":
        return [value for _ in targets]
    if value.kind in {"loader", "dataset", "batch"} or value.element is not None:
        inner = element(value)
        if inner is not None:
            return [inner.with_() for _ in targets]
        root = value.root  # the parts of a batch are columns of it: by their place, as they have no names
        places = [f"part {i}" if len(targets) > 1 else None for i in range(len(targets))]
        return [Value(rows=value.rows, effects=value.effects, base=root, column=place) for place in places]
    if value.kind == "metric" and value.effects:  # several scores at once
        return [value.with_() for _ in targets]
    scored = tuple(e for e in value.effects if e.kind == "scored")  # ``tn, fp, fn, tp = matrix.ravel()``
    return [Value(effects=scored) for _ in targets]


def _in_a_column_that_is_there(value: Value, name: str) -> Value:
    """``df.name = df.other`` makes no column: what was there is not made from the other one."""
    return value.with_(column=None, made_of=()) if value.column not in (None, name) else value


def store_attribute(run: Run, target: ast.Attribute, value: Value) -> None:
    holder = evaluate(run, target.value)
    _noticed(run, target, holder, value)
    if holder.kind in ("instance", "class"):
        key = (id(holder.ref), target.attr)
        if value.objs and not value.objs[0].name:
            value.objs[0].name = f"{ast.unparse(target)}"
        # Two instances of one allocation site in a loop share the cell: keep what was there.
        run.heap[key] = value
    elif holder.kind == "lib" or not holder.kind:
        run.heap[(identity(holder), target.attr)] = value
        if holder.kind == "lib":
            run.libraries.values[f"{holder.name}.{target.attr}"] = value
    elif holder.kind == "frame" and target.attr not in ("index", "columns", "name"):
        held = _in_a_column_that_is_there(value, target.attr)
        rebind(run, target.value, put_columns(holder, (target.attr,), held, run.reported_at(target)))
    elif holder.kind == "frame" and target.attr == "index":
        dated = any(h.kind in ("dates", "index") for h in value.hints)
        hints = (Hint("index", run.reported_at(target)),) if dated else ()
        rebind(run, target.value, holder.with_(plain=False, hints=merge_hints(holder.hints, hints)))
    elif target.attr in ("name", "names") and isinstance(target.value, ast.Attribute) and target.value.attr == "index":
        frame = evaluate(run, target.value.value)
        rebind(run, target.value.value, frame.with_(plain=False)) if frame.plain else None
    elif holder.kind in ("frame", "stat") and target.attr == "columns":
        names = listed_columns(value)
        known = Columns(frozenset(names)) if names is not None else None
        rebind(run, target.value, holder.with_(columns=known, lineage=None))


def _noticed(run: Run, target: ast.Attribute, holder: Value, value: Value) -> None:
    """Attributes of libraries that mean more than what they hold."""
    if target.attr == "grad":
        gradients.cleared(run, target, holder)
    if datasets.turned(holder, target, value):
        rebind(run, target.value, holder.with_(rows=run.fresh_rows(), row=None, element=None))


def store_subscript(run: Run, target: ast.Subscript, value: Value) -> None:
    """``holder[index] = value``."""
    holder = evaluate(run, target.value)
    if holder.as_frame is not holder:
        return  # a column of an instance: it knows no names of columns
    if holder.kind in CHAINABLE:
        chained(run, target, holder)
    if holder.kind == "indexer":
        _store_indexed(run, target, holder, value)
        return
    if isinstance(target.slice, ast.Slice):
        _weaken(run, target.value, holder, value)
        return
    index = evaluate(run, target.slice)
    names = (index.const,) if isinstance(index.const, str) else listed_columns(index)
    if holder.kind == "dict" or holder.entries is not None:
        _store_entry(run, target, holder, index, value)
    elif names is not None and holder.kind in ("frame", "", "series"):
        finishing.beside(run, target, (holder, value) if value.effects and holder.kind == "frame" else ())
        begun(run, target, holder, names, value)
        rebind(run, target.value, put_columns(holder, names, value, run.reported_at(target)))
    elif holder.kind == "frame":
        # Some columns, we do not know which: what they carry is on all of them.
        rebind(run, target.value, holder.with_(effects=merge_effects(holder.effects, value.effects)))
    else:
        _weaken(run, target.value, holder, value, index)


def _store_entry(run: Run, target: ast.Subscript, holder: Value, index: Value, value: Value) -> None:
    """``d[key] = value``: one entry where the key is known, else one more of what the dict may hold."""
    entries = holder.entries
    if entries is not None and index.known and not run.context.repeats(holder):
        changed = listed(holder.with_(entries={**entries, str(index.const): value}))
    else:
        known = element(holder)
        effects = merge_effects(holder.effects, index.effects)
        changed = Value(kind="dict", element=join(known, value) if known else value, effects=effects)
    rebind(run, target.value, changed)
    positions.stored(run, target, holder, index, value)


def _store_indexed(run: Run, target: ast.Subscript, holder: Value, value: Value) -> None:
    frame: Value = holder.ref
    index = target.slice
    node = target.value
    if not isinstance(node, ast.Attribute):
        return
    if not isinstance(index, (ast.Tuple, ast.Slice)):
        evaluate(run, index)
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        if not isinstance(index.elts[0], ast.Slice):
            evaluate(run, index.elts[0])
        column = evaluate(run, index.elts[1])
        names = (column.const,) if isinstance(column.const, str) else listed_columns(column)
        if names is not None:
            carried = frozenset(names)
            gained = tuple(e._replace(columns=carried) for e in value.effects)
            changed = frame.with_(effects=merge_effects(frame.effects, gained), base=frame.root)
            rebind(run, node.value, changed)
            return
    _weaken(run, node.value, frame, scores.keep(run, value, value))  # ``res.loc[len(res)] = [name, score]``


def _weaken(run: Run, node: ast.expr, holder: Value, value: Value, place: Value = UNKNOWN) -> None:
    """Some rows or cells were overwritten: the old effects stay, the new ones come on top."""
    filled = order.orders(place) if place.name == POSITION else ()
    if value.effects or value.rows is not None or filled:
        effects = merge_effects(holder.effects, value.effects, filled)
        rows = holder.rows if holder.rows is not None else value.rows
        predictions = merge_predictions(holder, value)
        kind = value.kind if value.predictions else holder.kind
        rebind(
            run,
            node,
            holder.with_(
                effects=effects,
                rows=rows,
                base=holder.root,
                predictions=predictions,
                kind=kind,
                items=holder.items or None,
            ),
        )


def rebind(run: Run, node: ast.expr, value: Value) -> None:
    """The value that an expression names has changed in place: bind the name or attribute anew."""
    if isinstance(node, ast.Name):
        frame: Frame | None = run.context.frame
        if node.id not in run.context.frame.vars and run.context.frame.find(node.id) is None:
            return
        while frame is not None and node.id not in frame.vars:
            frame = frame.parent
        if frame is not None:
            frame.vars[node.id] = value
    elif isinstance(node, ast.Attribute):
        holder = evaluate(run, node.value)
        if holder.kind in ("instance", "class"):
            run.heap[(id(holder.ref), node.attr)] = value
        elif holder.kind == "frame":
            assign_target(run, node, value)
    elif isinstance(node, ast.Subscript):
        assign_target(run, node, value)


def delete_target(run: Run, target: ast.expr) -> None:
    """``del x`` unbinds; ``del df["c"]`` drops the column."""
    if isinstance(target, ast.Name):
        run.context.frame.vars.pop(target.id, None)
    elif isinstance(target, ast.Subscript):
        holder = evaluate(run, target.value)
        key = evaluate(run, target.slice).const
        if holder.kind == "frame":
            gone = drop_columns(holder, (key,)) if isinstance(key, str) else holder.with_(columns=None)
            rebind(run, target.value, gone)

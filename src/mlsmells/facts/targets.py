"""Assignment targets: names, tuples, attributes and subscripts."""

from __future__ import annotations

import ast

from mlsmells.facts.evaluate import evaluate
from mlsmells.facts.join import element, join
from mlsmells.facts.run import Run
from mlsmells.facts.values import UNKNOWN, Value


def assign_target(run: Run, target: ast.expr, value: Value) -> None:
    """Bind a value to a target."""
    if isinstance(target, ast.Name):
        for obj in value.objs:
            if not obj.name:
                obj.name = target.id
        run.assign(target.id, value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(run, target.elts, value)
    elif isinstance(target, ast.Starred):
        assign_target(run, target.value, value)
    elif isinstance(target, ast.Attribute):
        store_attribute(run, target, value)
    elif isinstance(target, ast.Subscript):
        from mlsmells.facts.subscripts import store_subscript

        store_subscript(run, target, value)


def _unpack(run: Run, targets: list[ast.expr], value: Value) -> None:
    for target, part in zip(targets, unpacked(value, targets), strict=True):
        assign_target(run, target, part)


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
    if value.kind in {"loader", "dataset", "batch"} or value.element is not None:
        inner = element(value)
        if inner is not None:
            return [inner.with_() for _ in targets]
        return [Value(rows=value.rows, effects=value.effects, base=value.root) for _ in targets]
    return [Value() for _ in targets]


def store_attribute(run: Run, target: ast.Attribute, value: Value) -> None:
    holder = evaluate(run, target.value)
    if holder.kind in ("instance", "class"):
        key = (id(holder.ref), target.attr)
        if value.objs and not value.objs[0].name:
            value.objs[0].name = f"{ast.unparse(target)}"
        # Two instances of one allocation site in a loop share the cell: keep what was there.
        run.heap[key] = value
    elif holder.kind == "lib" or not holder.kind:
        run.heap[(id(holder), target.attr)] = value
        if holder.kind == "lib":
            run.libs[f"{holder.name}.{target.attr}"] = value
    elif holder.kind == "frame" and target.attr not in ("index", "columns"):
        from mlsmells.facts.subscripts import set_column

        set_column(run, target.value, holder, (target.attr,), value)
    elif holder.kind == "frame" and target.attr == "columns":
        rebind(run, target.value, holder.with_(columns=None))


def rebind(run: Run, node: ast.expr, value: Value) -> None:
    """The value that an expression names has changed in place: bind the name or attribute anew."""
    if isinstance(node, ast.Name):
        if node.id in run.frame.vars:
            run.frame.vars[node.id] = value
        elif run.frame.find(node.id) is not None:
            frame = run.frame.parent
            while frame is not None:
                if node.id in frame.vars:
                    frame.vars[node.id] = value
                    return
                frame = frame.parent
    elif isinstance(node, ast.Attribute):
        holder = evaluate(run, node.value)
        if holder.kind in ("instance", "class"):
            run.heap[(id(holder.ref), node.attr)] = value
    elif isinstance(node, ast.Subscript):
        assign_target(run, node, value)


def delete_target(run: Run, target: ast.expr) -> None:
    """``del x`` unbinds; ``del df["c"]`` drops the column."""
    if isinstance(target, ast.Name):
        run.frame.vars.pop(target.id, None)
    elif isinstance(target, ast.Subscript):
        holder = evaluate(run, target.value)
        key = evaluate(run, target.slice).const
        if holder.kind == "frame" and isinstance(key, str):
            from mlsmells.facts.columns import drop_columns

            rebind(run, target.value, drop_columns(holder, (key,)))


__all__ = ["UNKNOWN", "assign_target", "delete_target", "join", "rebind", "unpacked"]

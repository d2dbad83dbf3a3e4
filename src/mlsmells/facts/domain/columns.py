"""Columns of frames: selecting, dropping and setting them, with the effects that belong to them."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain.lattice import merge_effects, merge_hints
from mlsmells.facts.domain.values import Columns, Effect, Value


def effects_on(effects: tuple[Effect, ...], columns: frozenset[str]) -> tuple[Effect, ...]:
    """The effects that touch one of these columns."""
    if not effects:
        return effects
    return tuple(e for e in effects if e.columns is None or e.columns & columns)


def without(effects: tuple[Effect, ...], columns: frozenset[str]) -> tuple[Effect, ...]:
    """The effects that are left when these columns are gone."""
    if not effects:
        return effects
    out = []
    for e in effects:
        if e.columns is None:
            out.append(e)
        elif e.columns - columns:
            out.append(e._replace(columns=e.columns - columns))
    return tuple(out)


def take_column(frame: Value, name: str) -> Value:
    """``df["name"]``."""
    column = frozenset((name,))
    for effect in frame.effects:
        # Of other rows of the table they are the predictions as well, but not known to be all of them.
        if effect.kind == "predicted" and effect.columns == column and effect.rows == frame.rows and effect.against:
            return effect.against.with_(column=name, base=frame.root)
    if frame.columns is not None and not frame.columns.holds(name):
        return Value(kind="series", rows=frame.rows, column=name, base=frame.root, hints=frame.hints)
    return Value(
        kind=frame.kind if frame.kind in ("grouped", "windowed") else "series",
        rows=frame.rows,
        effects=effects_on(frame.effects, column),
        column=name,
        base=frame.root,
        read=frame.read,
        may=frame.may,
        parts=_part_columns(frame, name),
        hints=frame.hints,
        made_of=column_lineage.taken(frame, name) if frame.lineage else (),
    )


def _part_columns(frame: Value, name: str) -> tuple[Value, ...] | None:
    return tuple(take_column(p, name) for p in frame.parts) if frame.parts else None


def select_columns(frame: Value, names: tuple[str, ...]) -> Value:
    """``df[["a", "b"]]``."""
    wanted = frozenset(names)
    return frame.with_(
        kind=frame.kind if frame.kind in ("grouped", "windowed") else "frame",
        effects=effects_on(frame.effects, wanted),
        columns=Columns(wanted),
        base=frame.root,
        const=Value.const,
        items=None,
        parts=tuple(select_columns(p, names) for p in frame.parts) if frame.parts else None,
    )


def drop_columns(frame: Value, names: tuple[str, ...]) -> Value:
    """``df.drop(columns=names)``."""
    gone = frozenset(names)
    columns = frame.columns
    if columns is not None:
        known = None if columns.known is None else columns.known - gone
        columns = Columns(known, columns.dropped | gone, columns.only)
    return frame.with_(
        effects=without(frame.effects, gone),
        columns=columns,
        base=frame.root,
        parts=tuple(drop_columns(p, names) for p in frame.parts) if frame.parts else None,
    )


def put_columns(frame: Value, names: tuple[str, ...], value: Value, node: ast.AST | None = None) -> Value:
    """``df[names] = value`` at ``node``: the columns carry the value's effects from now on."""
    changed = frozenset(names)
    kept = without(frame.effects, changed)
    gained = tuple(
        e._replace(columns=changed) if e.columns is None or not e.columns & changed else e for e in value.effects
    )
    columns = frame.columns
    if columns is not None:
        known = None if columns.known is None else columns.known | changed
        columns = Columns(known, columns.dropped - changed, columns.only)
    if node is not None and len(names) == 1:
        gained += predicted(frame, names[0], value, node)
    named = tuple(h if h.column or h.kind != "dates" else h._replace(column=names[0]) for h in value.hints)
    return frame.with_(
        effects=merge_effects(kept, gained),
        columns=columns,
        items=frame.items or None,  # it is not empty any more
        base=frame.root,
        lineage=column_lineage.put(frame, names, value, node),
        hints=merge_hints(frame.hints, named),
    )


def predicted(frame: Value, name: str, value: Value, node: ast.AST) -> tuple[Effect, ...]:
    """``df["p"] = model.predict(X)``: a column of predictions for these very rows."""
    if value.kind not in ("pred", "score") or not value.predictions or frame.rows is None:
        return ()
    return (Effect("predicted", node, rows=frame.rows, columns=frozenset((name,)), against=value),)


def listed_columns(index: Value) -> tuple[str, ...] | None:
    """The names in a list of column names; None for anything else."""
    if index.kind in ("list", "tuple") and index.items and all(isinstance(i.const, str) for i in index.items):
        return tuple(i.const for i in index.items)
    return None


def names_among(index: Value) -> tuple[str, ...] | None:
    """The names in a list, a set or a dict of column names."""
    if index.kind == "set" and isinstance(index.ref, frozenset):
        return tuple(sorted(index.ref)) if all(isinstance(name, str) for name in index.ref) else None
    if index.kind == "dict" and index.entries is not None:
        return tuple(index.entries)
    return listed_columns(index)


def both(left: Value, right: Value) -> Value | None:
    """``numbers + ["city"]``: the names of two lists, one of which holds names of a table's columns."""
    if left.kind != "columns":
        left, right = right, left
    names = listed_columns(right)
    if left.kind != "columns" or left.columns is None:
        return None
    if names is not None:
        return put_columns(left, names, Value())
    if right.kind != "columns" or right.columns is None or right.base is not left.base:
        return left.with_(columns=None)
    a, b = left.columns, right.columns
    only = a.only if a.only == b.only else "" if "" in (a.only, b.only) else "numbers"
    known = a.known | b.known if a.known is not None and b.known is not None else None
    return left.with_(columns=Columns(known, a.dropped & b.dropped, only))


def column_names(value: Value | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value.const, str):
        return (value.const,)
    if value.items and all(isinstance(i.const, str) for i in value.items):
        return tuple(i.const for i in value.items)
    return None

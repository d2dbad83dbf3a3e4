"""Verbs that meet the world outside: reading, writing, listing, opening, settings."""

from __future__ import annotations

from typing import Any

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Listing, OrderUse, Read, Split, Write
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.strings import path_text
from mlsmells.facts.domain.values import NONE, Columns, Effect, Hint, Value
from mlsmells.facts.observers import order, reshuffles, scores, time
from mlsmells.facts.observers.order import orders
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.builtins_scalars import open_file
from mlsmells.facts.transfer.common import draw, path_key
from mlsmells.facts.transfer.named_splits import folder_part, labelled_row, named_parts, same_source
from mlsmells.facts.transfer.presuming import own_models
from mlsmells.facts.transfer.registry import VERBS
from mlsmells.facts.transfer.saved_models import saved_model
from mlsmells.facts.transfer.splits import loaders


def _kind(use: Use, default: Kind) -> Kind:
    found: Kind | None = use.option("kind")
    return found or default


def _read(use: Use) -> Value:
    run, node = use.run, use.node
    path = use.value("path")
    event = Read(node, name=use.spec.name, path=path_text(path), config=bool(path is not None and path.config))
    event.key = path_key(use.run, use.bound, use.option("path"))
    event.pins = {p: use.bound.get(p) for p in use.option("pins", ())}
    event.tags = frozenset(use.option("tags", ()))
    event.args, event.unclear = use.bound.by_name, use.bound.unclear
    rows = same_source(use)
    kind = _kind(use, "frame")
    # One file of a listing has no order of its own; a list of files read at once has.
    effects = orders(path) if path is not None and path.kind in ("list", "listing", "iterator") else ()
    recent = path.has("newest") if path is not None else None
    if recent is not None:
        run.emit(OrderUse(node, how="newest", effect=recent, value=path))
    columns = Columns() if kind == "frame" else None
    plain = "index_col" in use.spec.args and use.bound.get("index_col").absent_or(None, False)
    value = Value(kind=kind, rows=rows, effects=effects, read=event, columns=columns, origin=node, plain=plain)
    if kind == "frame":
        place = run.reported_at(node)
        value = time.of_read(use.bound, place, value)
        if use.option("hint"):
            value = time.add(value, Hint(use.option("hint"), place))
    value = reshuffles.by_default(use, value)
    value = _of_parts(use, event, _of_shape(use, value), kind)
    draw(use)
    run.emit(event)
    saved = saved_model(run, event) if event.tags & {"model", "pickle"} else None
    return saved if saved is not None else value


def _of_parts(use: Use, event: Read, value: Value, kind: Kind) -> Value:
    """What the call gives: the value that is read, or its parts. The value itself is ``event.out``."""
    event.out = value
    parts = use.option("parts")
    if parts:
        return _read_parts(use, event, parts)
    if _gives_pair(use):
        y = Value(kind="series", rows=value.rows, read=event, base=Value(rows=value.rows))
        return Value(kind="tuple", items=(value, y))
    if use.option("subset") and use.bound.get(use.option("subset")).absent:
        value = folder_part(use.run, use.node, value, event.path)
        event.out = value
    if kind in ("text", "dict", "other", "path"):
        held = Value(kind="array", name="numbers", read=event) if "numbers" in event.tags else value.element
        event.out = value.with_(rows=None, element=held)
        return event.out
    if use.option("split") or use.option("subset"):
        event.out = value.with_(row=labelled_row(use, value))
        return named_parts(use, event.out)
    return loaders(use, value) if use.option("returns") == "loaders" else value


def _gives_pair(use: Use) -> bool:
    """Features and labels apart: always, or when asked for."""
    how, asked = use.option("returns"), use.bound.get("return_X_y")
    return (how == "pair" and asked.absent_or(True)) or (how == "xy" and asked.is_const(True))


def _of_shape(use: Use, value: Value) -> Value:
    """Several sheets come as a dictionary, a file in pieces as an iterator."""
    sheets = use.bound.get("sheet_name")
    if sheets.is_const(None) or sheets.value.kind == "list":
        return Value(kind="dict", element=value, read=value.read, rows=value.rows, origin=use.node)
    pieces = use.bound.get("chunksize")
    if (value.kind == "frame" and not pieces.absent_or(None)) or use.bound.get("iterator").is_const(True):
        return Value(kind="iterator", element=value, read=value.read, rows=value.rows, origin=use.node)
    return value


def _read_parts(use: Use, event: Read, parts: list[Any]) -> Value:
    """``(x_train, y_train), (x_test, y_test) = load_data()``: one source, split by the library."""
    rows = use.run.fresh_rows()
    event.out = Value(kind="array", rows=rows, read=event)
    split = ("library", id(use.node))
    outs = []
    for group in parts:
        if isinstance(group, str):
            outs.append(Value(kind="array", rows=R.step(rows, split, group), read=event, base=event.out))
            continue
        x, y = Value(kind="array", read=event), Value(kind="array", read=event)
        members = []
        for role, base in zip(group, (x, y), strict=False):
            members.append(Value(kind="array", rows=R.step(rows, split, role), read=event, base=base))
        outs.append(Value(kind="tuple", items=tuple(members)))
    use.run.emit(Split(use.node, id=split, kind="library", name=use.spec.name, inputs=(event.out,), shuffle=False))
    return Value(kind="tuple", items=tuple(outs))


def _write(use: Use) -> Value:
    path = use.value("path")
    value = use.value("value") if use.option("value") not in (None, "self") else use.self_value
    event = Write(use.node, name=use.spec.name, path=path_text(path), what=use.option("what", "other"), value=value)
    event.key = path_key(use.run, use.bound, use.option("path"))
    event.args, event.unclear = dict(use.bound.by_name), use.bound.unclear
    for obj in own_models.inside(use.run, value) if value is not None else ():
        for inner in obj.tree():
            inner.written = True
        event.what = "model"
    use.run.emit(event)
    if value is not None:
        scores.used(use.run, use.node, "saved", value)
    order.saved(use.run, use.node, value)
    return NONE


def _listing(use: Use) -> Value:
    effect = Effect("unsorted-listing", use.node, note=use.spec.name)
    # A listing that can be shuffled, as that of tf.data, is sorted otherwise.
    effects = () if "shuffle" in use.spec.args else (effect,)
    rows = use.run.fresh_rows()
    out = Value(kind=_kind(use, "listing"), rows=rows, effects=effects, origin=use.node)
    if use.option("shape") == "walk":
        names = out.with_(kind="listing")
        folders = names.with_(name="walk folders", ref=effect)
        triple = Value(kind="tuple", items=(Value(kind="path"), folders, names))
        out = Value(kind="iterator", element=triple, effects=(effect,))
    where = use.self_value if use.self_value is not None else use.bound.args.first()
    event = Listing(use.node, name=use.spec.name, path=path_text(where), config=where.config, out=out)
    use.run.emit(event)
    return out


def _open(use: Use) -> Value:
    return open_file(use.run, use.node, use.bound.args)


def _config(use: Use) -> Value:
    return Value(config=True, kind=use.option("kind") or "")


def _clock(use: Use) -> Value:
    return Value(name=time.CLOCK)


def _rng_state(use: Use) -> Value:
    return Value(name="rng-state")


VERBS.update({
    "read": _read, "write": _write, "listing": _listing, "open": _open, "config": _config, "clock": _clock,
    "rng-state": _rng_state,
})  # fmt: skip

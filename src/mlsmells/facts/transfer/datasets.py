"""Datasets and loaders: what one of their elements consists of, and which rows it stands for.

A dataset made of a table and its labels keeps one element (``Value.row``): a tuple, a dict or a single value,
with the rows it had when the dataset was made. Parts of the dataset keep it; their elements hold the part's rows.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args, Bound
from mlsmells.facts.domain.events import Resample
from mlsmells.facts.domain.growth import found_dataset, found_elements, found_rows
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Effect, Hint, Value, is_shared
from mlsmells.facts.state.dispatch import invoke
from mlsmells.facts.state.frames import Function, Instance
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.transfer.windows import ELEMENT

if TYPE_CHECKING:
    from mlsmells.knowledge import ClassSpec


# What says which of its rows a dataset gives.
_TURNS = frozenset({"phase", "mode", "split", "subset", "partition", "stage", "fold", "train", "is_train", "training"})


def turned(holder: Value, target: ast.Attribute, value: Value) -> bool:
    """``dataset.phase = "val"``: from here on the dataset gives other rows."""
    if target.attr not in _TURNS or not value.known or called_as(target.value) in ("self", "cls"):
        return False
    if holder.kind == "instance" and isinstance(holder.ref, Instance):
        return holder.ref.klass.method("__getitem__") is not None
    return holder.kind in ("", "dataset", "loader") and (holder.rows is not None or holder.row is not None)


def wrapped(run: Run, node: ast.Call, spec: ClassSpec, bound: Bound, held: Value) -> Value:
    """The rows, effects and element of a dataset, loader or matrix made around ``held``."""
    if held.kind == "instance":
        describe(run, node, held)
    if spec.options.get("mix") and held.items:
        return _joined(run, node, held.items)
    if held.items and spec.options.get("aligned"):
        held = aligned(run, held)
    elif held.kind in ("tuple", "list") and held.items:
        held = held.items[0]
    rows = run.rows_of(held)
    if spec.family == "loader":
        found_dataset(held)
    for steps in _chosen(bound, spec):
        for split, part in steps:
            rows = R.step(rows, split, part)
    return held.with_(rows=rows, base=held.root, items=None, element=None, entries=None)


def aligned(run: Run, held: Value) -> Value:
    """Arrays side by side: one element is a tuple of one element of each."""
    items = held.items or ()
    first = items[0]
    if first.items:  # ((a, b), y): two inputs
        first = first.items[0]
    rows = run.rows_of(first)
    for other in items[1:]:
        if rows is not None and other.rows is None and not (other.items or other.objs or is_shared(other)):
            found_rows(other, rows)  # of what is not known, the rows are the first's
    row = Value(kind="tuple", items=(first, *items[1:]), rows=rows)
    effects = merge_effects(*(i.effects for i in (first, *items[1:])))
    return Value(rows=rows, effects=effects, row=row, base=first.root, read=first.read)


def _chosen(bound: Bound, spec: ClassSpec) -> list[tuple[R.Step, ...]]:
    """The positions a Subset or a sampler takes; a sampler nobody knows takes some."""
    index = spec.options.get("index")
    if isinstance(index, str):
        given = bound.value(index)
        return [_steps(given)] if given is not None else []
    sampler = bound.value("sampler") or bound.value("batch_sampler")
    if sampler is None or sampler.kind == "none":
        return []
    out: list[tuple[R.Step, ...]] = []
    for obj in sampler.objs:
        chosen = obj.param("indices")
        if chosen.node is not None:
            out.append(_steps(chosen.value))
    if not sampler.objs:
        out.append(((("sampler", id(bound.args.call)), "some"),))
    return out[:1]


def _steps(index: Value) -> tuple[R.Step, ...]:
    return index.steps or ((("positions", id(index)), "some"),)


def _joined(run: Run, node: ast.Call, items: tuple[Value, ...]) -> Value:
    """The datasets of a concatenation: all their rows, the element of the first."""
    rows = R.union(run.rows_of(i) for i in items)
    first = items[0]
    effects = merge_effects(*(i.effects for i in items))
    if any(len(a.rows or ()) == 1 and a.rows == b.rows for i, a in enumerate(items) for b in items[i + 1 :]):
        event = Resample(node, name="ConcatDataset", X=first, how="copies")  # one folder, varied in another way
        effects = merge_effects(effects, (Effect("resampled", node, rows=rows, event=event, note="copies"),))
        run.emit(event)
    return Value(rows=rows, effects=effects, base=first.root, read=first.read)


def describe(run: Run, node: ast.Call, instance: Value) -> None:
    """The rows of an object of a Dataset class of the file: those of what its ``__getitem__`` takes an element from."""
    if instance.rows is not None or not isinstance(instance.ref, Instance):
        return
    own = instance.ref.klass.method("__getitem__")
    held = [v for (owner, _), v in run.heap.items() if owner == id(instance.ref) and v.rows is not None]
    if own is None or not isinstance(own.ref, Function) or not held:
        return
    index = Value(name=ELEMENT)
    made = invoke(run, node, own.ref, Args(node, [(node, index)]), instance=instance)
    row = _whole(made, held)
    if row is not None or len({v.rows for v in held}) == 1:
        parts = (made, *(made.items or ()), *(made.entries or {}).values())
        windows = tuple(h for part in parts for h in part.hints if h.kind == "windows")
        found_elements(instance, row, held[0], windows[:1])


def of_positions(run: Run, node: ast.Call, size: Value | None) -> tuple[Hint, ...]:
    """``range(len(windows))``: whoever divides the positions divides the windows."""
    held = size.ref if size is not None and size.kind == "size" else None
    if not isinstance(held, Value):
        return ()
    if held.kind == "instance":
        describe(run, node, held)
    return tuple(h for h in held.hints if h.kind == "windows")


def _whole(made: Value, held: list[Value]) -> Value | None:
    """An element whose parts stand for all the rows they were taken from; None if they come from elsewhere."""
    if made.entries is not None:
        entries = {k: _origin(v, held) for k, v in made.entries.items()}
        parts = tuple(entries.values())
        out = made.with_(entries=entries)
    elif made.items is not None:
        parts = tuple(_origin(v, held) for v in made.items)
        out = made.with_(items=parts)
    else:
        parts = (_origin(made, held),)
        out = parts[0]
    rows = next((p.rows for p in parts if p.rows is not None), None)
    if rows is None:
        return None
    return out.with_(rows=rows, effects=merge_effects(*(p.effects for p in parts)))


def _origin(value: Value, held: list[Value]) -> Value:
    """The element as one of the attribute that it is taken from: of a table and a part of it, the part."""
    sources = [v for v in held if R.covers(v.rows, value.rows) or v.rows == value.rows]
    if not sources:
        return Value()
    source = max(sources, key=lambda v: max((len(path) for _, path in v.rows or ()), default=0))
    return value.with_(rows=source.rows, base=source.root, predictions=())

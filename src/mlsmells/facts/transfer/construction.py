"""Building objects of known classes: estimators with what is inside them, datasets and loaders."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, cast

from mlsmells.facts.domain.arguments import Args, Bound
from mlsmells.facts.domain.events import Call, Rng
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import MISSING, UNKNOWN, Value
from mlsmells.facts.observers import order, requests, reshuffles, scores
from mlsmells.facts.observers.augmentation import augmented
from mlsmells.facts.state.dispatch import run_uncalled
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import datasets, named_splits

if TYPE_CHECKING:
    from mlsmells.facts.domain.kinds import Kind
    from mlsmells.knowledge import ClassSpec


def construct(run: Run, node: ast.Call, spec: ClassSpec, args: Args, *, loaded: bool = False) -> Value:
    """Build an object of a known class."""
    bound = args.bind(spec.args)
    scores.used(run, node, "built", args=args)
    obj = Obj(cls=spec.name, node=node, spec=spec, params=bound.by_name, unclear=bound.unclear or loaded)
    obj.foreign, obj.loops = run.context.elsewhere, run.context.loops
    run.objects.append(obj)
    obj.children = _children(obj, bound)
    order.chooses(run, node, bound.value(spec.options.get("columns")))
    if loaded:
        requests.loaded(run, node, args)
    if "hub" in spec.tags:
        run.emit(Call(node, name=spec.name, tags=frozenset({"hub.load"}), args=dict(bound.by_name), obj=obj))
    if spec.family in ("data-matrix", "dataset", "loader"):
        return _data(run, node, spec, obj, bound)
    if spec.random == "always" and spec.family in ("layer", "module"):
        run.emit(Rng(node, lib=str(spec.options.get("rng", "torch")), what=spec.name, training=True, obj=obj))
    return Value(kind="estimator", objs=(obj,), origin=node)


def _data(run: Run, node: ast.Call, spec: ClassSpec, obj: Obj, bound: Bound) -> Value:
    """A DMatrix, Dataset or DataLoader: the rows of what it wraps."""
    held = bound.value(spec.options.get("of")) or bound.value(*(a.lstrip("*") for a in spec.args[:1])) or UNKNOWN
    label = bound.value(spec.options.get("y", "label"))
    held = datasets.wrapped(run, node, spec, bound, held)
    if "bundled" in spec.tags:
        held = named_splits.bundled_part(run, node, obj, held)
    if "reads" in spec.options:
        held = named_splits.of_folder(run, node, spec, bound, held)
    effects = augmented(run, node, held.rows, bound.value(spec.options.get("transform")), held.effects)
    _start_workers(run, bound)
    if spec.family != "loader":
        order.use(run, node, held, "dataset")
    shuffle = bound.get("shuffle")
    if spec.family == "loader" and shuffle.is_const(True):
        own = not bound.get("generator").absent
        draw = Rng(node, lib="torch", what=spec.name, own=own, training=True, seed=bound.get("generator"))
        run.emit(draw)
        if not own:
            order.taken_at_random(run, node, held, draw)
        held = reshuffles.with_shuffle(node, held)
        effects = merge_effects(effects, held.effects)
    return held.with_(
        kind=cast("Kind", spec.family), ref=label, objs=(), const=MISSING, column=None, steps=(), name="",
        effects=effects, origin=node,
    )  # fmt: skip


def _start_workers(run: Run, bound: Bound) -> None:
    """The loader calls a lambda that starts its workers; a function with a name is run with those nobody calls."""
    start = bound.get("worker_init_fn").value.ref
    if isinstance(start, Function) and isinstance(start.node, ast.Lambda) and not start.contexts:
        run_uncalled(run, start)


def _children(obj: Obj, bound: Bound) -> list[tuple[str, Obj]]:
    """The objects inside: steps of a pipeline, the estimator of a search."""
    option = obj.spec.options.get("children") if obj.spec else None
    if not option:
        return []
    names = [option] if isinstance(option, str) else list(option)
    out: list[tuple[str, Obj]] = []
    for name in names:
        value = bound.value(name.lstrip("*"))
        if value is not None:
            out.extend(_inner(value))
    return out


def _inner(value: Value, name: str = "") -> list[tuple[str, Obj]]:
    if value.objs:
        return [(name or o.short.lower(), o) for o in value.objs]
    if value.items is not None:
        first = value.items[0] if value.items else UNKNOWN
        if value.kind == "tuple" and isinstance(first.const, str):
            name = first.const
        return [pair for item in value.items for pair in _inner(item, name)]
    if value.entries is not None:
        return [pair for k, v in value.entries.items() for pair in _inner(v, k)]
    if value.kind in ("instance", "") and not value.known:
        # A class of the project: what it does to the columns or rows is not known, but it is there.
        return [(name or "step", Obj(cls="", node=value.origin or ast.Pass()))]
    return []

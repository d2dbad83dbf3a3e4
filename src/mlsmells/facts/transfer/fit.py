"""What a fit does: the object learns, labels become known as labels, random numbers are drawn."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import CrossValidation, Fit, Rng, Split
from mlsmells.facts.domain.growth import found_labels
from mlsmells.facts.domain.kinds import EffectKind, FitVia
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Arg, ArgState, Effect, Value
from mlsmells.facts.observers import order
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.fit_arguments import arguments, constructed

if TYPE_CHECKING:
    from mlsmells.knowledge import FunctionSpec


def record_fit(run: Run, node: ast.AST, obj: Obj, found: FunctionSpec, args: Args) -> Fit:
    """Emit the Fit (and the draws and cross-validation that come with it)."""
    bound, X, y = arguments(obj, found, args)
    if X is not None:
        run.rows_of(X)
    via: FitVia = "partial" if found.options.get("partial") or obj.is_a("keras-model", "trainer") else "fit"
    event = Fit(node, obj=obj, X=X, y=y, via=via, args=dict(bound.by_name), crosswise=_is_crosswise(node))
    for name in found.options.get("watched", ()):
        watched = bound.value(name) or constructed(obj, name)
        if watched is not None and watched.kind != "none":
            event.watched[name] = watched
            _has_rows(run, watched)
    _hold_out(run, event, found)
    learn_label(obj, y)
    run.emit(event)
    for inner in obj.tree():
        inner.fits.append(event)
    if obj.is_a("search"):
        child = obj.children[0][1] if obj.children else None
        search = CrossValidation(node, name=obj.cls, estimator=child, X=X, y=y, search=True, args=obj.params, obj=obj)
        if obj.spec is not None and "scoring" in obj.spec.args:
            search.scoring = obj.param("scoring")
        run.emit(search)
    draw_from_generator(run, node, obj)
    if not obj.is_a("transformer", "tokenizer"):  # vocabularies and statistics come out the same in any order
        order.fit(run, node, X, y)
    return event


def _has_rows(run: Run, watched: Value) -> None:
    """What is watched holds rows: ``test_ds``, ``(X_test, y_test)``, ``[(X_test, y_test)]``."""
    while watched.items:
        watched = watched.items[-1] if watched.kind == "list" else watched.items[0]
    if not watched.kind:
        run.rows_of(watched)


def _is_crosswise(node: ast.AST) -> bool:
    """``scaler.fit_transform(X.T)``, ``….fit(X.transpose())``."""
    match node:
        case ast.Call(args=[ast.Attribute(attr="T") | ast.Call(func=ast.Attribute(attr="transpose")), *_]):
            return True
    return False


def _hold_out(run: Run, event: Fit, found: FunctionSpec) -> None:
    """``validation_split=0.2``: the last rows are kept for validation; a loader of fastai keeps its valid part."""
    X, share = event.X, event.args.get("validation_split")
    loaders = constructed(event.obj, found.options.get("dataset"))
    if loaders is not None and loaders.entries is not None and "valid" in loaders.entries:
        event.watched["valid"] = loaders.entries["valid"]
    if X is None or share is None or share.is_const(None, 0, 0.0) or not event.obj.is_a("keras-model"):
        return
    split = ("tail", id(event.node))
    tail = X.with_(rows=R.step(X.rows, split, "tail"), base=X.root)
    run.emit(Split(event.node, id=split, kind="tail", name=found.name, inputs=(X,), outputs=(tail,), shuffle=False))
    event.watched["validation_split"] = tail
    event.held = (split, "tail")


def learn_label(obj: Obj, y: Value | None) -> None:
    """The y of a supervised fit is a label from then on, and so is what it was cut from."""
    if y is None or not (obj.predicts or obj.is_a("search", "pipeline", "meta")):
        return
    found_labels(y)


def draw_from_generator(run: Run, node: ast.AST, obj: Obj) -> None:
    """Random draws that the fit makes from the global generator, for every object inside."""
    seeded = {id(inner) for outer in obj.tree() for inner in _seeded_inside(outer)}
    for inner in obj.tree():
        if id(inner) in seeded:
            continue
        spec = inner.spec
        if spec is None or inner.unclear or not is_random(inner):
            continue
        seed = inner.param(spec.seed) if spec.seed else Arg(ArgState.ABSENT)
        lib = str(spec.options.get("rng", "numpy"))
        run.emit(Rng(node, lib=lib, what=inner.cls, training=True, obj=inner, seed=seed))


def _seeded_inside(obj: Obj) -> Iterator[Obj]:
    """An ensemble with a seed gives each of its copies of the estimator a number of its own."""
    gives = obj.spec is not None and obj.spec.seed and obj.spec.tags & {"boosting", "forest"}
    if gives and obj.spec is not None and not obj.param(obj.spec.seed).absent_or(None):
        yield from (inner for _, child in obj.children for inner in child.tree())


def is_random(obj: Obj) -> bool:
    """The fit draws random numbers, with the parameters it has."""
    random = obj.spec.random if obj.spec else None
    if random == "always":
        return True
    if not isinstance(random, dict):
        return False
    for name, values in random.items():
        arg = obj.param(name)
        wanted = values if isinstance(values, list) else [values]
        if arg.state is ArgState.KNOWN and any(arg.is_const(v) for v in wanted):
            return True
    return False


def _is_fixed(obj: Obj) -> bool:
    """What it would learn is given, as to a vectoriser with a vocabulary; or nothing is asked of it."""
    options = obj.spec.options if obj.spec else {}
    name = options.get("fixed")
    if name and not obj.param(str(name)).absent_or(None):
        return True
    idle = options.get("idle") or {}
    return bool(idle) and all(obj.param(name).absent_or(*values) for name, values in idle.items())


def learned(obj: Obj) -> tuple[EffectKind, ...]:
    """What a fit of this transformer leaves in its output."""
    if obj.is_a("transformer.stateless") or _is_fixed(obj):
        return ()
    if obj.is_a("classifier", "regressor"):  # a projection that is a model as well: discriminant analysis
        return ("uses-y",)
    if obj.is_a("transformer.target"):
        return ("uses-y",)
    if obj.is_a("transformer.encoder"):
        return ("encoded",)
    if obj.is_a("transformer", "clusterer", "layer.preprocessing", "tokenizer"):
        return ("fitted",)
    kinds = tuple(dict.fromkeys(k for _, child in obj.children for k in learned(child)))
    if "uses-y" in kinds:
        return ("uses-y",)
    return ("fitted",) if "fitted" in kinds else kinds[:1]


def learned_per_column(holder: Value) -> tuple[Effect, ...]:
    """What a model or selector that has seen the labels says of each column: whoever chooses by it uses them."""
    effects = []
    for obj in holder.objs:
        fit = obj.fits[-1] if obj.fits else None
        if fit is not None and "uses-y" in learned(obj.core):
            effects.append(Effect("uses-y", fit.node, rows=fit.rows, obj=obj, event=fit, may=len(holder.objs) > 1))
    return tuple(effects)

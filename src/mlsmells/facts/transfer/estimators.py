"""Methods of estimators: fitting, applying, predicting and scoring."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Apply, Call, Fit, Metric, Predict, Resample
from mlsmells.facts.domain.kinds import Kind, PredictHow, ResampleHow
from mlsmells.facts.domain.lattice import join_all, merge_effects
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import UNKNOWN, Arg, ArgState, Effect, Value
from mlsmells.facts.observers import scores, watched_scores
from mlsmells.facts.observers.augmentation import augmented
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.transfer import registry
from mlsmells.facts.transfer.fit import draw_from_generator, learned, record_fit
from mlsmells.facts.transfer.fit_arguments import arguments
from mlsmells.facts.transfer.network_outputs import activation
from mlsmells.facts.transfer.splits import folds

if TYPE_CHECKING:
    from mlsmells.knowledge import FunctionSpec


def method(run: Run, node: ast.Call, holder: Value, name: str, args: Args) -> Value:
    """Call a method of an estimator; of each of them, if it may be one of several."""
    scores.used(run, node, "called", holder, args=args)
    results = [_method_of(run, node, obj, holder, name, args) for obj in holder.objs]
    return join_all(results) if len(results) > 1 else results[0]


def _method_of(run: Run, node: ast.Call, obj: Obj, holder: Value, name: str, args: Args) -> Value:
    spec = obj.spec
    if holder.name and obj.is_a("llm-client"):
        name = f"{holder.name}.{name}"
    found = _known(run, obj, name)
    if found is not None and found.does == "apply" and obj.core is not obj and obj.core.spec is not None:
        # Spark: a fitted pipeline that ends in a model predicts when it transforms.
        last = obj.core.spec.methods.get(name)
        found = last if last is not None and last.does == "predict" else found
    me = Value(kind="estimator", objs=(obj,), origin=holder.origin)
    if holder.kind == "instance":
        me = holder
    if spec is not None and spec.family == "splitter" and name == "split":
        return folds(run, node, obj, args)
    if found is None:
        best = watched_scores.best(run, node, obj) if name in watched_scores.BEST else ()
        return me if name.startswith("set_") else Value(effects=best)
    handler = _METHODS.get(found.does)
    if handler is not None:
        if found.does == "set-params":  # it may be meant for another object
            me = me.with_(may=holder.may or len(holder.objs) > 1)
        return handler(run, node, obj, found, args, me)
    if found.does == "equiv" and found.options.get("of", "self") == "self":
        return me if found.options.get("kind") else _itself(holder, me)
    out = registry.apply(run, node, found, args, me)
    return _itself(holder, me) if out is me else _from_generator(run, node, obj, me, out)


def _itself(holder: Value, me: Value) -> Value:
    """``Net().to(device)`` is the instance of the class of the file again, with the methods that are its own."""
    same = holder.base if holder.kind == "inherited" and len(holder.objs) == 1 else None
    return same if same is not None else me


def _known(run: Run, obj: Obj, name: str) -> FunctionSpec | None:
    """What knowledge says of the method: of the class, its family, or that of the model inside."""
    spec, known = obj.spec, run.libraries.knowledge
    if spec is None:
        return None
    found = spec.methods.get(name) or known.method(spec.name, name) or known.method(spec.family, name)
    if found is None and obj.core is not obj and obj.core.spec is not None:
        found = known.method(obj.core.spec.family, name)
    return found


def _from_generator(run: Run, node: ast.Call, obj: Obj, me: Value, out: Value) -> Value:
    """What a method gives; the rows of a generator's flow are augmented as its parameters say.

    What a layer gives knows the layer: a model is made of such outputs.
    """
    if obj.is_a("layer"):
        return out.with_(ref=obj)
    if out.kind == "loader" and obj.spec is not None and "augments" in obj.spec.options:
        return out.with_(effects=augmented(run, node, out.rows, me, out.effects))
    return out


def _fit(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    record_fit(run, node, obj, found, args)
    return me


def _fit_apply(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    event = record_fit(run, node, obj, found, args)
    X = event.X if event.X is not None else args.first()
    applied = Apply(node, obj=obj, X=X, fit=event)
    run.emit(applied)
    out = _transformed(run, node, obj, X, (event,), note=_crossed(obj))
    run.amend(applied, out=out)
    return out


def _apply(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, _ = arguments(obj, found, args)
    X = X if X is not None else args.first()
    event = Apply(node, obj=obj, X=X)
    run.emit(event)
    fits = obj.governing(event)
    out = _transformed(run, node, obj, X, fits)
    run.amend(event, fit=fits[0] if fits else None, out=out)
    return out


def _crossed(obj: Obj) -> str:
    """``fit_transform`` of some encoders leaves each row's own target out; ``fit`` and ``transform`` do not."""
    return "cross-fitted" if "cross-fitted" in obj.tags else ""


def _transformed(run: Run, node: ast.Call, obj: Obj, X: Value, fits: tuple[Fit, ...], *, note: str = "") -> Value:
    """What a transformer makes of X: the same rows, with the rows it learned from."""
    effects: list[Effect] = []
    for fit in fits:
        for what in learned(obj):
            may = len(fits) > 1
            effects.append(Effect(what, fit.node, rows=fit.rows, obj=obj, event=fit, may=may, note=note))
    table = X.kind == "frame" and obj.is_a("sampler")
    kind: Kind = "frame" if table or (obj.spec is not None and obj.spec.options.get("kind") == "frame") else "array"
    out = X.with_(kind=kind, effects=merge_effects(X.effects, tuple(effects)), base=X.root, items=None, parts=None)
    if obj.spec is None or obj.spec.options.get("columns") != "same":
        out = out.with_(columns=None)
    return out


def _predict(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, _ = arguments(obj, found, args)
    X = X if X is not None else _called_with(args)
    how: PredictHow = found.options.get("how", "label")
    event = Predict(node, obj=obj, X=X, how=how, method=found.name.rpartition(".")[2])
    run.emit(event)
    effects = tuple(e for e in X.effects if e.kind == "reshuffled")
    if obj.is_a("module") and (through := activation(run, obj, me)) is not None:
        effects += (Effect(through, node, obj=obj, event=event),)
    kind: Kind = "pred" if how == "label" else "score"
    out = Value(kind=kind, rows=X.rows, predictions=(event,), origin=node, effects=effects)
    run.amend(event, fits=obj.governing(event), out=out)
    return out


def _called_with(args: Args) -> Value:
    """``model(input_ids=ids, attention_mask=mask)``, ``model(**batch)``: the first that holds rows."""
    if args.positional:
        return args.positional[0][1]
    rowed = (v for v in (*args.values(), args.star) if v is not None and v.rows is not None)
    return next(rowed, UNKNOWN)


def _fit_predict(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    record_fit(run, node, obj, found, args)
    return _predict(run, node, obj, found, args, me)


def _score(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, y = arguments(obj, found, args)
    if X is not None and X.kind == "none":
        X = None
    event = Metric(node, name=found.name, X=X, true=y, obj=obj, via="evaluate" if found.does == "evaluate" else "score")
    event.argument_nodes = tuple(n for n, _ in args.positional[:2])
    event.names = tuple(called_as(n) for n in event.argument_nodes)
    if found.options.get("unsupervised"):
        event.tags = frozenset({"unsupervised"})
    run.emit(event)
    out = Value(kind="metric", ref=event, effects=scores.scored(run, event))
    run.amend(event, fits=obj.governing(event), out=out)
    return out


def _resampled(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, y = arguments(obj, found, args)
    X, y = X or UNKNOWN, y or UNKNOWN
    rows = run.rows_of(X)
    how: ResampleHow = "under" if "under" in obj.tags else "over"
    event = Resample(node, obj=obj, name=obj.cls, X=X, how=how)
    effect = Effect("resampled", node, rows=rows, obj=obj, event=event, note=how)
    run.emit(event)
    draw_from_generator(run, node, obj)
    new = R.step(rows, ("resampled", id(node)), "all") if how == "under" else rows
    out = X.with_(effects=merge_effects(X.effects, (effect,)), base=X.root, rows=new)
    labels = y.with_(effects=merge_effects(y.effects, (effect,)), base=y.root, rows=new)
    run.amend(event, out=out)
    return Value(kind="tuple", items=(out, labels), origin=node)


def _set_params(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    """``model.set_params(C=2)``: from then on the object has them; under a condition it may."""
    bound = args.bind(())
    tags = frozenset({"estimator.set-params"})
    run.emit(Call(node, name=found.name, tags=tags, args=dict(bound.by_name), obj=obj, out=me))
    for name, arg in bound.by_name.items():
        known = not run.context.branch and arg.state is ArgState.KNOWN
        step, _, inner = name.partition("__")
        owner = next((child for own, child in obj.children if own == step), obj) if inner else obj
        owner.params[inner or name] = arg if known else Arg(ArgState.PRESENT, arg.value, arg.node)
    obj.unclear = obj.unclear or bound.unclear
    return me


Method = Callable[[Run, ast.Call, Obj, "FunctionSpec", Args, Value], Value]


_METHODS: dict[str, Method] = {
    "fit": _fit, "fit-apply": _fit_apply, "apply": _apply, "predict": _predict, "fit-predict": _fit_predict,
    "score": _score, "evaluate": _score, "resample": _resampled,
    "set-params": _set_params,
}  # fmt: skip

"""Estimators: building, fitting, applying, predicting and scoring them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from mlsmells.facts import order
from mlsmells.facts import rows as R
from mlsmells.facts.bind import Args, Bound
from mlsmells.facts.events import Apply, CrossValidation, Event, Fit, Metric, Predict, Resample, Rng
from mlsmells.facts.join import join_all, merge_effects
from mlsmells.facts.objects import Obj
from mlsmells.facts.run import Run
from mlsmells.facts.splitting import folds
from mlsmells.facts.values import UNKNOWN, Arg, Effect, State, Value

if TYPE_CHECKING:
    from mlsmells.facts.verbs import Use
    from mlsmells.knowledge import ClassSpec, FunctionSpec


def construct(run: Run, node: ast.Call, spec: ClassSpec, args: Args, *, loaded: bool = False) -> Value:
    """Build an object of a known class."""
    bound = args.bind(spec.args)
    obj = Obj(cls=spec.name, node=node, spec=spec, params=bound.by_name, unclear=bound.unclear or loaded)
    run.objects.append(obj)
    obj.children = children(run, obj, bound, args)
    if spec.family in ("data-matrix", "dataset", "loader"):
        return _data(run, node, spec, obj, bound)
    if spec.random == "always" and spec.family in ("layer", "module"):
        run.emit(Rng(node, lib=str(spec.options.get("rng", "torch")), what=spec.name, training=True, obj=obj))
    return Value(kind="estimator", objs=(obj,), origin=node)


def _data(run: Run, node: ast.Call, spec: ClassSpec, obj: Obj, bound: Bound) -> Value:
    """A DMatrix, Dataset or DataLoader: the rows of what it wraps."""
    held = bound.value(spec.options.get("of")) or bound.value(*(a.lstrip("*") for a in spec.args[:1])) or UNKNOWN
    label = bound.value(spec.options.get("y", "label"))
    if held.kind in ("tuple", "list") and held.items:
        held = held.items[0]
    rows = run.rows_of(held)
    out = Value(kind=spec.family, rows=rows, effects=held.effects, base=held.root, read=held.read, ref=label)
    out.columns = held.columns
    if spec.family != "loader":
        order.use(run, node, held, "dataset")
    shuffle = bound.get("shuffle")
    if spec.family == "loader" and shuffle.is_const(True):
        own = not bound.get("generator").absent
        run.emit(Rng(node, lib="torch", what=spec.name, own=own, training=True, seed=bound.get("generator")))
    out.origin = node
    return out


def children(run: Run, obj: Obj, bound: Bound, args: Args) -> list[tuple[str, Obj]]:
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
    return []


def method(run: Run, node: ast.Call, holder: Value, name: str, args: Args) -> Value:
    """Call a method of an estimator; of each of them, if it may be one of several."""
    results = [_method_of(run, node, obj, holder, name, args) for obj in holder.objs]
    return join_all(results) if len(results) > 1 else results[0]


def _method_of(run: Run, node: ast.Call, obj: Obj, holder: Value, name: str, args: Args) -> Value:
    spec = obj.spec
    found: FunctionSpec | None = None
    if spec is not None:
        found = (
            spec.methods.get(name) or run.knowledge.method(spec.name, name) or run.knowledge.method(spec.family, name)
        )
        if found is None and obj.core is not obj and obj.core.spec is not None:
            found = run.knowledge.method(obj.core.spec.family, name)
    me = Value(kind="estimator", objs=(obj,), origin=holder.origin)
    if holder.kind == "instance":
        me = holder
    if spec is not None and spec.family == "splitter" and name == "split":
        return folds(run, node, obj, args)
    if found is None:
        return me if name.startswith("set_") else Value()
    handler = _METHODS.get(found.does)
    if handler is not None:
        return handler(run, node, obj, found, args, me)
    if found.does == "equiv" and found.options.get("of", "self") == "self":
        return me
    from mlsmells.facts import verbs

    return verbs.apply(run, node, found, args, me)


def _arguments(found: FunctionSpec, args: Args) -> tuple[Bound, Value | None, Value | None]:
    bound = args.bind(found.args)
    X = bound.value(found.options.get("X", "X"))
    y = bound.value(found.options.get("y", "y"))
    if X is not None and X.kind in ("data-matrix", "loader", "dataset") and y is None:
        y = X.ref if isinstance(X.ref, Value) else None
    return bound, X, y


def _fit(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    record_fit(run, node, obj, found, args)
    return me


def record_fit(run: Run, node: ast.AST, obj: Obj, found: FunctionSpec, args: Args) -> Fit:
    """Emit the Fit (and the draws and cross-validation that come with it)."""
    bound, X, y = _arguments(found, args)
    if X is not None:
        run.rows_of(X)
    via = "partial" if found.options.get("partial") or obj.is_a("keras-model", "trainer") else "fit"
    event = Fit(node, obj=obj, X=X, y=y, via=via, args=dict(bound.by_name))
    for name in found.options.get("watched", ()):
        watched = bound.value(name)
        if watched is not None and watched.kind != "none":
            event.watched[name] = watched
    _learn_label(obj, y)
    run.emit(event)
    for inner in obj.tree():
        inner.fits.append(event)
    if obj.is_a("search"):
        child = obj.children[0][1] if obj.children else None
        run.emit(CrossValidation(node, name=obj.cls, estimator=child, X=X, y=y, search=True, args=obj.params, obj=obj))
    _draws(run, node, obj)
    if not obj.is_a("transformer", "tokenizer"):  # vocabularies and statistics come out the same in any order
        order.fit(run, node, X)
    return event


def _learn_label(obj: Obj, y: Value | None) -> None:
    """The y of a supervised fit is a label from then on, and so is what it was cut from."""
    if y is None or not (obj.predicts or obj.is_a("search", "pipeline", "meta")) or y is UNKNOWN:
        return
    y.label = True
    if y.base is None:
        return
    if y.column is not None:
        y.base.targets |= {y.column}
    elif y.base.kind != "frame":
        y.base.label = True


def _draws(run: Run, node: ast.AST, obj: Obj) -> None:
    """Random draws that the fit makes from the global generator, for every object inside."""
    for inner in obj.tree():
        spec = inner.spec
        if spec is None or inner.unclear or not is_random(inner):
            continue
        seed = inner.param(spec.seed) if spec.seed else Arg(State.ABSENT)
        lib = str(spec.options.get("rng", "numpy"))
        run.emit(Rng(node, lib=lib, what=inner.cls, training=True, obj=inner, seed=seed))


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
        if arg.state is State.KNOWN and any(arg.is_const(v) for v in wanted):
            return True
    return False


def _transformed(run: Run, node: ast.Call, obj: Obj, X: Value, fits: tuple[Fit, ...]) -> Value:
    """What a transformer makes of X: the same rows, with the rows it learned from."""
    effects: list[Effect] = []
    for fit in fits:
        for kind in learned(obj):
            may = len(fits) > 1
            effects.append(Effect(kind, fit.node, rows=fit.rows, obj=obj, event=fit, columns=_touched(X), may=may))
    kind = "frame" if X.kind == "frame" and obj.is_a("sampler") else "array"
    return X.with_(
        kind=kind, effects=merge_effects(X.effects, tuple(effects)), base=X.root, columns=None, items=None, parts=None
    )


def _touched(X: Value) -> frozenset[str] | None:
    return None


def learned(obj: Obj) -> tuple[str, ...]:
    """What a fit of this transformer leaves in its output."""
    if obj.is_a("transformer.stateless"):
        return ()
    if obj.is_a("transformer.target"):
        return ("uses-y",)
    if obj.is_a("transformer.encoder"):
        return ("encoded",)
    if obj.is_a("transformer", "clusterer"):
        return ("fitted",)
    kinds = tuple(dict.fromkeys(k for _, child in obj.children for k in learned(child)))
    if "uses-y" in kinds:
        return ("uses-y",)
    return ("fitted",) if "fitted" in kinds else kinds[:1]


def _apply(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, _ = _arguments(found, args)
    X = X if X is not None else args.first()
    event = Apply(node, obj=obj, X=X)
    run.emit(event)
    fits = obj.governing(event)
    event.fit = fits[0] if fits else None
    event.out = _transformed(run, node, obj, X, fits)
    return event.out


def _fit_apply(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    event = record_fit(run, node, obj, found, args)
    X = event.X if event.X is not None else args.first()
    applied = Apply(node, obj=obj, X=X, fit=event)
    run.emit(applied)
    applied.out = _transformed(run, node, obj, X, (event,))
    return applied.out


def _predict(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, _ = _arguments(found, args)
    X = X if X is not None else args.first()
    how = str(found.options.get("how", "label"))
    event = Predict(node, obj=obj, X=X, how=how, method=found.name.rpartition(".")[2])
    run.emit(event)
    event.fits = obj.governing(event)
    kind = "pred" if how == "label" else "score"
    event.out = Value(kind=kind, rows=X.rows, predictions=(event,), origin=node)
    return event.out


def _fit_predict(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    record_fit(run, node, obj, found, args)
    return _predict(run, node, obj, found, args, me)


def _score(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, y = _arguments(found, args)
    if X is not None and X.kind == "none":
        X = None
    event = Metric(node, name=found.name, X=X, true=y, obj=obj, via=found.does)
    event.argument_nodes = tuple(n for n, _ in args.positional[:2])
    event.names = tuple(n.id if isinstance(n, ast.Name) else "" for n in event.argument_nodes)
    if found.options.get("unsupervised"):
        event.tags = frozenset({"unsupervised"})
    run.emit(event)
    event.fits = obj.governing(event)
    event.out = Value(kind="metric", ref=event)
    return event.out


def _resampled(run: Run, node: ast.Call, obj: Obj, found: FunctionSpec, args: Args, me: Value) -> Value:
    _, X, y = _arguments(found, args)
    X, y = X or UNKNOWN, y or UNKNOWN
    rows = run.rows_of(X)
    how = "under" if "under" in obj.tags else "over"
    event = Resample(node, obj=obj, name=obj.cls, X=X, how=how)
    effect = Effect("resampled", node, rows=rows, obj=obj, event=event, note=how)
    _draws(run, node, obj)
    new = R.step(rows, ("resampled", id(node)), "all") if how == "under" else rows
    out = X.with_(effects=merge_effects(X.effects, (effect,)), base=X.root, rows=new)
    labels = y.with_(effects=merge_effects(y.effects, (effect,)), base=y.root, rows=new)
    event.out = out
    run.emit(event)
    return Value(kind="tuple", items=(out, labels), origin=node)


Method = Callable[[Run, ast.Call, Obj, "FunctionSpec", Args, Value], Value]
_METHODS: dict[str, Method] = {
    "fit": _fit, "fit-apply": _fit_apply, "apply": _apply, "predict": _predict, "fit-predict": _fit_predict,
    "score": _score, "evaluate": _score, "resample": _resampled,
}  # fmt: skip


def metric_function(use: Use) -> Value:
    """``metric(y_true, y_pred)`` and displays made from predictions or an estimator."""
    bound = use.bound
    true, pred = use.value("true"), use.value("pred")
    estimator = use.value("estimator")
    event = Metric(use.node, name=use.spec.name, true=true, pred=pred, tags=frozenset(use.option("tags", ())))
    if estimator is not None and estimator.objs:
        event.obj, event.X = estimator.objs[0], use.value("X")
        event.via = "estimator"
    event.positional = len(bound.args.positional)
    nodes = [n for n, _ in bound.args.positional[:2]]
    event.argument_nodes = tuple(nodes)
    event.names = tuple(n.id if isinstance(n, ast.Name) else "" for n in nodes)
    run = use.run
    if event.obj is not None and event.X is not None:
        run.emit(event)
        event.fits = event.obj.governing(event)
    else:
        found = (pred.predictions if pred is not None else ()) or (true.predictions if true is not None else ())
        event.predictions = found
        event.fits = tuple(dict.fromkeys(f for p in found for f in p.fits))
        event.obj = found[0].obj if len(found) == 1 else None
        run.emit(event)
    event.out = Value(kind="metric", ref=event)
    return event.out


def cross_validate(use: Use) -> Value:
    """``cross_val_score(estimator, X, y)`` and its relatives."""
    run, node = use.run, use.node
    estimator = use.value("estimator") or UNKNOWN
    X, y = use.value("X"), use.value("y")
    if X is not None:
        run.rows_of(X)
    obj = estimator.objs[0] if estimator.objs else None
    for each in estimator.objs or (None,):
        event = CrossValidation(node, name=use.spec.name, estimator=each, X=X, y=y, args=dict(use.bound.by_name))
        run.emit(event)
        if each is not None:
            _draws(run, node, each)
            _learn_label(each, y)
    if use.option("returns") == "predictions" and X is not None:
        predict = Predict(node, obj=obj or Obj(cls="", node=node), X=X, method="cross_val_predict")
        split = ("cv", id(node))
        predict.X = X.with_(rows=R.step(X.rows, split, "fold-test"), base=X.root)
        how = use.bound.get("method")
        predict.how = "label" if how.absent_or("predict") else "proba"
        trained = X.with_(rows=R.step(X.rows, split, "fold-train"), base=X.root)
        fit = Fit(node, obj=predict.obj, X=trained, y=y, via="cv")
        run.emit(fit)
        predict.fits = (fit,)
        run.emit(predict)
        predict.out = Value(kind="pred" if predict.how == "label" else "score", rows=X.rows, predictions=(predict,))
        return predict.out
    return Value(kind="metric", name="cv")


def native_train(use: Use) -> Value:
    """``xgb.train(params, data)``: a booster fitted on the rows of the data."""
    run, node = use.run, use.node
    cls = use.option("cls")
    spec = run.knowledge.klass(cls) if cls else None
    obj = Obj(cls=cls or use.spec.name, node=node, spec=spec, unclear=True)
    run.objects.append(obj)
    X = use.bound.value(use.option("X", "X"))
    y = X.ref if X is not None and isinstance(X.ref, Value) else use.bound.value(use.option("y", "y"))
    event = Fit(node, obj=obj, X=X, y=y, via="native", args=dict(use.bound.by_name))
    for name in use.option("watched", ()):
        watched = use.bound.value(name)
        if watched is not None:
            event.watched[name] = watched
    _learn_label(obj, y)
    run.emit(event)
    obj.fits.append(event)
    return Value(kind="estimator", objs=(obj,), origin=node)


__all__ = ["Event", "construct", "method"]

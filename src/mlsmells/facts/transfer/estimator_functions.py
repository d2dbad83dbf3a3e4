"""Functions that take models: metrics, cross-validation, native training."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import CrossValidation, Fit, Metric, Predict, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import UNKNOWN, Effect, Value
from mlsmells.facts.observers import order, scores
from mlsmells.facts.observers.weighted import scored_again
from mlsmells.facts.state.state import Run
from mlsmells.facts.state.use import Use
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.transfer.fit import draw_from_generator, learn_label


def metric_function(use: Use) -> Value:
    """``metric(y_true, y_pred)`` and displays made from predictions or an estimator."""
    bound = use.bound
    true, pred = use.value("true"), use.value("pred")
    estimator = use.value("estimator")
    event = Metric(use.node, name=use.spec.name, true=true, pred=pred, tags=_tags(use))
    if estimator is not None and estimator.objs:
        event.obj, event.X = estimator.objs[0], use.value("X")
        event.via = "estimator"
    event.expects = _expected(use)
    event.positional = len(bound.args.positional)
    given = [bound.get(use.option(role)).node for role in ("true", "pred")]
    nodes = [n for n in given if n is not None]
    if len(nodes) < len(given):
        nodes = [n for n, _ in bound.args.positional[:2]]
    event.argument_nodes = tuple(nodes)
    event.names = tuple(called_as(n) for n in nodes)
    run = use.run
    if event.obj is not None and event.X is not None:
        run.emit(event)
        run.amend(event, fits=event.obj.governing(event))
    else:
        found = (pred.predictions if pred is not None else ()) or (true.predictions if true is not None else ())
        event.predictions = found
        _forecast_rows(run, found, true)
        event.fits = tuple(dict.fromkeys(f for p in found for f in p.fits))
        event.obj = found[0].obj if len(found) == 1 else None
        run.emit(event)
        scored_again(run, use.node, pred)
    out = Value(kind="metric", ref=event, effects=scores.scored(run, event))
    run.amend(event, out=out)
    return out


def _expected(use: Use) -> str:
    """What a loss wants: said by the function, or by the class of the object that is called."""
    held = use.self_value.objs if use.self_value is not None else ()
    if len(held) == 1 and held[0].spec is not None:
        return str(held[0].spec.options.get("expects", ""))
    return str(use.option("expects") or "") if not held else ""


def _tags(use: Use) -> frozenset[str]:
    """What the metric is; some are asymmetric by an argument: ``f1_score(…, average="weighted")``."""
    tags = frozenset(use.option("tags", ()))
    weights = use.option("asymmetric")
    uneven = bool(weights) and all(use.bound.get(name).is_const(value) for name, value in weights.items())
    return tags | ({"asymmetric"} if uneven else frozenset()) | _error_by_name(use)


def _error_by_name(use: Use) -> frozenset[str]:
    """An evaluator is told by name what to compute, and some of that are errors: ``metricName="rmse"``."""
    held = use.self_value.objs if use.self_value is not None else ()
    for obj in held:
        for option, errors in (obj.spec.options.get("errors", {}) if obj.spec is not None else {}).items():
            given = obj.param(option)
            name = "" if given.absent else given.const
            if not isinstance(name, str):
                return frozenset({"either-way"})
            return frozenset({"lower-is-better"} if name in errors else ())
    return frozenset()


def _forecast_rows(run: Run, found: tuple[Predict, ...], true: Value | None) -> None:
    """A forecast is made for a stretch of time: the rows it is compared with say which."""
    for predict in found:
        known = predict.X is not None and predict.X.kind != "size" and predict.X.read is not None
        if predict.obj.is_a("forecaster") and not known and true is not None and true.rows is not None:
            run.amend(predict, X=true)


def cross_validate(use: Use) -> Value:
    """``cross_val_score(estimator, X, y)`` and its relatives."""
    run, node = use.run, use.node
    estimator = use.value("estimator") or UNKNOWN
    X, y = use.value("X"), use.value("y")
    if X is not None:
        run.rows_of(X)
    obj = estimator.objs[0] if estimator.objs else None
    effects: tuple[Effect, ...] = ()
    for each in estimator.objs or (None,):
        event = CrossValidation(node, name=use.spec.name, estimator=each, X=X, y=y, args=dict(use.bound.by_name))
        if use.option("scoring") and not use.option("native"):
            event.scoring = use.bound.get(use.option("scoring"))
        run.emit(event)
        effects = effects or scores.scored(run, event)
        if each is not None:
            draw_from_generator(run, node, each)
            learn_label(each, y)
    order.fit(run, node, X, y)
    if use.option("returns") == "predictions" and X is not None:
        predict = Predict(node, obj=obj or Obj(cls="", node=node), X=X, method="cross_val_predict")
        split = ("cv", id(node))
        run.emit(Split(node, id=split, kind="cv", name=use.spec.name, inputs=(X,), shuffle=False))
        predict.X = X.with_(rows=R.step(X.rows, split, "fold-test"), base=X.root)
        how = use.bound.get("method")
        predict.how = "label" if how.absent_or("predict") else "proba"
        trained = X.with_(rows=R.step(X.rows, split, "fold-train"), base=X.root)
        fit = Fit(node, obj=predict.obj, X=trained, y=y, via="cv")
        run.emit(fit)
        predict.fits = (fit,)
        predict.out = Value(kind="pred" if predict.how == "label" else "score", rows=X.rows, predictions=(predict,))
        run.emit(predict)
        return predict.out
    return Value(kind="metric", name="cv", effects=effects)


def native_train(use: Use) -> Value:
    """``xgb.train(params, data)``: a booster fitted on the rows of the data."""
    run, node = use.run, use.node
    cls = use.option("cls")
    spec = run.libraries.knowledge.klass(cls) if cls else None
    obj = Obj(cls=cls or use.spec.name, node=node, spec=spec, unclear=True)
    run.objects.append(obj)
    X = use.bound.value(use.option("X", "X"))
    y = X.ref if X is not None and isinstance(X.ref, Value) else use.bound.value(use.option("y", "y"))
    event = Fit(node, obj=obj, X=X, y=y, via="native", args=dict(use.bound.by_name))
    for name in use.option("watched", ()):
        watched = use.bound.value(name)
        if watched is not None:
            event.watched[name] = watched
    learn_label(obj, y)
    run.emit(event)
    obj.fits.append(event)
    return Value(kind="estimator", objs=(obj,), origin=node)

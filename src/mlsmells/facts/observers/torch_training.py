"""Training loops written by hand: ``backward()`` on a loss is a fit of the models that made its predictions."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import growth
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Fit, Metric, Predict
from mlsmells.facts.domain.values import NONE, Value
from mlsmells.facts.observers import gradients
from mlsmells.facts.state.state import Run

# What turns a loss into the same loss, as a number or on another device.
_SAME = frozenset({"mean", "sum", "item", "detach", "float", "cpu", "to", "div", "numpy", "backward", "clone", "cuda"})


def loss_method(run: Run, node: ast.Call, holder: Value, name: str, args: Args) -> Value | None:
    """A call that concerns a loss: ``loss.backward()``, ``scaler.scale(loss)``, ``tape.gradient(loss, weights)``."""
    if holder.kind == "metric":
        if name == "backward":
            gradients.backward(run, node, holder, args)
            return _learn(run, node, holder)
        return holder if name in _SAME else None
    if name == "backward" and holder.predictions:
        gradients.backward(run, node, holder, args)
        return _learn(run, node, holder)  # a model of transformers: its output holds the loss
    given = args.first()
    if given.kind == "metric" and isinstance(given.ref, Metric):
        if name in ("backward", "gradient"):
            gradients.backward(run, node, holder, args)
        if name == "backward":
            return _learn(run, node, given)
        if name == "gradient":
            _learn(run, node, given)
            return Value()
        if name == "scale":
            return given
    return None


def _learn(run: Run, node: ast.Call, loss: Value) -> Value:
    metric = loss.ref if isinstance(loss.ref, Metric) else None
    predictions = metric.predictions if metric is not None else loss.predictions
    labels = None
    if metric is not None:
        run.amend(metric, trained=True)
        labels = metric.true if metric.true is not None and not metric.true.predictions else metric.pred
        if labels is not None and not labels.predictions:
            growth.found_labels(labels)
    for predict in predictions:
        run.amend(predict, trained=True)
        _fit(run, node, predict, labels)
    return NONE


def _fit(run: Run, node: ast.Call, predict: Predict, labels: Value | None) -> None:
    X = predict.X
    if X is not None and labels is not None and R.inside(labels.rows, X.rows):
        X = X.with_(rows=labels.rows)  # the loss of some rows: output[train_mask]
    event = Fit(node, obj=predict.obj, X=X, y=labels, via="loop")
    run.emit(event)
    for obj in predict.obj.tree():
        # The second pass over a loop is the same fit again.
        again = [f for f in obj.fits if f.node is node and f.rows == event.rows and f.calls == event.calls]
        if again:
            obj.fits[obj.fits.index(again[0])] = event
        else:
            obj.fits.append(event)

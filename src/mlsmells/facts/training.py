"""Training loops written by hand: ``backward()`` on a loss is a fit of the models that made its predictions."""

from __future__ import annotations

import ast

from mlsmells.facts.bind import Args
from mlsmells.facts.events import Fit, Metric
from mlsmells.facts.run import Run
from mlsmells.facts.values import NONE, Value


def loss_method(run: Run, node: ast.Call, holder: Value, name: str, args: Args) -> Value | None:
    """A call that concerns a loss: ``loss.backward()``, ``scaler.scale(loss)``, ``accelerator.backward(loss)``."""
    if holder.kind == "metric":
        if name == "backward":
            return _learn(run, node, holder)
        return holder if name in ("mean", "sum", "item", "detach", "float", "cpu", "to", "div") else None
    given = args.first()
    if given.kind == "metric" and isinstance(given.ref, Metric):
        if name == "backward":
            return _learn(run, node, given)
        if name == "scale":
            return given
    return None


def _learn(run: Run, node: ast.Call, loss: Value) -> Value:
    metric = loss.ref
    if not isinstance(metric, Metric):
        return NONE
    for predict in metric.predictions:
        labels = metric.true if metric.true is not None and not metric.true.predictions else metric.pred
        event = Fit(node, obj=predict.obj, X=predict.X, y=labels, via="loop")
        run.emit(event)
        predict.obj.fits.append(event)
    return NONE

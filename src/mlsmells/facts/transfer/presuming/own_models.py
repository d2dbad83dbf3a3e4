"""Models that the project writes itself: a class with ``fit(X, y)`` and ``predict(X)`` that no library stands behind.

What the methods do is followed as any code is. If that shows no model of a library at work, the instance itself is
the model: the call of ``fit`` is where it learns, and what ``predict`` returns are its predictions.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Event, Fit, Predict
from mlsmells.facts.domain.growth import found_labels
from mlsmells.facts.domain.kinds import PredictHow
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Class, Function, Instance
from mlsmells.facts.state.state import Run
from mlsmells.knowledge import ClassSpec

_LEARNS = frozenset({"fit", "train"})
_PREDICTS: dict[str, PredictHow] = {"predict": "label", "predict_proba": "proba"}
_MODEL = " the model"  # no attribute is called so
# What a model may learn from, and what it may be asked about.
_DATA = frozenset({"frame", "series", "array", "list", ""})
OWN = "own"


def called(
    run: Run, node: ast.Call, function: Function, args: Args, instance: Value | None, left: Sequence[Event], out: Value
) -> Value:
    """What a call of a method gives, which has ``left`` these events: predictions, if the instance is a model."""
    name = getattr(function.node, "name", "")
    if instance is None or instance.objs or not isinstance(instance.ref, Instance):
        return out
    if name in _LEARNS and _is_model(instance.ref.klass) and not any(isinstance(e, Fit) for e in left):
        _learned(run, node, instance, args)
    elif name in _PREDICTS and not out.predictions and args.values():
        return _predicted(run, node, instance, name, args.values()[0], out)
    return out


def inside(run: Run, value: Value) -> tuple[Obj, ...]:
    """The models that an instance of the project's is, or holds as attributes: all are saved with it."""
    if not isinstance(value.ref, Instance):
        return value.objs
    owned = (held for (owner, _), held in run.heap.items() if owner == id(value.ref))
    return (*value.objs, *(obj for held in owned for obj in held.objs))


def _is_model(klass: Class) -> bool:
    return any(isinstance(found.ref, Function) for name in _PREDICTS if (found := klass.method(name)) is not None)


def _learned(run: Run, node: ast.Call, instance: Value, args: Args) -> None:
    values = args.values()
    if len(values) < 2 or args.unclear or any(v.kind not in _DATA or v.known for v in values[:2]):
        return  # of one argument there are no labels
    X, y = values[0], args.keywords.get("y", (node, values[1]))[1]
    if run.rows_of(X) is None or run.rows_of(y) is None:
        return
    obj = _model(run, instance, node)
    event = Fit(node, obj=obj, X=X, y=y)
    found_labels(y)
    run.emit(event)
    obj.fits.append(event)


def _model(run: Run, instance: Value, node: ast.AST) -> Obj:
    known = run.heap.get((id(instance.ref), _MODEL))
    if known is not None:
        return known.objs[0]
    name = instance.ref.klass.node.name
    spec = ClassSpec(name, "predictor", (), "", "never", frozenset({OWN}), {}, {})
    obj = Obj(cls=name, node=instance.ref.node, spec=spec, unclear=True, classdef=instance.ref.klass.node)
    obj.foreign, obj.loops = run.context.elsewhere, run.context.loops
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=called))):
            obj.name = called
    run.objects.append(obj)
    run.heap[(id(instance.ref), _MODEL)] = Value(kind="estimator", objs=(obj,))
    return obj


def _predicted(run: Run, node: ast.Call, instance: Value, name: str, X: Value, out: Value) -> Value:
    known = run.heap.get((id(instance.ref), _MODEL))
    if known is None or X.kind not in _DATA or run.rows_of(X) is None:
        return out
    obj = known.objs[0]
    event = Predict(node, obj=obj, X=X, how=_PREDICTS[name], method=name)
    run.emit(event)
    made = Value(kind="pred" if name == "predict" else "score", rows=X.rows, predictions=(event,), origin=node)
    run.amend(event, fits=obj.governing(event), out=made)
    return made

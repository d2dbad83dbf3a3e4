"""Models that are read from files: what the same program has saved there, or what another one has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Fit, Read, Write
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.strings import path_text
from mlsmells.facts.domain.values import Value, identity
from mlsmells.knowledge import ClassSpec

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run

# The tag of a model of which only the file is known that it comes from.
LOADED = "loaded"
_ASKED = frozenset({"predict", "predict_proba", "decision_function", "score"})
_MODEL = " the model"  # no attribute is called so


def asked(run: Run, holder: Value, name: str) -> Value | None:
    """What was read from a file is asked for predictions: then it is a model, whoever has trained it."""
    read = holder.read
    if name not in _ASKED or read is None or not read.tags & {"pickle", "model"}:
        return None
    key = (identity(holder), _MODEL)
    if key not in run.heap:
        spec = ClassSpec(LOADED, "predictor", (), "", "never", frozenset({LOADED}), {}, {"path": read.path})
        obj = Obj(cls=read.path or LOADED, node=read.node, spec=spec, unclear=True, name="the loaded model")
        run.alive.append(holder)
        run.heap[key] = Value(kind="estimator", objs=(obj,), origin=holder.origin)
    return run.heap[key]


def saved_model(run: Run, read: Read) -> Value | None:
    """What was last written there: by the program itself, or by a callback of the model's training."""
    if not read.key and not read.path:
        return None
    for event in reversed(run.events):
        match event:
            case Write(value=Value() as value, what="model") if value.objs and _is_there(event.key, event.path, read):
                return value.with_(origin=read.node)
            case Fit() if event.via == "partial" and _keeps_at(event, read):
                return Value(kind="estimator", objs=(event.obj,), origin=read.node)
    return None


def _is_there(key: str, path: str | None, read: Read) -> bool:
    """The same path, by its text or by the value that holds it."""
    if key and read.key:
        return key == read.key
    return path is not None and path == read.path and "{" not in path


def _keeps_at(fit: Fit, read: Read) -> bool:
    callbacks = fit.args.get("callbacks")
    value = callbacks.value if callbacks is not None else Value()
    held = [obj for item in (value, *(value.items or ())) for obj in item.objs]
    paths = [path_text(obj.param("filepath").value) for obj in held if obj.is_a("callback")]
    same_pass = fit.loops == read.loops[: len(fit.loops)]
    return read.path is not None and read.path in paths and ("{" not in read.path or same_pass)

"""Models of Keras: what their last layer gives, and the loss they are compiled with."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.output_layers import output_layer
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Arg, Value

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_CLASSES = {
    "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy",
    "CategoricalCrossentropy": "categorical_crossentropy",
    "BinaryCrossentropy": "binary_crossentropy",
    "MeanSquaredError": "mean_squared_error",
}


@dataclass(frozen=True)
class Compiled:
    """``model.compile(loss=…)`` of a model whose last layer is known.

    ``activation`` is "" where there is none; ``from_logits``: whether the loss says that it wants raw outputs, None
    where that is not known. ``units`` is the width of the output, where it is known.
    """

    event: Call
    layer: ast.AST
    activation: str
    units: int | None
    loss: str
    from_logits: bool | None

    @property
    def layer_line(self) -> int:
        """Where the last layer stands."""
        return getattr(self.layer, "lineno", 1)


# What cuts probabilities at 0.5 unless it is told another threshold: by its text, and by its class.
_CUTS_BY_NAME = frozenset({"accuracy", "acc", "binary_accuracy", "BinaryAccuracy"})
_CUTS = frozenset({"BinaryAccuracy", "Precision", "Recall"})


def cut_at_half(model: Compiled) -> str:
    """The metric of two classes that cuts raw outputs at 0.5; "" where there is none."""
    if model.loss != "binary_crossentropy" or not model.from_logits or model.activation:
        return ""
    given = model.event.args.get("metrics")
    for item in given.value.items or () if given is not None else ():
        if item.const in _CUTS_BY_NAME:
            return str(item.const)
        if len(item.objs) == 1 and item.objs[0].short in _CUTS:
            own = item.objs[0]
            if own.param("threshold").absent and own.param("thresholds").absent:
                return own.short
    return ""


def compiled(facts: Facts) -> Iterator[Compiled]:
    """Every compilation with a known loss of a model with a known last layer."""
    for call in facts.calls("keras.compile"):
        layer = _last_layer(facts, call)
        activation = _activation(layer) if layer is not None else None
        loss, from_logits = _loss(call.args.get("loss"), named=not call.function and not call.calls)
        if layer is None or activation is None or not loss:
            continue
        units = layer.param("units").const
        known = units if isinstance(units, int) and layer.short == "Dense" else None
        yield Compiled(call, layer.node, activation, known, loss, from_logits)


def _last_layer(facts: Facts, compile_call: Call) -> Obj | None:
    """The last layer when the model is compiled: the one added last, in the list, or behind the outputs."""
    model = compile_call.obj
    if model is None:
        return None
    added = [call for call in facts.calls("keras.add") if call.obj is model]
    if added:
        return _last_added([call for call in added if not call.excludes(compile_call)], compile_call)
    if model.classdef is not None:
        return output_layer(facts, model.classdef)
    if model.children:
        return model.children[-1][1]
    outputs = model.params.get("outputs")
    held = outputs.value.ref if outputs is not None else None
    return held if isinstance(held, Obj) else None


def _last_added(added: list[Call], compile_call: Call) -> Obj | None:
    before = [call for call in added if call.order < compile_call.order]
    if not before or not set(before[-1].branch) <= set(compile_call.branch):
        return None  # it may not have been added
    objs = before[-1].args["layer"].value.objs if "layer" in before[-1].args else ()
    return objs[0] if len(objs) == 1 else None


def _is_written(given: Arg) -> bool:
    """Written at this very place: a parameter has other values in other calls."""
    return given.absent or isinstance(given.node, (ast.Constant, ast.Attribute, ast.Call))


def _activation(layer: Obj) -> str | None:
    """The name of the activation, "" for none; None where it is not known."""
    if layer.short == "Softmax":
        return "softmax"
    if layer.short not in ("Dense", "Activation"):
        return None
    given = layer.param("activation")
    if not _is_written(given):
        return None
    if given.absent or given.is_const(None, "linear"):
        return ""
    if isinstance(given.const, str):
        return given.const
    return given.value.name.rpartition(".")[2] if given.value.kind == "lib" else None


def _loss(given: Arg | None, *, named: bool) -> tuple[str, bool | None]:
    """``named``: at module level a name stands for one loss."""
    if given is None or not (_is_written(given) or (named and isinstance(given.node, ast.Name))):
        return "", None
    if isinstance(given.const, str):
        return given.const, False
    return _of_value(given.value)


def _of_value(value: Value) -> tuple[str, bool | None]:
    if value.kind == "lib":
        return value.name.rpartition(".")[2], False
    if len(value.objs) != 1 or value.objs[0].short not in _CLASSES:
        return "", None
    own = value.objs[0]
    logits = own.param("from_logits")
    known = True if logits.is_const(True) else False if logits.absent_or(False) else None
    return _CLASSES[own.short], known

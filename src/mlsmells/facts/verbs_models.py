"""Verbs of models: functions that build, copy, train and validate them, and functions that only leave a note."""

from __future__ import annotations

from mlsmells.facts.constructing import construct
from mlsmells.facts.estimator_functions import cross_validate, metric_function, native_train
from mlsmells.facts.events import Call
from mlsmells.facts.objects import Obj
from mlsmells.facts.values import NONE, Value
from mlsmells.facts.verbs import VERBS, Use


def _construct(use: Use) -> Value:
    klass = use.run.knowledge.klass(use.option("cls"))
    return construct(use.run, use.node, klass, use.bound.args) if klass else Value()


def _clone(use: Use) -> Value:
    """``clone(model)``: a new object of the same class that has learned nothing."""
    held = use.subject()
    copies = []
    for obj in held.objs:
        copy = Obj(cls=obj.cls, node=use.node, spec=obj.spec, params=obj.params, unclear=obj.unclear)
        copy.children = [(n, c) for n, c in obj.children]
        use.run.objects.append(copy)
        copies.append(copy)
    return Value(kind="estimator", objs=tuple(copies), origin=use.node)


def _note(use: Use) -> Value:
    out = Value(kind=use.option("kind") or "", origin=use.node)
    tags = frozenset(use.option("tags", ()))
    use.run.emit(Call(use.node, name=use.spec.name, tags=tags, args=dict(use.bound.by_name), out=out))
    if use.option("returns") == "self" and use.self_value is not None:
        return use.self_value
    return out


def _none(use: Use) -> Value:
    return NONE


def _opaque(use: Use) -> Value:
    # Positions: what is chosen from them is chosen from the rows of any array.
    return Value(kind="indices", origin=use.node) if use.option("positions") else Value()


VERBS.update({
    "construct": _construct, "clone": _clone, "fit": native_train, "metric": metric_function, "cv": cross_validate,
    "note": _note, "print": _none, "opaque": _opaque,
})  # fmt: skip

"""Verbs of models: functions that build, copy, train and validate them, and functions that only leave a note."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.loop_order import UNIT_ROWS
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import NONE, Effect, Value
from mlsmells.facts.observers import gradients, scores
from mlsmells.facts.state.dispatch import call_value
from mlsmells.facts.state.use import Use
from mlsmells.facts.syntax.integers import is_integer_type
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.transfer.best_params import remember_trials
from mlsmells.facts.transfer.common import draw
from mlsmells.facts.transfer.construction import construct
from mlsmells.facts.transfer.datasets import of_positions
from mlsmells.facts.transfer.estimator_functions import cross_validate, metric_function, native_train
from mlsmells.facts.transfer.fit import draw_from_generator
from mlsmells.facts.transfer.registry import VERBS


def _construct(use: Use) -> Value:
    klass = use.run.libraries.knowledge.klass(use.option("cls"))
    return construct(use.run, use.node, klass, use.bound.args) if klass else Value()


def _clone(use: Use) -> Value:
    """``clone(model)``: a new object of the same class that has learned nothing."""
    held = use.subject()
    copies = []
    for obj in held.objs:
        copy = Obj(cls=obj.cls, node=use.node, spec=obj.spec, params=obj.params, unclear=obj.unclear)
        copy.foreign = use.run.context.elsewhere
        copy.children = [(n, c) for n, c in obj.children]
        use.run.objects.append(copy)
        copies.append(copy)
    return Value(kind="estimator", objs=tuple(copies), origin=use.node)


def _note(use: Use) -> Value:
    tags = frozenset(use.option("tags", ()))
    name = "numbers" if "constant" in tags and is_integer_type(use.bound.get("dtype").node) else ""
    out = Value(kind=use.option("kind") or "", name=name, origin=use.node)
    event = Call(use.node, name=use.spec.name, tags=tags, args=dict(use.bound.by_name), out=out, holder=use.self_value)
    if use.self_value is not None and len(use.self_value.objs) == 1:
        event.obj = use.self_value.objs[0]
        if "keras.add" in tags:
            event.obj.children.extend((o.short.lower(), o) for o in use.bound.args.first().objs)
    use.run.emit(event)
    if tags & gradients.COMPUTES:
        gradients.backward(use.run, use.node, use.self_value, use.bound.args)
    if "tracker.log" in tags:
        scores.shown(use.run, use.node, use.bound.args, "log")
    effects = _objective(use) if "search.optimize" in tags else ()
    if "search.optimize" in tags:
        if event.obj is not None and event.obj.is_a("study"):
            for given in use.bound.args.values():
                remember_trials(use.run, event.obj, given)
        _draw(use, event.obj)
    if use.option("returns") == "self" and use.self_value is not None:
        return use.self_value
    return out.with_(effects=effects) if effects else out


def _draw(use: Use, study: Obj | None) -> None:
    """The search draws what it tries next: of a study that goes on from a store, too, but that was seeded elsewhere."""
    draw(use)
    created = (
        study is not None and isinstance(study.node, ast.Call) and not called_as(study.node.func).startswith("load")
    )
    if study is not None and created:
        draw_from_generator(use.run, use.node, study)


def _objective(use: Use) -> tuple[Effect, ...]:
    """The search calls its objective again and again: here once, with the values it can see."""
    given = use.bound.args.values()
    function = next((v for v in given if v.kind in ("function", "partial") or _is_called(v)), None)
    if function is None:
        return ()
    args = Args(use.node, [(use.node, Value(kind="trial"))])
    return scores.of_objective(use.run, use.node, call_value(use.run, use.node, function, args))


def _is_called(value: Value) -> bool:
    """An object of a class that has a ``__call__`` of its own."""
    return value.kind == "instance" and not value.objs and value.ref.klass.method("__call__") is not None


def _none(use: Use) -> Value:
    scores.shown_by(use.run, use.node, use.bound.args)
    return NONE


def _opaque(use: Use) -> Value:
    if use.option("one-hot"):
        return Value(name=UNIT_ROWS, origin=use.node)
    # Positions: what is chosen from them is chosen from the rows of any array.
    if not use.option("positions"):
        return Value()
    return Value(kind="indices", origin=use.node, hints=of_positions(use.run, use.node, use.bound.args.first()))


VERBS.update({
    "construct": _construct, "clone": _clone, "fit": native_train, "metric": metric_function, "cv": cross_validate,
    "note": _note, "print": _none, "opaque": _opaque,
})  # fmt: skip

"""Classes of the file: their instances, data fields and parents."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import FRAME_CLASSES, Columns, Value
from mlsmells.facts.interpreter.arguments import evaluate_args
from mlsmells.facts.interpreter.functions import invoke
from mlsmells.facts.state.frames import Class, Function, Instance
from mlsmells.facts.state.state import Run


def instantiate(run: Run, node: ast.Call, info: Class, args: Args) -> Value:
    """Make an instance: run ``__init__`` with the arguments."""
    info.instances += 1
    value = new_instance(run, node, info)
    init = info.method("__init__")
    if init is not None and isinstance(init.ref, Function):
        invoke(run, node, init.ref, args, instance=value)
    elif init is None:
        for obj in value.objs:  # the library's own constructor
            obj.params = args.bind(obj.spec.args).by_name if obj.spec is not None else {}
        _bind_fields(run, info, value, args)
    return value


def _bind_fields(run: Run, info: Class, instance: Value, args: Args) -> None:
    """A data class, a named tuple or a model without ``__init__``: its annotated names are the parameters."""
    names = [s.target.id for s in info.node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
    given = dict(zip(names, (v for _, v in args.positional), strict=False))
    given.update((name, value) for name, (_, value) in args.keywords.items() if name in names)
    for name, value in given.items():
        run.heap[(id(instance.ref), name)] = value


def new_instance(run: Run, node: ast.AST, info: Class) -> Value:
    """An instance before ``__init__``. One that inherits from a library class has that class's methods too."""
    objs: tuple[Obj, ...] = ()
    base = _library_base(info)
    spec = run.libraries.knowledge.klass(base) if base else None
    if spec is not None:
        obj = Obj(cls=info.node.name, node=node, spec=spec, classdef=info.node, unclear=True)
        obj.foreign, obj.loops = run.context.elsewhere, run.context.loops
        run.objects.append(obj)
        objs = (obj,)
    instance = Instance(info, node)
    run.alive.append(instance)
    rows = Value(kind="frame", rows=run.fresh_rows(), columns=Columns(), origin=node) if base in FRAME_CLASSES else None
    info.last = Value(kind="instance", ref=instance, objs=objs, base=rows, origin=node)
    return info.last


def _library_base(info: Class) -> str:
    for base in info.bases:
        if base.kind == "lib":
            return base.name
        if isinstance(base.ref, Class):
            found = _library_base(base.ref)
            if found:
                return found
    return ""


def fit_transform(run: Run, node: ast.Call, instance: Value, args: Args) -> Value:
    """What TransformerMixin gives a class of the file: its own ``fit``, then its own ``transform``."""
    own = instance.ref.klass if isinstance(instance.ref, Instance) else None
    steps = [found.ref for name in ("fit", "transform") if own is not None and (found := own.method(name)) is not None]
    out = Value()
    for function, given in zip(steps, (args, Args(node, args.positional[:1])), strict=False):
        if isinstance(function, Function):
            out = invoke(run, node, function, given, instance=instance)
    return out


def call_super(run: Run, node: ast.Call, holder: Value, name: str) -> Value:
    """``super().method(…)``."""
    args = evaluate_args(run, node)
    instance = holder.base
    info = getattr(holder.ref, "klass", None)
    if instance is None or not isinstance(info, Class):
        return Value()
    for base in info.bases:
        if isinstance(base.ref, Class):
            found = base.ref.method(name)
            if found is not None and isinstance(found.ref, Function):
                return invoke(run, node, found.ref, args, instance=instance)
    return Value()

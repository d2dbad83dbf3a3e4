"""Calls: who is called decides what happens."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import UNKNOWN, Value, identity
from mlsmells.facts.interpreter import functions, instances
from mlsmells.facts.interpreter.arguments import evaluate_args
from mlsmells.facts.state.dispatch import CALLERS, evaluate
from mlsmells.facts.state.frames import Class, Function, Instance
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import attributes, builtins, construction, estimators, methods, registry, unknown

# Calls at module level that are still looked at when the budget for functions is used up.
OVERDRAFT = 20_000


def call(run: Run, node: ast.Call) -> Value:
    """The result of a call; its events are emitted on the way."""
    run.budget -= 1
    if run.budget < -OVERDRAFT:
        return UNKNOWN  # a file of many thousand calls is generated: the rest of it stays unknown
    func = node.func
    if isinstance(func, ast.Attribute):
        holder = evaluate(run, func.value)
        if holder.kind not in ("lib", "instance", "class") or attributes.is_of_frame(holder, func, node):
            return _method(run, node, func, holder.as_frame)
    target = evaluate(run, func)
    args = evaluate_args(run, node)
    if isinstance(func, ast.Attribute) and not target.kind:
        unknown.unknown_method(run, node, holder, func.attr, args)  # of a base class that nobody knows
    return call_value(run, node, target, args)


def call_value(run: Run, node: ast.Call, target: Value, args: Args) -> Value:
    """Call an evaluated callee."""
    if target.kind == "lib":
        return _library(run, node, target.name, args)
    if target.kind == "builtin":
        return builtins.call(run, node, target.name, args)
    if isinstance(target.ref, Function):
        return functions.invoke(run, node, target.ref, args, instance=target.base)
    if isinstance(target.ref, Class):
        return instances.instantiate(run, node, target.ref, args)
    if target.kind == "instance":
        return _call_instance(run, node, target, args)
    if target.kind == "inherited" and not target.objs:
        return instances.fit_transform(run, node, target.base or UNKNOWN, args)
    if target.kind == "inherited":
        return estimators.method(run, node, target, target.name, args)
    if target.kind == "partial" and target.ref is not None:
        inner, given = target.ref
        unclear = given.unclear or args.unclear
        merged = Args(node, given.positional + args.positional, {**given.keywords, **args.keywords}, unclear)
        return call_value(run, node, inner, merged)
    if target.kind == "estimator" and target.objs:
        return estimators.method(run, node, target, "__call__", args)
    return unknown.unknown_target(run, node, target, args)


def _call_instance(run: Run, node: ast.Call, target: Value, args: Args) -> Value:
    """``model(x)``: the prediction of a module, or the ``__call__`` of a class of the file."""
    if target.objs:
        return estimators.method(run, node, target, "__call__", args)
    own = target.ref.klass.method("__call__") if isinstance(target.ref, Instance) else None
    if own is not None and isinstance(own.ref, Function):
        return functions.invoke(run, node, own.ref, args, instance=target)
    return unknown.unknown_target(run, node, target, args)


def _library(run: Run, node: ast.Call, name: str, args: Args) -> Value:
    known = run.outside.library(node, name, args)
    if known is not None:
        return known
    if (special := builtins.SPECIAL.get(name)) is not None:
        return special(run, node, args)
    spec = run.libraries.knowledge.function(name)
    if spec is not None:
        return registry.apply(run, node, spec, args, None)
    klass = run.libraries.knowledge.klass(name)
    if klass is not None:
        return construction.construct(run, node, klass, args)
    if name.startswith("."):
        return unknown.unknown_call(run, node, args, own=name)
    module, _, method = name.rpartition(".")
    owner = run.libraries.knowledge.klass(module)
    if owner is not None and method[:4] in ("from", "load"):
        return construction.construct(run, node, owner, args, loaded=True)
    if run.libraries.is_external(name):
        return unknown.unknown_library_call(run, node, args, name)
    return unknown.unknown_function(run, node, name, args)


def _method(run: Run, node: ast.Call, func: ast.Attribute, holder: Value) -> Value:
    if holder.kind == "super":
        return instances.call_super(run, node, holder, func.attr)
    args = evaluate_args(run, node)
    if (known := run.outside.method(node, holder, func.attr, args)) is not None:
        return known
    attribute = run.heap.get((identity(holder), func.attr))
    if attribute is not None and attribute.kind in ("function", "lib"):
        return call_value(run, node, attribute, args)
    return methods.method(run, node, func, holder, args)


CALLERS["call_value"] = call_value

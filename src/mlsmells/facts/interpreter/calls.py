"""Calls: who is called decides what happens."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import RANKING, UNKNOWN, Value, identity
from mlsmells.facts.interpreter import functions
from mlsmells.facts.interpreter.arguments import evaluate_args
from mlsmells.facts.observers import gradients, scores, torch_training
from mlsmells.facts.state import state
from mlsmells.facts.state.dispatch import CALLERS, evaluate
from mlsmells.facts.state.state import Class, Function, Run
from mlsmells.facts.transfer import builtins, construction, containers, estimators, operators, registry
from mlsmells.facts.transfer.unknown import unknown_call, unknown_library_call


def call(run: Run, node: ast.Call) -> Value:
    """The result of a call; its events are emitted on the way."""
    func = node.func
    if isinstance(func, ast.Attribute):
        holder = evaluate(run, func.value)
        if holder.kind not in ("lib", "instance", "class"):
            return _method(run, node, func, holder)
    target = evaluate(run, func)
    return call_value(run, node, target, evaluate_args(run, node))


def call_value(run: Run, node: ast.Call, target: Value, args: Args) -> Value:
    """Call an evaluated callee."""
    if target.kind == "lib":
        return _library(run, node, target.name, args)
    if target.kind == "builtin":
        known = run.outside.builtin(target.name, args) if run.outside is not None else None
        if known is not None:
            return known
        return builtins.call(run, node, target.name, args)
    if isinstance(target.ref, Function):
        return functions.invoke(run, node, target.ref, args, instance=target.base)
    if isinstance(target.ref, Class):
        return functions.instantiate(run, node, target.ref, args)
    if target.kind == "instance":
        return _call_instance(run, node, target, args)
    if target.kind == "inherited":
        return estimators.method(run, node, target, target.name, args)
    if target.kind == "partial" and target.ref is not None:
        inner, given = target.ref
        merged = Args(
            node, given.positional + args.positional, {**given.keywords, **args.keywords}, given.unclear or args.unclear
        )
        return call_value(run, node, inner, merged)
    if target.kind == "estimator" and target.objs:
        return estimators.method(run, node, target, "__call__", args)
    return unknown_call(run, node, args)


def _call_instance(run: Run, node: ast.Call, target: Value, args: Args) -> Value:
    """``model(x)``: the prediction of a module, or the ``__call__`` of a class of the file."""
    if target.objs:
        return estimators.method(run, node, target, "__call__", args)
    own = target.ref.klass.method("__call__") if isinstance(target.ref, state.Instance) else None
    if own is not None and isinstance(own.ref, Function):
        return functions.invoke(run, node, own.ref, args, instance=target)
    return unknown_call(run, node, args)


def _library(run: Run, node: ast.Call, name: str, args: Args) -> Value:
    known = run.outside.library(run, node, name, args) if run.outside is not None else None
    if known is not None:
        return known
    special = builtins.SPECIAL.get(name)
    if special is not None:
        return special(run, node, args)
    spec = run.knowledge.function(name)
    if spec is not None:
        return registry.apply(run, node, spec, args, None)
    klass = run.knowledge.klass(name)
    if klass is not None:
        return construction.construct(run, node, klass, args)
    if name.startswith("."):
        return unknown_call(run, node, args, own=name)
    module, _, method = name.rpartition(".")
    owner = run.knowledge.klass(module)
    if owner is not None and method[:4] in ("from", "load"):
        return construction.construct(run, node, owner, args, loaded=True)
    if run.is_external(name):
        return unknown_library_call(run, node, args)
    gradients.method_of_unknown(run, node, run.lib(module), method, args)
    return unknown_call(run, node, args, own=name)


def _method(run: Run, node: ast.Call, func: ast.Attribute, holder: Value) -> Value:
    name = func.attr
    if holder.kind == "super":
        return functions.call_super(run, node, holder, name)
    args = evaluate_args(run, node)
    known = run.outside.method(run, node, holder, name, args) if run.outside is not None else None
    if known is not None:
        return known
    attribute = run.heap.get((identity(holder), name))
    if attribute is not None and attribute.kind in ("function", "lib"):
        return call_value(run, node, attribute, args)
    loss = torch_training.loss_method(run, node, holder, name, args)
    if loss is not None:
        return loss
    if holder.objs and holder.kind not in ("instance", "inherited"):  # what a base class set is not known
        return estimators.method(run, node, holder, name, args)
    found = containers.method(run, node, func.value, holder, name, args)
    if found is not None:
        return found
    if holder.kind in ("builtin",) and holder.name:
        return builtins.static_method(run, node, holder.name, name, args)
    if holder.kind == "function" or holder is UNKNOWN:
        gradients.method_of_unknown(run, node, holder, name, args)
        return unknown_call(run, node, args)
    out = _rowed_method(run, node, func, holder, name, args)
    return _ranked(holder, name, args, out) if holder.name == RANKING and holder.kind == "stat" else out


# What one may do with a ranking of columns without choosing among them.
_ALL_OF_THEM = frozenset("abs sort_values sort_index tolist to_list to_numpy copy keys round fillna rename".split())


def _ranked(ranking: Value, name: str, args: Args, out: Value) -> Value:
    only_the_label = name == "drop" and any(isinstance(v.const, str) for v in args.values())
    if name in _ALL_OF_THEM or only_the_label:
        return ranking
    return out.with_(name="") if out.name == RANKING else out


# Methods that many unknown things have: on an unknown value they say nothing.
AMBIGUOUS = frozenset(
    "fit transform fit_transform predict score evaluate get items keys append update pop copy add remove index count "
    "split join format strip replace read write close open run start stop load save train eval step forward insert "
    "filter map sum mean sort".split()
)


# Kinds that behave like a series.
_METHODS_OF = {"residual": "series", "mask": "series", "pred": "array", "score": "array", "stat": "series"}


# What methods of a series do to all rows, their namesakes of texts do to each: ``s.str.count("a")``.
_OF_ROWS = frozenset({"stat", "size", "subset", "grouped", "sample", "columns"})


def _rowed_method(run: Run, node: ast.Call, func: ast.Attribute, holder: Value, name: str, args: Args) -> Value:
    if name == "eq" and (holder.predictions or args.first().predictions):
        test = ast.Compare(func.value, [ast.Eq()], [a for a, _ in args.positional])
        return operators.compare(run, ast.copy_location(test, node), holder, [args.first()])
    if holder.kind == "strings":
        holder = holder.with_(kind="series")
        if (found := run.knowledge.method("series", name)) is None or found.does in _OF_ROWS:
            return holder
    kind = _METHODS_OF.get(holder.kind, holder.kind)
    spec = run.knowledge.method(kind, name) if kind else None
    if spec is None and holder.kind in _METHODS_OF:
        spec = run.knowledge.method("array", name) or run.knowledge.method("tensor", name)  # a file without pandas
    if spec is None and (holder.rows is not None or not holder.kind) and not holder.config:
        if name not in AMBIGUOUS or (holder.rows is not None and holder.read is not None):
            spec = run.knowledge.method("frame", name) or run.knowledge.method("tensor", name)
    if spec is not None:
        return registry.apply(run, node, spec, args, holder, func.value)
    gradients.method_of_unknown(run, node, holder, name, args)
    if holder.config:
        return Value(config=True)
    if holder.rows is not None:
        effects = merge_effects(holder.effects, *(v.effects for v in args.values()))
        return Value(rows=R.step(holder.rows, ("call", id(node)), "?"), effects=effects, read=holder.read)
    return scores.keep(unknown_call(run, node, args), holder) if run.scored else unknown_call(run, node, args)


CALLERS["call_value"] = call_value

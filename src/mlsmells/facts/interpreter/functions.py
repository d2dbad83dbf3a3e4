"""Functions, methods and classes of the file: run with the caller's values."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Split
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import join_all
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import UNKNOWN, Columns, Value, identity
from mlsmells.facts.interpreter.arguments import evaluate_args
from mlsmells.facts.state.dispatch import CALLERS, evaluate, run_block
from mlsmells.facts.state.state import MAX_CONTEXTS, MAX_DEPTH, Class, Frame, Function, Instance, Run

# What a call uses up: the same argument gives something else the next time.
CONSUMED = frozenset({"iterator", "file", "loader"})


def invoke(run: Run, node: ast.Call, function: Function, args: Args, instance: Value | None = None) -> Value:
    """Call a function of the file with these arguments."""
    function.sites.add(id(node))
    key = _key(args, instance)
    if any(v.kind in CONSUMED for v in args.values()):
        key = object()  # each call takes the next elements
    here = (node, key)
    if here in function.memo:
        return function.memo[here]
    if run.depth >= MAX_DEPTH or function in run.active or run.budget <= 0 or function.contexts >= MAX_CONTEXTS:
        return function.memo.get(key) or Value()
    function.contexts += 1
    outer, before = (run.calls, run.here), len(run.events)
    run.calls = (*run.calls, node)
    if run.home is run.main:
        run.here = (*run.here, node)
    try:
        result = _execute(run, function, args, instance)
    finally:
        run.calls, run.here = outer
    if not any(isinstance(e, Split) and e.redrawn for e in run.events[before:]):
        function.memo[here] = function.memo[key] = result
    return result


def _key(args: Args, instance: Value | None) -> object:
    # An instance changes between calls: its methods are run anew each time.
    return (
        tuple(identity(v) for _, v in args.positional),
        tuple((k, identity(v)) for k, (_, v) in args.keywords.items()),
        object() if instance is not None else None,
    )


def run_uncalled(run: Run, function: Function, instance: Value | None = None) -> Value:
    """Run a function that nobody in the file calls, with parameters about which nothing is known."""
    if run.budget <= 0:
        return UNKNOWN
    function.contexts += 1
    return _execute(run, function, None, instance)


def _execute(run: Run, function: Function, args: Args | None, instance: Value | None) -> Value:
    node = function.node
    frame = Frame(parent=function.frame)
    outer = (run.frame, run.function, run.loops, run.branch)
    home, run.home = run.home, function.home
    module, run.module = run.module, function.home.frame
    if args is None:
        _opaque_parameters(run, frame, node.args, instance, function)
        run.loops, run.branch = (), ()
    else:
        run.frame = function.frame
        _bind_parameters(run, frame, node.args, args, instance, function)
    if run.outside is not None and (args is None or not args.values()):
        frame.vars.update(run.outside.parameters(run, function))
    run.frame, run.function = frame, function.name
    run.depth += 1
    run.active.append(function)
    try:
        if isinstance(node, ast.Lambda):
            return evaluate(run, node.body)
        run_block(run, node.body)
    finally:
        run.active.pop()
        run.depth -= 1
        run.frame, run.function, run.loops, run.branch = outer
        run.home, run.module = home, module
    return join_all(frame.returns) if frame.returns else Value(kind="none", const=None)


def _names(arguments: ast.arguments) -> list[str]:
    return [a.arg for a in (*arguments.posonlyargs, *arguments.args)]


def _is_static(function: Function) -> bool:
    return any(d.name == "staticmethod" for d in function.decorators)


def _bind_parameters(
    run: Run, frame: Frame, arguments: ast.arguments, args: Args, instance: Value | None, function: Function
) -> None:
    names = _names(arguments)
    positional = [v for _, v in args.positional]
    if instance is not None and not _is_static(function):
        positional.insert(0, instance)
    defaults = dict(zip(reversed(names), reversed(arguments.defaults), strict=False))
    for kw, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        names.append(kw.arg)
        if default is not None:
            defaults[kw.arg] = default
    count = len(_names(arguments))
    for i, name in enumerate(names):
        if i < count and i < len(positional):
            frame.vars[name] = positional[i]
        elif name in args.keywords:
            frame.vars[name] = args.keywords[name][1]
        elif name in defaults and not args.unclear:
            frame.vars[name] = evaluate(run, defaults[name])
        else:
            frame.vars[name] = Value()
    if arguments.vararg:
        frame.vars[arguments.vararg.arg] = Value(kind="tuple", items=tuple(positional[count:]))
    if arguments.kwarg:
        extra = {k: v for k, (_, v) in args.keywords.items() if k not in names}
        known = Value(kind="dict", entries=extra) if not args.unclear else Value(kind="dict")
        frame.vars[arguments.kwarg.arg] = known


def _opaque_parameters(
    run: Run, frame: Frame, arguments: ast.arguments, instance: Value | None, function: Function
) -> None:
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    first = True
    for arg in named:
        if first and instance is not None and not _is_static(function):
            frame.vars[arg.arg] = instance
        else:
            frame.vars[arg.arg] = _annotated(run, arg)
        first = False
    for extra in (arguments.vararg, arguments.kwarg):
        if extra is not None:
            frame.vars[extra.arg] = Value(kind="tuple" if extra is arguments.vararg else "dict")


_ANNOTATIONS: dict[str, Kind] = {
    "DataFrame": "frame",
    "Series": "series",
    "ndarray": "array",
    "Tensor": "tensor",
    "Path": "path",
}


def _annotated(run: Run, arg: ast.arg) -> Value:
    """A parameter: a source of its own, with the kind its annotation names."""
    kind: Kind = ""
    if arg.annotation is not None:
        text = arg.annotation
        last = text.attr if isinstance(text, ast.Attribute) else getattr(text, "id", "")
        kind = _ANNOTATIONS.get(last, "")
    columns = Columns() if kind == "frame" else None
    return Value(kind=kind, columns=columns, name=f"parameter {arg.arg}")


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
    base = _library_base(run, info)
    if base:
        spec = run.knowledge.klass(base)
        if spec is not None:
            obj = Obj(cls=info.node.name, node=node, spec=spec, classdef=info.node, unclear=True)
            obj.foreign, obj.loops = run.elsewhere, run.loops
            run.objects.append(obj)
            objs = (obj,)
    instance = Instance(info, node)
    run.instances.append(instance)
    info.last = Value(kind="instance", ref=instance, objs=objs, origin=node)
    return info.last


def _library_base(run: Run, info: Class) -> str:
    for base in info.bases:
        if base.kind == "lib":
            return base.name
        if isinstance(base.ref, Class):
            found = _library_base(run, base.ref)
            if found:
                return found
    return ""


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


CALLERS.update({"invoke": invoke, "run_uncalled": run_uncalled})

"""The parameters of a function: the values of a call, its defaults, or values about which nothing is known."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.values import Columns, Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.uses import shown_by_uses
from mlsmells.facts.transfer.presuming.presumed import as_used

_ANNOTATIONS: dict[str, Kind] = {
    "DataFrame": "frame", "Series": "series", "ndarray": "array", "Tensor": "tensor", "Path": "path",
}  # fmt: skip


def bind(run: Run, function: Function, args: Args, instance: Value | None) -> dict[str, Value]:
    """The parameters of a call by name; the defaults are evaluated where the function stands."""
    arguments = function.node.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    count = len(names)
    positional = [v for _, v in args.positional]
    if instance is not None and not function.is_static:
        positional.insert(0, instance)
    defaults = dict(zip(reversed(names), reversed(arguments.defaults), strict=False))
    for keyword, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        names.append(keyword.arg)
        if default is not None:
            defaults[keyword.arg] = default
    bound: dict[str, Value] = {}
    for i, name in enumerate(names):
        if i < count and i < len(positional):
            bound[name] = positional[i]
        elif name in args.keywords:
            bound[name] = args.keywords[name][1]
        elif name in defaults and not args.unclear:
            bound[name] = evaluate(run, defaults[name])
        else:
            bound[name] = Value()
    if arguments.vararg:
        bound[arguments.vararg.arg] = Value(kind="tuple", items=tuple(positional[count:]))
    if arguments.kwarg:
        extra = {k: v for k, (_, v) in args.keywords.items() if k not in names}
        bound[arguments.kwarg.arg] = Value(kind="dict", entries=extra) if not args.unclear else Value(kind="dict")
    return bound


def opaque(run: Run, function: Function, instance: Value | None) -> dict[str, Value]:
    """The parameters of a function that nobody calls, of the kinds that annotations say or its own uses show."""
    arguments = function.node.args
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    bound = {arg.arg: _annotated(arg) for arg in named}
    unknown = frozenset(name for name, value in bound.items() if not value.kind)
    for name, what in shown_by_uses(function.node, unknown).items():
        bound[name] = as_used(run, function, name, what)
    if named and instance is not None and not function.is_static:
        bound[named[0].arg] = _first(function, instance)
    if arguments.vararg is not None:
        bound[arguments.vararg.arg] = Value(kind="tuple")
    if arguments.kwarg is not None:
        bound[arguments.kwarg.arg] = Value(kind="dict")
    return bound


def _first(function: Function, instance: Value) -> Value:
    """What the first parameter of a method is."""
    return Value(kind="class", ref=instance.ref.klass) if function.is_class_method and function.owner else instance


def _annotated(arg: ast.arg) -> Value:
    text = arg.annotation
    kind = _ANNOTATIONS.get(text.attr if isinstance(text, ast.Attribute) else getattr(text, "id", ""), "")
    return Value(kind=kind, columns=Columns() if kind == "frame" else None, name=f"parameter {arg.arg}")

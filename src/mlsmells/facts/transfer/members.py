"""Attributes of the classes of a file and of their instances: what was set, methods, properties."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import invoke
from mlsmells.facts.state.frames import Class, Function, Instance
from mlsmells.facts.state.state import Run

INDEXERS = frozenset({"loc", "iloc", "ix", "iat", "at"})


class ReadProperties:
    """The call that reading a property is, by the identity of the attribute that reads it."""

    def __init__(self) -> None:
        self.calls: dict[int, ast.Call] = {}

    def call(self, node: ast.Attribute) -> ast.Call:
        """The same attribute is the same call each time it is read."""
        if id(node) not in self.calls:
            self.calls[id(node)] = ast.copy_location(ast.Call(node, [], []), node)
        return self.calls[id(node)]


def member(run: Run, node: ast.Attribute, holder: Value) -> Value:
    """The value of ``holder.attr``, where the holder is a class of the file or an instance of one."""
    name = node.attr
    found = run.heap.get((id(holder.ref), name))
    if found is not None:
        return found
    info = holder.ref if isinstance(holder.ref, Class) else getattr(holder.ref, "klass", None)
    if name == "__dict__" and isinstance(holder.ref, Instance) and not holder.ref.klass.bases:
        return Value(kind="dict", entries={k: v for (owner, k), v in run.heap.items() if owner == id(holder.ref)})
    if isinstance(info, Class):
        found = run.heap.get((id(info), name)) or info.method(name)
        if found is not None:
            return _of_class(run, node, holder, found)
    if holder.objs or (name == "fit_transform" and holder.kind == "instance" and _mixes_in(info)):
        return Value(kind="inherited", name=name, base=holder, objs=holder.objs)
    if holder.as_frame is not holder and name in INDEXERS:
        return Value(kind="indexer", ref=holder.as_frame, name=name)
    # The same unknown attribute is the same thing each time it is asked for.
    fresh = Value()
    run.heap[(id(holder.ref), name)] = fresh
    return fresh


def _of_class(run: Run, node: ast.Attribute, holder: Value, found: Value) -> Value:
    """What the body of the class gave the name: a method is bound to its instance, a property gives what it returns."""
    if found.kind != "function" or not isinstance(found.ref, Function):
        return found
    if found.ref.is_class_method:
        klass = holder.ref.klass if isinstance(holder.ref, Instance) else holder.ref
        return found.with_(base=Value(kind="class", ref=klass))
    if holder.kind != "instance":
        return found
    if not found.ref.is_property:
        return found.with_(base=holder)
    call = run.notes[ReadProperties].call(node)
    value = invoke(run, call, found.ref, Args(call), instance=holder)
    if found.ref.is_kept_property:
        run.heap[(id(holder.ref), node.attr)] = value
    return value


def _mixes_in(info: object) -> bool:
    """The class has ``fit`` and ``transform`` of its own, and takes the rest from scikit-learn."""
    if not isinstance(info, Class) or info.method("fit") is None or info.method("transform") is None:
        return False
    bases = [*info.bases, *(b for base in info.bases if isinstance(base.ref, Class) for b in base.ref.bases)]
    return any(base.kind == "lib" and base.name.endswith(".TransformerMixin") for base in bases)

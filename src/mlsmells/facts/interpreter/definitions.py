"""Definitions and imports: what gives a name to code."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.events import Import
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate, run_block
from mlsmells.facts.state.frames import Class, Frame, Function
from mlsmells.facts.state.state import Run


def run_function(run: Run, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """A function; in the body of a class, a method of that class."""
    context = run.context
    decorators = tuple(evaluate(run, d) for d in node.decorator_list)
    owner = context.frame.klass
    prefix = owner.node.name if owner is not None else context.function
    name = f"{prefix}.{node.name}" if prefix else node.name
    function = Function(node, context.frame, name, context.home, owner, decorators)
    for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
        evaluate(run, default)
    run.functions.append(function)
    if not function.is_setter:
        context.frame.bind(node.name, Value(kind="function", ref=function))


def run_class(run: Run, node: ast.ClassDef) -> None:
    """A class: its body is run once, in a scope of its own."""
    outer = run.context
    bases = tuple(evaluate(run, b) for b in node.bases)
    frame = Frame(parent=outer.frame)
    frame.klass = Class(node, frame, outer.home, bases)
    run.classes.append(frame.klass)
    with run.within(outer.in_scope(frame)):
        run_block(run, node.body)
    outer.frame.bind(node.name, Value(kind="class", ref=frame.klass))


def run_import(run: Run, node: ast.Import) -> None:
    """``import package.module as name``."""
    for alias in node.names:
        run.emit(Import(node, module=alias.name))
        top = alias.name if alias.asname else alias.name.partition(".")[0]
        run.context.frame.bind(alias.asname or top, run.libraries.value(top))


def run_import_from(run: Run, node: ast.ImportFrom) -> None:
    """``from module import name``: of a library, or of another module of the project."""
    module, frame = node.module or "", run.context.frame
    names = tuple(alias.name for alias in node.names)
    run.emit(Import(node, module=module, names=names, level=node.level))
    for alias in node.names:
        if alias.name == "*":
            _bind_all(run, node, module)
        else:
            later = run.follower.later(module, node.level, alias.name)
            dotted = "." * node.level + f"{module}.{alias.name}"
            frame.bind(alias.asname or alias.name, later or run.libraries.value(dotted))


def _bind_all(run: Run, node: ast.ImportFrom, module: str) -> None:
    """``from module import *``; of a module that cannot be read, what everybody calls the usual libraries."""
    frame = run.context.frame
    names = {**run.libraries.exported(module), **run.follower.star(node, module, node.level)}
    if not names and (node.level or not run.libraries.is_external(module)):
        names = {name: value for name, value in run.libraries.usual().items() if frame.find(name) is None}
    for name, value in names.items():
        frame.bind(name, value)

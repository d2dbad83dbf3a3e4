"""After the module's own code: the classes and functions that nobody in the file uses are run as well."""

from __future__ import annotations

import ast
from typing import TypeVar

from mlsmells.facts.interpreter.functions import run_uncalled
from mlsmells.facts.interpreter.instances import new_instance
from mlsmells.facts.state.frames import Class, Function
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import every_node
from mlsmells.sources import Source

# Methods of a class that nobody in the file instantiates, in the order they are used.
METHOD_ORDER = ("__init__", "setup", "prepare", "load", "fit", "train", "predict", "evaluate", "test")

D = TypeVar("D", Function, Class)


def own(run: Run, defined: list[D]) -> list[D]:
    """The definitions that stand in the file itself."""
    return [item for item in defined if item.home is run.main]


def run_the_rest(run: Run, source: Source) -> None:
    """Classes that nobody instantiates are used in their usual order, then the functions and methods nobody called.

    In a notebook a function that is not even mentioned does nothing; a module's may be called from elsewhere.
    """
    mentioned: set[str] = set()

    def is_dead(function: Function) -> bool:
        if not source.is_notebook or isinstance(function.node, ast.Lambda) or function.decorators:
            return False
        if not mentioned:
            mentioned.update(n.id for n in every_node(source.tree) if isinstance(n, ast.Name))
        return function.node.name not in mentioned

    for info in own(run, run.classes):
        if info.instances == 0:
            _run_class(run, info)
    for function in own(run, run.functions):
        if function.contexts == 0 and function.owner is None and not is_dead(function):
            run_uncalled(run, function)
    for function in own(run, run.functions):
        if function.contexts == 0 and function.owner is not None:
            # Called from somewhere else, on an object as the file has made it.
            owner = function.owner
            run_uncalled(run, function, owner.last or new_instance(run, function.node, owner))


def _run_class(run: Run, info: Class) -> None:
    methods = [v.ref for v in info.frame.vars.values() if isinstance(v.ref, Function) and v.ref.owner is info]
    if not methods:
        return
    instance = new_instance(run, info.node, info)

    def rank(function: Function) -> int:
        name = function.node.name if not isinstance(function.node, ast.Lambda) else ""
        for i, start in enumerate(METHOD_ORDER):
            if name.startswith(start):
                return i
        return 4

    for function in sorted(methods, key=rank):
        if function.contexts == 0:
            run_uncalled(run, function, instance)

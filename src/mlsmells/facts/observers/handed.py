"""Frames and arrays that are handed to functions of the file which change them in place."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.table_events import Handed
from mlsmells.facts.syntax.in_place import Change, changed_parameters
from mlsmells.facts.syntax.walk import variable

if TYPE_CHECKING:
    from mlsmells.facts.domain.arguments import Args
    from mlsmells.facts.domain.values import Value
    from mlsmells.facts.state.frames import Function
    from mlsmells.facts.state.state import Run

_MUTABLE = frozenset({"frame", "series", "array", "tensor"})


class HandedNotes:
    """The parameters that each function changes, by the identity of its node."""

    def __init__(self) -> None:
        self.changed: dict[int, dict[str, Change]] = {}


def followed(run: Run, node: ast.Call, function: Function, args: Args, instance: Value | None) -> None:
    """A call of a function of the file: which of its arguments will it change?"""
    if isinstance(function.node, ast.Lambda) or not any(v.kind in _MUTABLE for v in args.values()):
        return
    known = run.notes[HandedNotes].changed
    if id(function.node) not in known:
        known[id(function.node)] = changed_parameters(function.node)
    if not known[id(function.node)]:
        return
    names = [a.arg for a in (*function.node.args.posonlyargs, *function.node.args.args)]
    names = names[1:] if instance is not None and not function.is_static else names
    given = [*zip(names, args.positional, strict=False), *args.keywords.items()]
    for name, (argument, value) in given:
        change = known[id(function.node)].get(name)
        if change is not None and value.kind in _MUTABLE and variable(argument):
            event = Handed(node, argument=argument, name=name, value=value, to=function.name.rpartition(".")[2])
            event.change, event.grows, event.columns = change.node, change.grows, change.columns
            run.emit(event)

"""Objects that reach code about which nothing is known: from then on they may be in any state."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mlsmells.facts.domain.events import Escape
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value, is_shared
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import called_as


def handed_over(run: Run, node: ast.Call, values: Iterable[Value]) -> None:
    """Record the objects among the arguments of an unknown function, and what may be one."""
    things: list[Obj | Value] = []
    for value in values:
        if value.objs:
            things += value.objs
        elif value.items or value.entries:
            things += _held(value)
        elif not value.kind and value.rows is None and not value.known and not is_shared(value):
            things.append(value)
    if things:
        run.emit(Escape(node, name=called_as(node.func), things=tuple(things)))


def _held(value: Value) -> Iterator[Obj]:
    """The objects in a list, tuple or dict."""
    for inner in (*(value.items or ()), *(value.entries or {}).values()):
        yield from inner.objs

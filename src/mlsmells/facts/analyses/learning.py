"""Which data a model learns from, and who looked at it before."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import CrossValidation, Event, Fit
from mlsmells.facts.domain.rows import Rows
from mlsmells.facts.domain.table_events import Inspected, TableEvent

if TYPE_CHECKING:
    from mlsmells.facts.domain.values import Value
    from mlsmells.facts.record.facts import Facts

Learning = Fit | CrossValidation


def learnings(facts: Facts) -> list[Learning]:
    """The fits of models, and their cross-validations, in program order."""

    def found() -> Iterator[Learning]:
        for event in facts.events:
            model = isinstance(event, Fit) and event.obj.predicts
            if (model or isinstance(event, CrossValidation)) and not event.foreign:
                yield event  # type: ignore[misc]

    return facts.once("what learns", lambda: list(found()))


def sources(value: Value | None) -> set[int]:
    """The reads, generators and parameters that the rows of a value come from."""
    return {source for source, _ in (value.rows if value is not None else None) or ()}


def learned_from(facts: Facts, value: Value | None, *, after: Event | None = None) -> Learning | None:
    """The first model that learns from rows of the same source."""
    mine = sources(value)
    if not mine:
        return None
    known = facts.once("what learns by source", lambda: _by_source(learnings(facts)))
    firsts = (
        next((found for found in known.get(source, ()) if after is None or found[1].order > after.order), None)
        for source in mine
    )
    return min(filter(None, firsts), key=itemgetter(0), default=(0, None))[1]


def _by_source(events: list[Learning]) -> dict[int, list[tuple[int, Learning]]]:
    """What learns from the rows of each source, with its place among all."""
    found: dict[int, list[tuple[int, Learning]]] = {}
    for at, event in enumerate(events):
        for source in sources(event.X):
            found.setdefault(source, []).append((at, event))
    return found


def learned_through(facts: Facts, node: ast.AST) -> Learning | None:
    """The first model that learns from the rows which the call at ``node`` left."""
    return facts.once("what learns by step", lambda: _by_step(learnings(facts))).get(("subset", id(node)))


def _by_step(events: list[Learning]) -> dict[object, Learning]:
    """The first that learns from what each step left."""
    found: dict[object, Learning] = {}
    for event in events:
        for _, path in (event.X.rows if event.X is not None else None) or ():
            for step in path:
                found.setdefault(step[0], event)
    return found


def _passes(rows: Rows | None, split: object) -> bool:
    return any(step[0] == split for _, path in rows or () for step in path)


def came_through(value: Value | None, node: ast.AST) -> bool:
    """The call at ``node`` chose the rows of the value."""
    return value is not None and _passes(value.rows, ("subset", id(node)))


def looked(facts: Facts, event: TableEvent | Event, value: Value | None, *, after: bool = True) -> bool:
    """Somebody counts rows or missing values of the same source, by default once the event has happened."""
    mine = sources(value)
    column = value.column if value is not None else None
    return any(
        mine & sources(look.X)
        and (not after or look.order > event.order)
        and not (column and look.X is not None and look.X.column and look.X.column != column)
        for look in facts.of(Inspected)
    )

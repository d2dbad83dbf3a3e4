"""Which data a model learns from, and who looked at it before."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import CrossValidation, Event, Fit
from mlsmells.facts.domain.rows import Rows
from mlsmells.facts.domain.table_events import Inspected, TableEvent

if TYPE_CHECKING:
    from mlsmells.facts.domain.values import Value
    from mlsmells.facts.record.facts import Facts

Learning = Fit | CrossValidation


def learnings(facts: Facts) -> Iterator[Learning]:
    """The fits of models, and their cross-validations, in program order."""
    for event in facts.events:
        model = isinstance(event, Fit) and event.obj.predicts
        if (model or isinstance(event, CrossValidation)) and not event.foreign:
            yield event  # type: ignore[misc]


def sources(value: Value | None) -> set[int]:
    """The reads, generators and parameters that the rows of a value come from."""
    return {source for source, _ in (value.rows if value is not None else None) or ()}


def learned_from(facts: Facts, value: Value | None, *, after: Event | None = None) -> Learning | None:
    """The first model that learns from rows of the same source."""
    mine = sources(value)
    if not mine:
        return None
    for event in learnings(facts):
        if mine & sources(event.X) and (after is None or event.order > after.order):
            return event
    return None


def learned_through(facts: Facts, node: ast.AST) -> Learning | None:
    """The first model that learns from the rows which the call at ``node`` left."""
    split = ("subset", id(node))
    return next((e for e in learnings(facts) if e.X is not None and _passes(e.X.rows, split)), None)


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

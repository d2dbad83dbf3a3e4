"""Entities that several rows belong to: which column names them, and what shows that it repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.columns import column_names
from mlsmells.facts.domain.events import Entity
from mlsmells.facts.domain.lattice import merge_hints
from mlsmells.facts.domain.values import Hint, Value

if TYPE_CHECKING:
    from mlsmells.facts.state.use import Use

ENTITY = regex(
    r"(patient|user|customer|client|subject|session|device|store|shop|speaker|video|doc|document|machine|engine|player"
    r"|person|account|member|participant|rider|driver)s?_?(id|no|nr|num|number|key|code)s?$"
    r"|^(?:patient|subject|speaker|participant)s?$",
    re.IGNORECASE,
)


def note(use: Use, held: Value, by: Value | None, how: str) -> None:
    """Rows are grouped or counted by a column that names an entity."""
    names = column_names(by) if by is not None else (held.column,) if held.column is not None else None
    for name in names or ():
        if ENTITY.search(name) and held.rows is not None:
            use.run.emit(Entity(use.node, how=how, column=name, X=held))


def deduplicated(use: Use, held: Value, out: Value) -> Value:
    """Repeated rows are gone; with ``subset=`` one row is left for each of its values."""
    names = column_names(use.bound.value("subset"))
    unique = Hint("unique", use.run.reported_at(use.node), names[0] if names and len(names) == 1 else "")
    use.run.emit(Entity(use.node, how="drop_duplicates", column=names[0] if names else "", X=held))
    return out.with_(hints=merge_hints(out.hints, (unique,)))

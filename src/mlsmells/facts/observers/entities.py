"""Entities that several rows belong to: which column names them, and what shows that it repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Entity
from mlsmells.facts.domain.values import Hint, Value
from mlsmells.facts.transfer.common import column_names

if TYPE_CHECKING:
    from mlsmells.facts.analyses.shuffles import Shuffled
    from mlsmells.facts.record.facts import Facts
    from mlsmells.facts.transfer.registry import Use

ENTITY = re.compile(
    r"(patient|user|customer|client|subject|session|device|store|shop|speaker|video|doc|document|machine|engine|player"
    r"|person|account|member|participant|rider|driver)s?_?(id|no|nr|num|number|key|code)s?$",
    re.IGNORECASE,
)


def note(use: Use, held: Value, by: Value | None, how: str) -> None:
    """Rows are grouped or counted by a column that names an entity."""
    names = column_names(by) if by is not None else (held.column,) if held.column is not None else None
    for name in names or ():
        if ENTITY.search(name) and held.rows is not None:
            use.run.emit(Entity(use.node, how=how, column=name, X=held))


def deduplicated(use: Use, held: Value, out: Value) -> None:
    """Repeated rows are gone; with ``subset=`` one row is left for each of its values."""
    names = column_names(use.bound.value("subset"))
    out.hints = (
        *out.hints,
        Hint("unique", use.run.reported_at(use.node), names[0] if names and len(names) == 1 else ""),
    )
    use.run.emit(Entity(use.node, how="drop_duplicates", column=names[0] if names else "", X=held))


def repeated(facts: Facts, split: Shuffled) -> Entity | None:
    """Something done to the rows of this split that is only done when an id repeats."""
    own = {source for value in split.values for source, _ in value.rows or ()}
    unique = {h.column for value in split.values for h in value.hints if h.kind == "unique"}
    for event in facts.everywhere(Entity):
        sources = {source for source, _ in (event.X.rows if event.X is not None else None) or ()}
        # Calls inside one function are run for other data, too: only what came before the split counts.
        if event.how in REPEATS and event.column not in unique and sources & own:
            return event
    return None


REPEATS = frozenset({"groupby", "nunique", "value_counts"})


def copies(facts: Facts, split: Shuffled) -> tuple[str, str, int] | None:
    """What may be twice among the rows, why, and the line that shows it."""
    hints = [h for value in split.values for h in value.hints]
    if any(h.kind == "unique" for h in hints):
        return None
    for hint in hints:
        if hint.kind == "windows":
            return "rows that windows share", "the windows overlap", hint.line
    for event in facts.everywhere(Entity):
        rows = event.X.rows if event.X is not None else None
        if event.how == "drop_duplicates" and any(step[0] == split.id for _, path in rows or () for step in path):
            return "copies of a row", "duplicates are removed after it only", event.line
    return None

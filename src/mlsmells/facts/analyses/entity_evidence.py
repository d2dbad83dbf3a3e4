"""What shows that several rows belong to one entity, or that rows are there twice."""

from __future__ import annotations

from mlsmells.facts.analyses.shuffles import Shuffled
from mlsmells.facts.domain.events import Entity
from mlsmells.facts.record.facts import Facts


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

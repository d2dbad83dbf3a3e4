"""What shows that several rows belong to one entity, or that rows are there twice, where a split shuffles them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mlsmells.core import TraceStep, steps
from mlsmells.facts import Entity, Facts, Shuffled, learning, shuffled, time_evidence

# What surely is on both sides.
WINDOWS, PARTS = "rows that windows share", "parts of one row"
REPEATS = frozenset({"groupby", "nunique", "value_counts"})


class Sign(NamedTuple):
    """``what`` may be on both sides of a split, ``why`` that is known, the line that shows it, and what to do."""

    what: str
    why: str
    line: int
    remedy: str = "split by group"
    node: ast.AST | None = None  # what shows it


def at_random(
    facts: Facts, evidence: Callable[[Facts, Shuffled], Sign | None]
) -> Iterator[tuple[Shuffled, Sign, list[TraceStep]]]:
    """The random splits of rows with this evidence that do not keep groups together, with the path to each."""
    for split in shuffled(facts):
        sign = evidence(facts, split)
        if sign is not None and not split.by_groups:
            yield split, sign, steps([(sign, sign.why), (split, "split at random")])


def repeated(facts: Facts, split: Shuffled) -> Sign | None:
    """Something done to the rows of this split that is only done when an id repeats."""
    own = {source for value in split.values for source in learning.sources(value)}
    unique = {h.column for value in split.values for h in value.hints if h.kind == "unique"}
    for event in facts.everywhere(Entity):
        # Calls inside one function are run for other data, too: only what came before the split counts.
        if event.how in REPEATS and event.column not in unique and learning.sources(event.X) & own:
            return Sign(
                event.column,
                f"'{event.column}' repeats ({event.how})",
                event.line,
                node=None if event.foreign else event.node,
            )
    return None


def copies(facts: Facts, split: Shuffled) -> Sign | None:
    """What may be twice among the rows."""
    hints = [h for value in split.values for h in value.hints]
    if any(h.kind == "unique" for h in hints):
        return None
    for hint in hints:
        if hint.kind == "windows":
            told = len(time_evidence.evidence(facts, split.values)) > 1  # a shuffled series is said so
            return None if told else Sign(WINDOWS, "the windows overlap", hint.line, "split before cutting windows")
        if hint.kind == "copies":
            return Sign(PARTS, "each row was made into several", hint.line, "split before that, or by group")
    for event in facts.everywhere(Entity):
        rows = event.X.rows if event.X is not None else None
        if event.how == "drop_duplicates" and any(step[0] == split.id for _, path in rows or () for step in path):
            return Sign("copies of a row", "duplicates are removed only later", event.line, "remove them before it")
    return None

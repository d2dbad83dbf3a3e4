"""What a file has learned from all the rows that it writes, and which rows that it reads it divides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.facts.analyses.leak import Leak
from mlsmells.facts.analyses.leaks import leaks
from mlsmells.facts.analyses.trace import learner
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import ColStat, CrossValidation, Read, Split, Write
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.syntax.words import LABELS, say

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import LearnedRecord
    from mlsmells.facts.record.facts import Facts

# One record for each of these: which rule tells of it.
_GROUPS = (("fitted", "stat"), ("uses-y",), ("resampled",))


def learned(write: Write, facts: Facts) -> list[LearnedRecord]:
    """What the written rows carry that was learned from every one of them; none where they were divided before."""
    held = write.value
    if held is not None and held.kind in ("tuple", "list") and held.items:
        held = held.items[0]
    if held is None or not held.effects or not held.rows:
        return []
    found = (_worst(group, held, facts) for group in _GROUPS)
    return [*(record for record in found if record is not None), *_per_group(held)]


def _per_group(held: Value) -> Iterator[LearnedRecord]:
    """Summaries of a column per group that were merged back to its rows: of a target, they tell each row its own."""
    told: set[str] = set()
    for effect in held.effects:
        event = effect.event
        column = event.X.column if isinstance(event, ColStat) and event.X is not None else None
        if effect.kind != "stat" or effect.note != "grouped" or effect.may or column is None or column in told:
            continue
        if isinstance(event, ColStat) and not event.foreign and R.covers(effect.rows, held.rows):
            told.add(column)
            what = event.name.rpartition(".")[2]
            yield {
                "kind": "per-group",
                "what": f"the {what if what != 'transform' else 'summary'} of '{column}' per group",
                "remedy": "take only the target of other rows",
                "at": list(Span.of(effect.place)),
                "mild": False,
                "whole": _is_whole(held.rows),
                "column": column,
            }


def _worst(group: tuple[str, ...], held: Value, facts: Facts) -> LearnedRecord | None:
    told = {id(leak.effect.node) for leak in leaks(facts, *group)}
    mild = None
    for effect in held.effects:
        if effect.kind not in group or id(effect.node) in told or not _counts(effect, held):
            continue
        record = _record(effect, held, facts)
        if not record["mild"]:
            return record
        mild = mild or record
    return mild


def _record(effect: Effect, held: Value, facts: Facts) -> LearnedRecord:
    leak = Leak(effect, None, features=held, facts=facts)
    return {
        "kind": effect.kind,
        "what": leak.learned if effect.kind != "resampled" else learner(effect),
        "remedy": leak.remedy,
        "at": list(Span.of(effect.place)),
        "mild": leak.is_mild,
        "whole": _is_whole(held.rows),
        "column": "",
    }


def _counts(effect: Effect, held: Value) -> bool:
    if effect.may or effect.note in ("grouped", "under") or effect.event is None or effect.event.foreign:
        return False
    if effect.kind == "resampled":
        return True
    labels = effect.columns is not None and len(effect.columns) == 1 and say(effect.columns, LABELS)
    return not labels and _is_whole(held.rows) and R.covers(effect.rows, held.rows)


def _is_whole(rows: R.Rows | None) -> bool:
    """All rows of their source, but for those that were thrown away."""
    return bool(rows) and all(
        isinstance(split, tuple) and split[0] == "subset" for _, p in rows or () for split, _ in p
    )


def divided(read: Read, facts: Facts) -> int:
    """The line on which the rows that are read are divided at random; 0 where they are not."""
    sources = {source for source, _ in (read.out.rows if read.out is not None else None) or ()}
    for split in facts.of(Split) if sources else ():
        if split.kind == "random" and split.inputs and sources & {source for source, _ in split.inputs[0].rows or ()}:
            return split.line
    return 0


def folded(read: Read, facts: Facts) -> int:
    """The line on which the rows that are read are cross-validated; 0 where they are not."""
    sources = {source for source, _ in (read.out.rows if read.out is not None else None) or ()}
    for cv in facts.of(CrossValidation) if sources else ():
        if cv.X is not None and sources & {source for source, _ in cv.X.rows or ()}:
            return cv.line
    return 0

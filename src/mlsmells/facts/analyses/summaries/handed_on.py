"""What a file has learned from all the rows that it writes, and which rows that it reads it divides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.facts.analyses.leak import Leak
from mlsmells.facts.analyses.leaks import leaks
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Read, Split, Write
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.syntax.words import LABELS, say

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import LearnedRecord
    from mlsmells.facts.record.facts import Facts

_KINDS = ("fitted", "stat")


def learned(write: Write, facts: Facts) -> LearnedRecord | None:
    """What the written rows carry that was learned from every one of them; None where they were divided before."""
    held = write.value
    if held is not None and held.kind in ("tuple", "list") and held.items:
        held = held.items[0]
    if held is None or held.may or not _is_whole(held.rows):
        return None
    told = {id(leak.effect.node) for leak in leaks(facts, *_KINDS)}
    for effect in held.effects:
        if (
            id(effect.node) not in told
            and _counts(effect, held)
            and not (leak := Leak(effect, None, features=held, facts=facts)).is_mild
        ):
            return {"what": leak.learned, "remedy": leak.remedy, "at": list(Span.of(effect.place))}
    return None


def _counts(effect: Effect, held: Value) -> bool:
    if effect.kind not in _KINDS or effect.may or effect.note == "grouped" or effect.event is None:
        return False
    labels = effect.columns is not None and len(effect.columns) == 1 and say(effect.columns, LABELS)
    return not (labels or effect.event.foreign) and R.covers(effect.rows, held.rows)


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

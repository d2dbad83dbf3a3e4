"""Columns among the features that only say which row it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.features import Training, trainings

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# A number of the row, or of the one person, order or sample that the row is about.
_NAMES = regex(
    r"(?i)^(?:id|uuid|guid|row_?id|row_?num(?:ber)?|rownumber|index|unnamed: 0|record_?id|sample_?id|"
    r"(?:passenger|customer|patient|client|user|employee|student|order|transaction|loan|applicant|account)_?id|"
    r"(?:customer|passenger|patient|employee)_?(?:no|number))$"
)
# Models that learn who likes what, and rows that belong to somebody on purpose.
_WHO = regex(r"(?i)embedding|recommend|surprise|implicit|collaborative|matrix_?factor|groupkfold|groups\s*=|rating")


@dataclass(frozen=True)
class Identifier:
    """``training`` learns from ``column``."""

    training: Training
    column: str


def identifiers(facts: Facts) -> Iterator[Identifier]:
    """Trainings whose features are all known, with an identifier among them; each model once."""
    if facts.says(_WHO):
        return
    seen: set[tuple[int, str]] = set()
    for training in trainings(facts):
        columns = training.X.columns
        if columns is None or columns.known is None or not training.certain:
            continue
        for name in sorted(columns.known):
            key = (id(training.obj), name)
            if isinstance(name, str) and _NAMES.search(name) and columns.holds(name) and key not in seen:
                seen.add(key)
                yield Identifier(training, name)

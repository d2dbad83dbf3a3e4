"""What scores are called where they are told: ``print("Test accuracy", …)`` of rows that are called validation rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Metric, Shown
from mlsmells.facts.domain.events.base import statement_words
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def test_scores(facts: Facts) -> Iterator[Metric]:
    """Scores that are stored or shown as scores of test rows, and nowhere as those of others."""
    texts: dict[Metric, list[str]] = {}
    for metric, others in _by_statement(facts):
        texts[metric] = [*metric.words, *(statement_words(metric.statement) if not others else ())]
    for shown in facts.everywhere(Shown):
        told = {e.event for e in shown.effects if isinstance(e.event, Metric)}
        for metric in told if len(told) == 1 else ():  # of several in one line nobody knows which text is whose
            texts.setdefault(metric, []).extend(statement_words(shown.statement))
    for metric, said in texts.items():
        if say(said, TESTING) and not say(said, VALIDATION | TRAINING):
            yield metric


def _by_statement(facts: Facts) -> Iterator[tuple[Metric, bool]]:
    """Each score, and whether others of other rows stand in its statement."""
    rows: dict[int, set[R.Rows | None]] = {}
    for metric in facts.everywhere(Metric):
        rows.setdefault(id(metric.statement), set()).add(whole_rows(metric))
    for metric in facts.everywhere(Metric):
        yield metric, len(rows[id(metric.statement)]) > 1


def whole_rows(metric: Metric) -> R.Rows | None:
    """The rows that were scored; of a metric by hand those of the labels."""
    if metric.rows is None and metric.true is not None:
        return metric.true.rows
    return metric.rows

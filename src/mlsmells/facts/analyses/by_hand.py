"""Test rows that no split made: two cuts that overlap, or a file that is joined to the training rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.facts.analyses.evaluations import Evaluation
from mlsmells.facts.analyses.holdouts import says_test
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.cuts import overlap
from mlsmells.facts.domain.events import Fit

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def overlapping(fit: Fit, evaluation: Evaluation) -> bool:
    """Learned and scored rows were cut from one source by hand, and some are in both parts, others in one alone."""
    return _known(fit, evaluation) and overlap(fit.rows, evaluation.rows) == "partly"


def joined_again(facts: Facts, fit: Fit, evaluation: Evaluation) -> bool:
    """All scored rows are among the learned ones, and their name says that they are for testing.

    They were read by themselves, or are the beginning of a longer beginning; other cuts are training rows.
    """
    if not _known(fit, evaluation):
        return False
    more = R.sources(fit.rows) > R.sources(evaluation.rows) and R.covers(fit.rows, evaluation.rows)
    inside = more or overlap(fit.rows, evaluation.rows) == "inside"
    return inside and says_test(facts, evaluation.rows, evaluation.event)


def _known(fit: Fit, evaluation: Evaluation) -> bool:
    return not (evaluation.X.may or (fit.X is not None and fit.X.may))

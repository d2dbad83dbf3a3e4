"""Evidence that the rows of a split are ordered by time."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.shuffles import shuffled
from mlsmells.facts.analyses.time_evidence import cut_by_time, evidence
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
"""


def test_a_column_of_dates_alone_orders_nothing() -> None:
    dated = "df['d'] = pd.to_datetime(df['d'])\n"
    for code, count in ((dated, 0), (dated + "df = df.sort_values('d')\n", 2)):
        facts = build(source_from_text(HEAD + code + "a, b = train_test_split(df)", "train.py"))
        (split,) = shuffled(facts)
        assert len(evidence(facts, split.values)) == count


FOLDS = """
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, TimeSeriesSplit, cross_val_score
"""
SCORE = "cross_val_score(Ridge(), {X}, df['y'], cv={cv})\n"

# name of the case: (what else divides rows, whether it says that the rows are in order)
OTHERS: dict[str, tuple[str, bool]] = {
    "the same rows": (SCORE.format(X="df[['a']]", cv="TimeSeriesSplit(5)"), True),
    "other rows": (SCORE.format(X="pd.read_csv('b.csv')", cv="TimeSeriesSplit(5)"), False),
    "plain folds": (SCORE.format(X="df[['a']]", cv="KFold(5)"), False),
    "both are tried": (
        SCORE.format(X="df[['a']]", cv="TimeSeriesSplit(5)") + SCORE.format(X="df[['a']]", cv="KFold(5)"), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), OTHERS.values(), ids=OTHERS)
def test_cut_by_time(code: str, expected: bool) -> None:
    facts = build(source_from_text(HEAD + FOLDS + code + "a, b = train_test_split(df)", "train.py"))
    split = next(s for s in shuffled(facts) if s.name == "train_test_split")
    assert cut_by_time(facts, split.values) is expected

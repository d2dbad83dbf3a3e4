"""Evidence that the rows of a split are ordered by time."""

from __future__ import annotations

from mlsmells.facts import build
from mlsmells.facts.analyses.shuffles import shuffled
from mlsmells.facts.analyses.time_evidence import evidence
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

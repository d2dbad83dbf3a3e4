"""Copies of a row, or windows that overlap, may be on both sides of a random split.

A test row that is also a training row is no test, and two windows that share most of their samples are nearly
one row. How much it costs grows with what the model can remember. Whether a table holds repeated rows is not
written in the program: rows that are made unique only after the split are a note.

Bad:
    import pandas as pd
    from sklearn.model_selection import train_test_split
    df = pd.read_csv("posts.csv")
    train, test = train_test_split(df, random_state=0)
    train = train.drop_duplicates()
Good:
    import pandas as pd
    from sklearn.model_selection import train_test_split
    df = pd.read_csv("posts.csv").drop_duplicates()
    train, test = train_test_split(df, random_state=0)
Silent on:
    duplicates that are removed before the split; windows that do not overlap;
    splits by group or in order; series that are shuffled (see random-split-on-time)
Source: https://arxiv.org/abs/2107.06499
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts
from mlsmells.rules.leakage._entity_evidence import PARTS, WINDOWS, at_random, copies

RULE = Rule(
    __name__,
    code="MLS119",
    severity=Severity.WARNING,
    confidence=Confidence.LOW,
    once=True,
    message="{what} may be on both sides of the split: {why} - {remedy}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits of overlapping windows, or of rows that are only made unique after it."""
    for split, sign, path in at_random(facts, copies):
        known = sign.what in (WINDOWS, PARTS)
        yield RULE.at(
            split,
            what=sign.what,
            why=sign.why,
            remedy=sign.remedy,
            severity=None if known else Severity.INFO,
            confidence=Confidence.MEDIUM if known else None,
            trace=sorted(path),
        )

"""Copies of a row, or windows that overlap, may be on both sides of a random split.

A test row that is also a training row is no test. How much it costs grows with what
the model can remember. Off by default: whether a table holds repeated rows is not
written in the program.

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
    splits by group or in order
Source: https://arxiv.org/abs/2107.06499
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts.analyses.entity_evidence import copies
from mlsmells.facts.analyses.shuffles import shuffled

RULE = Rule(
    __name__,
    code="MLS119",
    severity=Severity.INFO,
    confidence=Confidence.LOW,
    default_on=False,
    message="{what} may be on both sides of the split: {why}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits of overlapping windows, or of rows that are only made unique after it."""
    seen: set[int] = set()
    for split in shuffled(facts):
        found = copies(facts, split)
        if found is None or split.by_groups or id(split.node) in seen:
            continue
        seen.add(id(split.node))
        what, why, line = found
        steps = [TraceStep(line, why), TraceStep(getattr(split.node, "lineno", 1), "split at random")]
        yield RULE.at(split.node, what=what, why=why, confidence=Confidence.LOW, trace=sorted(steps))

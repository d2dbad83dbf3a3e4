"""Rows of one person, device or document may be on both sides of a random split.

The model then recognises whom it has seen in training, and the score does not hold
for those it has not. Whether that matters depends on what the model is for, so this
is information.

Bad:
    import pandas as pd
    from sklearn.model_selection import train_test_split
    df = pd.read_csv("visits.csv")
    df["visits"] = df.groupby("patient_id")["day"].transform("count")
    train, test = train_test_split(df, random_state=0)
Good:
    import pandas as pd
    from sklearn.model_selection import GroupShuffleSplit
    df = pd.read_csv("visits.csv")
    df["visits"] = df.groupby("patient_id")["day"].transform("count")
    split = GroupShuffleSplit(random_state=0).split(df, groups=df["patient_id"])
Silent on:
    an id that nothing shows to repeat; one row for each id
    (`drop_duplicates(subset=...)`, a table made by `groupby().agg()`); splits by group
Source: https://scikit-learn.org/stable/modules/cross_validation.html#cross-validation-iterators-for-grouped-data
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts.analyses.entity_evidence import repeated
from mlsmells.facts.analyses.shuffles import shuffled

RULE = Rule(
    __name__,
    code="MLS117",
    severity=Severity.INFO,
    confidence=Confidence.LOW,
    message="rows share '{column}', and {split} may put one of them on both sides",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits of rows that belong together by an id that repeats."""
    seen: set[int] = set()
    for split in shuffled(facts):
        found = repeated(facts, split)
        if found is None or split.by_groups or id(split.node) in seen:
            continue
        seen.add(id(split.node))
        yield RULE.at(
            split.node,
            column=found.column,
            split=split.name,
            confidence=Confidence.LOW,
            trace=[
                TraceStep(found.line, f"'{found.column}' repeats ({found.how})"),
                TraceStep(getattr(split.node, "lineno", 1), "split at random"),
            ],
        )

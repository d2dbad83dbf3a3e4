"""Rows of one person, device or document may be on both sides of a random split.

The model then recognises whom it has seen in training, and the score does not hold
for those it has not. Of patients, subjects and speakers new ones are what a model is
for: there it is a warning. Of customers, shops and devices it may be for those that are
known, so there it is information.

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
Fix:
    `GroupShuffleSplit` with the same size and seed; the parts keep their names. Refused where it
    is not certain that the column and what is split hold the same rows, or how rows are taken,
    and for a split that keeps the shares of classes. `KFold` becomes `GroupKFold`, and what uses it
    by `split` or `cv=` is told the groups
Source: https://scikit-learn.org/stable/modules/cross_validation.html#cross-validation-iterators-for-grouped-data
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, Rule, RunCodemod, Severity, Span
from mlsmells.facts import Facts, Shuffled, words
from mlsmells.rules.leakage._entity_evidence import Sign, at_random, repeated

RULE = Rule(
    __name__,
    code="MLS117",
    severity=Severity.INFO,
    confidence=Confidence.LOW,
    once=True,
    message="several rows share one '{column}', and {split} may put them on both sides - split by group (GroupKFold)",
)

# Whom a model knows again: pictures, voices and measurements of one are alike.
_PEOPLE = frozenset("patient patients subject subjects speaker speakers participant participants".split())


_BY_GROUP = {
    "train_test_split": "folds.by_group:keep_together",
    "KFold": "folds.group_folds:keep_together",
    "StratifiedKFold": "folds.group_folds:keep_together",
}


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits of rows that belong together by an id that repeats."""
    for split, sign, path in at_random(facts, repeated):
        known = words.words_of(sign.what) & _PEOPLE
        yield RULE.at(
            split,
            column=sign.what,
            split=split.name,
            severity=Severity.WARNING if known else None,
            confidence=Confidence.MEDIUM if known else None,
            trace=path,
            fix=_by_group(split, sign),
        )


def _by_group(split: Shuffled, sign: Sign) -> Fix | None:
    """The same split, of groups."""
    if split.event.foreign or sign.node is None or split.name not in _BY_GROUP:
        return None
    edit = RunCodemod(f"mlsmells.fix.codemods.{_BY_GROUP[split.name]}", Span.of(split.node), Span.of(sign.node))
    return Fix(f"split by '{sign.what}'", (edit,), why="other rows are tested")

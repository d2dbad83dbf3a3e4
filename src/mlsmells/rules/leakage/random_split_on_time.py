"""Rows that are ordered by time are split at random.

The test rows then lie between training rows: the model is asked to fill gaps in a
past it knows on both sides, and the score says nothing about the future it will be
used on.

Bad:
    import pandas as pd
    from sklearn.model_selection import train_test_split
    df = pd.read_csv("sales.csv", parse_dates=["day"])
    df["last_week"] = df["sold"].shift(7)
    train, test = train_test_split(df, random_state=0)
Good:
    import pandas as pd
    from sklearn.model_selection import train_test_split
    df = pd.read_csv("sales.csv", parse_dates=["day"])
    df["last_week"] = df["sold"].shift(7)
    train, test = train_test_split(df, shuffle=False)
Silent on:
    one sign of time only (`TimeSeriesSplit` for the same rows elsewhere is sign enough): a column of dates does not
    order the rows of a table, and rows that are sorted by it count where it is said beside the sorting that they are
    to be split by time;
    dates that only give an age, a duration or a year; `shuffle=False`,
    `TimeSeriesSplit`; splits by group; where the later rows were cut off before and test the
    model, a shuffled validation part is info
Source: https://scikit-learn.org/stable/modules/cross_validation.html#cross-validation-of-time-series-data
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once, steps
from mlsmells.facts import Facts, Hint, Shuffled, shuffled, time_evidence, uses, without_shuffle
from mlsmells.facts import rows as R

RULE = Rule(
    __name__,
    code="MLS115",
    severity=Severity.WARNING,
    once=True,
    message="the rows are ordered in time ({evidence}), but {split} shuffles them - split them by time",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Shuffling splits of rows with two independent signs of time."""
    # Data that is split several times in one scope is one finding.
    for split, signs in once(_ordered(facts), lambda found: (found[0].event.function, id(found[1][0][1]))):
        yield _finding(facts, split, signs)


def _ordered(facts: Facts) -> Iterator[tuple[Shuffled, list[tuple[str, Hint | None]]]]:
    for split in shuffled(facts):
        signs = time_evidence.evidence(facts, split.values)
        if time_evidence.cut_by_time(facts, split.values):
            signs = [("TimeSeriesSplit divides them, too", None), *signs]
            surely = True
        else:
            surely = len(signs) > 1
        if surely and not split.by_groups:
            yield split, signs


def _within_the_past(facts: Facts, split: Shuffled) -> bool:
    """The later rows were cut off before, and the model is used on them: only the validation rows are mixed in."""
    steps = [R.siblings(value.rows, use.rows) for value in split.values for use in uses(facts)]
    return any(step is not None and isinstance(step[0], tuple) and step[0][0] == "slice" for step in steps)


def _finding(facts: Facts, split: Shuffled, signs: list[tuple[str, Hint | None]]) -> Finding:
    fit = time_evidence.learns_from(facts, split.id)
    told = [(split, "shuffled and split"), (fit, f"{fit.obj.short if fit else ''} learns from the training part")]
    return RULE.at(
        split,
        evidence=", ".join(text for text, _ in signs[:2]),
        split=split.name,
        severity=Severity.INFO if _within_the_past(facts, split) else None,
        sure=False,
        fix=without_shuffle(facts, split),
        trace=sorted(steps([*((hint, text) for text, hint in signs), *told])),
    )

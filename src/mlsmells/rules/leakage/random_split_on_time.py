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
    one sign of time only: a column of dates does not order the rows of a table;
    dates that only give an age, a duration or a year; `shuffle=False`,
    `TimeSeriesSplit`; splits by group
Source: https://scikit-learn.org/stable/modules/cross_validation.html#cross-validation-of-time-series-data
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts.analyses.shuffles import Shuffled, shuffled, without_shuffle
from mlsmells.facts.analyses.time_evidence import evidence, learns_from
from mlsmells.facts.domain.values import Hint

RULE = Rule(
    __name__,
    code="MLS115",
    severity=Severity.WARNING,
    message="the rows are ordered by time ({evidence}), but {split} shuffles them",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Shuffling splits of rows with two independent signs of time."""
    seen: set[tuple[str, int]] = set()
    for split in shuffled(facts):
        signs = evidence(facts, split.values)
        # Data that is split several times in one scope is one finding.
        data = (split.event.function, id(signs[0][1])) if signs else ("", 0)
        if len(signs) < 2 or data in seen or split.by_groups:
            continue
        seen.add(data)
        yield _finding(facts, split, signs)


def _finding(facts: Facts, split: Shuffled, signs: list[tuple[str, Hint | None]]) -> Finding:
    steps = [TraceStep(hint.line, text) for text, hint in signs if hint is not None]
    steps.append(TraceStep(getattr(split.node, "lineno", 1), "shuffled and split"))
    fit = learns_from(facts, split.id)
    if fit is not None:
        steps.append(TraceStep(fit.line, f"{fit.obj.short} learns from the training part"))
    return RULE.at(
        split.node,
        evidence=" and ".join(text for text, _ in signs),
        split=split.name,
        confidence=Confidence.MEDIUM,
        fix=without_shuffle(facts, split),
        trace=sorted(steps),
    )

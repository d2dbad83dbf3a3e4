"""A feature takes its value from later rows.

In training the next rows are there; when the model is used, they have not happened
yet. The score is that of a model which looks into the future. `merge_asof` with `direction="forward"` or
`"nearest"` does the same. A duration that is counted from
today (`datetime.now() - df["joined"]`) is another number on every day: rows of the past get the
age they have now, and the model meets other ages than it was trained on.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("sales.csv")
    df["tomorrow"] = df["price"].shift(-1)
    LinearRegression().fit(df[["price", "tomorrow"]], df["sold"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("sales.csv")
    df["yesterday"] = df["price"].shift(1)
    LinearRegression().fit(df[["price", "yesterday"]], df["sold"])
Silent on:
    the target itself, which lies in the future when something is forecast, and
    columns that are dropped before the fit; durations between two columns; rows sorted from new to old; gaps
    filled from later rows where nothing shows that rows are ordered by time, or
    after gaps were filled from earlier rows
Source: https://otexts.com/fpp3/tscv.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, once
from mlsmells.facts import Facts, Transformed, counted_from_today, given_away, looks_ahead, trainings

RULE = Rule(
    __name__,
    code="MLS116",
    once=True,
    severity=Severity.WARNING,
    message="{feature} from later rows ({how}), unknown when the model is used - take earlier rows only",
)


TODAY = "feature '{column}' is counted from the day of the run, so it changes daily - count from a date in the data"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Features of a fit with values of later rows."""
    for training in trainings(facts):
        for column, effect in looks_ahead(training):
            yield RULE.at(
                effect,
                feature=f"feature '{column}' takes values" if column else "the features take values",
                how=effect.note,
                confidence=Confidence.MEDIUM,
                trace=[
                    (training.X.read, "read"),
                    (effect, "values of later rows"),
                    (training.event, f"{training.obj.short} learns from them"),
                ],
            )


@RULE.on_file
def today(facts: Facts) -> Iterator[Finding]:
    """Features that count from today, for a model that learns from them here or elsewhere."""
    tables = [t.X for t in (*trainings(facts), *given_away(facts))]
    tables += [event.X for event in facts.of(Transformed) if event.X is not None]
    found = [(column, effect) for X in tables for column, effect in counted_from_today(X)]
    for column, effect in once(found, lambda pair: id(pair[1].node)):
        yield RULE.at(effect, message=TODAY, column=column, confidence=Confidence.MEDIUM, cause="today")

"""A transformer or a column statistic learns from rows that a later split holds out for testing.

The mean, the vocabulary or the components then come from the test rows too, so
the test rows are not new to the model. For scalers the harm is usually small,
for small data, text, imputation and decomposition it need not be; and the habit
hides the leaks that do harm.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.preprocessing import StandardScaler
    X = StandardScaler().fit_transform(X)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = make_pipeline(StandardScaler(), LogisticRegression())
    print(model.fit(X_train, y_train).score(X_test, y_test))
Silent on:
    transformers in a Pipeline; stateless transformers; statistics along a row;
    statistics that are printed, plotted or only filter rows; encoders of fixed
    vocabularies; labels; statistics per group; data that is never split and scored; within
    the training part of an outer split, for a mere vocabulary, for gaps that were filled with a
    mean, median or mode before the split, and for values capped at quantiles, it is info
Fix:
    the fit sinks below the split: `fit_transform` on the training part, `transform` on the
    other; statistics by hand become those of the training part; scaled or filled columns
    follow into the part that holds them. Refused, with the line, where what was made is used in
    between or afterwards, where the split is in another function or its parts have no names,
    where the transformer has no `transform` or fails for new categories, and where a comment
    would be lost. Statements that only print or show stand in nobody's way
Source: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage-during-pre-processing
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Apply, Effect, Evaluation, Facts, blamed, leaks
from mlsmells.facts import rows as R
from mlsmells.rules.leakage._split_first import split_first

RULE = Rule(
    __name__,
    code="MLS103",
    severity=Severity.WARNING,
    message="{learned}, also the {kind} rows of the split at {split} - {remedy}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fitted transformers and statistics whose rows include scored rows."""
    worse = blamed(facts, "uses-y") | blamed(facts, "resampled")
    for leak in leaks(facts, "fitted", "stat"):
        if leak.by_folds or leak.statement in worse:
            continue
        if leak.split is None:
            continue
        evaluation = leak.evaluation
        watched = evaluation is not None and _watched_only(leak.effect, evaluation, facts)
        yield RULE.at(
            leak.place,
            learned=leak.learned,
            kind="validation" if leak.inner else "test",
            split=leak.split.where,
            remedy=leak.remedy,
            severity=Severity.INFO if leak.is_mild or leak.inner or watched else None,
            sure=leak.certain,
            fix=split_first(leak, "split first, fit on the training part"),
            trace=leak.trace(),
        )


def _watched_only(effect: Effect, evaluation: Evaluation, facts: Facts) -> bool:
    """Only the rows for monitoring were seen: the transformer meets its real test rows elsewhere."""
    if evaluation.during is None or evaluation.X is not evaluation.during.watched.get("validation_split"):
        return False
    elsewhere = (a.X for a in facts.of(Apply) if a.obj is effect.obj and a.X is not None)
    return bool(R.splits(effect.rows)) or any(not R.covers(effect.rows, X.rows) for X in elsewhere)

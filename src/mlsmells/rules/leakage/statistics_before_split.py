"""A transformer or a column statistic learns from rows that a later split holds out for testing.

The mean, the vocabulary or the components then come from the test rows too, so
the test rows are not new to the model. For scalers the harm is usually small,
for small data, text, imputation and decomposition it need not be; and the habit
hides the leaks that do harm. It is the same across files: one script scales and writes, another reads and splits.

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
    mean, median or mode before the split, for values capped at quantiles, and where a heading,
    a comment or a later text calls it wrong and it is then done on training rows, it is info;
    windows, rows or samples that are each scaled by themselves; the first value of the column by whose order the
    rows are divided. The first or last day of a table, from which days are counted, is info elsewhere
Fix:
    the fit sinks below the split: `fit_transform` on the training part, `transform` on the
    other; statistics by hand become those of the training part; scaled or filled columns
    follow into the part that holds them. Where what was made is used in between or afterwards,
    the rows are divided by their numbers first: `train_rows, test_rows =
    train_test_split(range(len(df)), …)`, and what learns takes the training rows; of a split
    by position it takes the first. `validation_split=` of a network becomes a validation part.
    A helper of the script that scales what it returns returns the rows as they are, and each caller's
    split is followed by the fit; a helper that divides counts as the split itself.
    Refused, with the line, where rows may be dropped or reordered in between, where the split
    is in another function otherwise or its parts have no names, where parts of a table that is made
    anew would meet other rows by another index, where the transformer has no `transform`
    or fails for new categories, and where a comment would be lost. Statements that only print
    or show stand in nobody's way
Source: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage-during-pre-processing
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Apply, Facts, Leak, Project, blamed, is_date_origin, is_of_the_cut, leaks
from mlsmells.facts import rows as R
from mlsmells.rules.leakage._between_files import handed_on
from mlsmells.rules.leakage._split_first import split_first

RULE = Rule(
    __name__,
    code="MLS103",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="{learned}, also the {part} rows of the split at {split} - {remedy}",
)

APART = "{learned}, also the test rows that are scored at {metric} - {remedy}"


# What was learned is written to a file, which another program divides.
BETWEEN = "{learned}, and {where} divides what is then in '{path}' - {remedy}, after the split"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fitted transformers and statistics whose rows include scored rows."""
    worse = blamed(facts, "uses-y") | blamed(facts, "resampled")
    for leak in leaks(facts, "fitted", "stat"):
        if leak.by_folds or leak.statement in worse or is_of_the_cut(leak):
            continue
        mild = leak.is_mild or leak.inner or _watched_only(leak, facts) or leak.owned_up
        mild = mild or is_date_origin(facts, leak)
        yield RULE.at(
            leak.place,
            message="" if leak.split is not None else APART,
            learned=leak.learned,
            part=leak.part,
            split=leak.split.where if leak.split is not None else "",
            metric=leak.evaluation.event.where if leak.evaluation is not None else "",
            remedy=leak.remedy,
            severity=Severity.INFO if mild else None,
            sure=leak.certain,
            cause=leak.cause,
            fix=split_first(leak, "split first, fit on the training part"),
            trace=leak.trace(),
        )


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """One program learns from all rows and writes them, another reads and divides them."""
    for found in handed_on(project, RULE, ("fitted", "stat"), "divided"):
        yield RULE.at(
            found.span,
            message=BETWEEN,
            learned=found.learned["what"],
            path=found.path,
            where=found.where,
            remedy=found.learned["remedy"],
            severity=Severity.INFO if found.learned["mild"] else None,
            sure=False,
            trace=found.trace("learned from all rows"),
            file=found.file,
        )


def _watched_only(leak: Leak, facts: Facts) -> bool:
    """Only the rows for monitoring were seen: the transformer meets its real test rows elsewhere."""
    scored = leak.evaluation
    if scored is None or scored.during is None or scored.X is not scored.during.watched.get("validation_split"):
        return False
    effect = leak.effect
    return any(a.obj is effect.obj and not R.covers(effect.rows, a.rows) for a in facts.of(Apply))

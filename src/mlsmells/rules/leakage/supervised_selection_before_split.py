"""Features are chosen or encoded with the labels of rows that are later used for testing.

Among many columns some match the labels by chance. Chosen with the test labels,
they match the test labels too: on pure noise such a selection gives scores far
above chance. Of all leaks in preprocessing this is the one that inflates most. So it is across
files: one script chooses columns by the labels and writes, another reads and splits.

Bad:
    from sklearn.feature_selection import SelectKBest
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    X_best = SelectKBest(k=10).fit_transform(X, y)
    print(cross_val_score(LogisticRegression(), X_best, y, scoring="f1"))
Good:
    from sklearn.feature_selection import SelectKBest
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import make_pipeline
    model = make_pipeline(SelectKBest(k=10), LogisticRegression())
    print(cross_val_score(model, X, y, scoring="f1"))
Silent on:
    selection inside a Pipeline; selection on training rows only; selection
    without labels (variance thresholds); rankings that are only shown, or that only
    put all columns in another order; what the code calls wrong, and then does on training
    rows, is info
Fix:
    the selection sinks below the split, or becomes a step of the Pipeline that is
    cross-validated; refused as in statistics-before-split and preprocess-outside-cv
Source: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import CrossValidation, Facts, Project, Split, leaks
from mlsmells.rules.leakage._between_files import handed_on
from mlsmells.rules.leakage._split_first import split_first, within_folds

RULE = Rule(
    __name__,
    code="MLS104",
    severity=Severity.ERROR,
    rolls_up_files=2,
    message="{est} uses the labels of {rows}, also of those held out by the {by} at {place} - {remedy}",
)

BETWEEN = "{learned} with the labels, and {where} divides what is in '{path}' - choose on the training part only"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Target-using transformers whose rows include scored rows."""
    for leak in leaks(facts, "uses-y"):
        effect = leak.effect
        match leak.division:
            case CrossValidation() as division:
                by = "cross-validation"
            case Split() as division:
                by = "split"
            case None:
                continue
        yield RULE.at(
            leak.place,
            est=effect.obj.short if effect.obj else f"{effect.note}()",
            rows=leak.rows,
            by=by,
            place=division.where,
            remedy=leak.remedy,
            # Folds within the training part of an outer split: only what is chosen by them suffers.
            severity=Severity.INFO if leak.owned_up else Severity.WARNING if leak.inner else None,
            sure=leak.certain,
            cause=leak.cause,
            fix=split_first(leak, "split first, choose by the training part") or within_folds(leak),
            trace=leak.trace(),
        )


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """One program chooses or encodes with the labels of all rows and writes them, another divides them."""
    for found in handed_on(project, RULE, ("uses-y",), "divided"):
        yield RULE.at(
            found.span,
            message=BETWEEN,
            learned=found.learned["what"],
            path=found.path,
            where=found.where,
            sure=False,
            trace=found.trace("chosen with all labels"),
            file=found.file,
        )

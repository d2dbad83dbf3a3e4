"""Rows are copied or invented before the split, so that copies of one row land on both sides.

An oversampler makes new rows out of old ones. Split afterwards, the test part
holds copies of training rows (or their near twins), and the score is that of a
model which has seen the answers. Resample the training rows only. It is the same across
files: one script resamples and writes, another reads and splits, or cross-validates.

Bad:
    from imblearn.over_sampling import SMOTE
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.model_selection import train_test_split
    X, y = SMOTE(random_state=0).fit_resample(X, y)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Good:
    from imblearn.over_sampling import SMOTE
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)
    model = LogisticRegression().fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Silent on:
    a sampler inside an imbalanced-learn Pipeline; resampling of training rows;
    a bootstrap for the interval of a metric; undersampling makes no copies and is
    a warning, not an error; so are folds within the training part of an outer split, and those of a
    search whose model is scored on validation rows afterwards; what the code calls wrong, and then
    does on training rows, is info
Fix:
    the split comes first, with `stratify`, and the training part alone is resampled; rows that
    a network holds out by `validation_split=` become a part of their own before that; in a
    cross-validation the sampler becomes a step of a Pipeline of imblearn. Refused, with the
    line, where the resampled rows are used in another way
Source: https://imbalanced-learn.org/stable/common_pitfalls.html#data-leakage
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import CrossValidation, Facts, Project, Split, leaks
from mlsmells.rules.leakage._between_files import By, handed_on
from mlsmells.rules.leakage._split_first import split_first, within_folds

RULE = Rule(
    __name__,
    code="MLS105",
    severity=Severity.ERROR,
    rolls_up_files=2,
    message="rows copied or invented by {sampler} end up {where} - {remedy}",
)


THINNED = "{sampler} removes rows before the {split}, so the test part lacks the real class mix - {remedy}"

BETWEEN = "{sampler} copies or invents rows of '{path}', which {where} divides into {parts} - {remedy}"

WAYS: tuple[tuple[By, str, str], ...] = (
    ("divided", "parts", "resample the training part only"),
    ("folded", "folds", "resample within each training fold"),
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Resampled rows that are later divided into train and test."""
    for leak in leaks(facts, "resampled"):
        effect = leak.effect
        match leak.division:
            case CrossValidation() as cv:
                split, where = f"cross-validation at {cv.where}", f"in several folds of {cv.where}"
            case Split() as division:
                split, where = f"split at {division.where}", f"on both sides of the split at {division.where}"
            case None:
                continue
        under = effect.note == "under"
        # Folds or validation rows within the training part of an outer split: the test itself stays clean.
        mild = under or leak.inner
        yield RULE.at(
            leak.place,
            message=THINNED if under else "",
            sampler=effect.obj.short if effect.obj else effect.event.name.rpartition(".")[2],
            split=split,
            where=where,
            remedy="resample within each training fold" if leak.by_folds else "resample the training part only",
            severity=Severity.INFO if leak.owned_up else Severity.WARNING if mild else None,
            sure=leak.certain,
            cause=leak.cause,
            fix=split_first(leak, "split first, resample the training part") or within_folds(leak),
            trace=leak.trace(),
        )


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """One program resamples rows and writes them, another reads and divides them."""
    told = set()
    for by, parts, remedy in WAYS:
        for found in handed_on(project, RULE, ("resampled",), by):
            if (found.file, found.span) not in told:
                told.add((found.file, found.span))
                yield RULE.at(
                    found.span,
                    message=BETWEEN,
                    sampler=found.learned["what"],
                    path=found.path,
                    where=found.where,
                    parts=parts,
                    remedy=remedy,
                    severity=None if found.learned["whole"] else Severity.WARNING,
                    sure=False,
                    trace=found.trace("resampled"),
                    file=found.file,
                )

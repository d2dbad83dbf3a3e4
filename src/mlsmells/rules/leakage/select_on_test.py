"""A model, a setting or a threshold is chosen by its score on the test rows.

The best of many scores on one set of rows is partly luck, and the luck does not
carry over to new rows. The more candidates, the larger the gap: models, settings, thresholds,
seeds, tables. Choose by cross-validation or on validation rows, then score the test rows once.
Rows that no split made count when the code calls them test rows (`y_test`, `test_loader`).

Bad:
    from sklearn.model_selection import train_test_split
    from sklearn.neighbors import KNeighborsClassifier
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    best, best_k = 0, 1
    for k in range(1, 30):
        score = KNeighborsClassifier(k).fit(X_train, y_train).score(X_test, y_test)
        if score > best:
            best, best_k = score, k
    print("accuracy", best, "with", best_k)
Good:
    from sklearn.model_selection import cross_val_score, train_test_split
    from sklearn.neighbors import KNeighborsClassifier
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    best, best_k = 0, 1
    for k in range(1, 30):
        score = cross_val_score(KNeighborsClassifier(k), X_train, y_train, scoring="accuracy").mean()
        if score > best:
            best, best_k = score, k
    print("accuracy", KNeighborsClassifier(best_k).fit(X_train, y_train).score(X_test, y_test))
Silent on:
    loops that only collect, plot or print the scores (see test-reused); loops over folds
    and data sets, and over seeds unless the luckiest one is used; choices on a validation
    part, on rows that the code calls validation rows, or while other held-out rows give the
    final score (where a model of another class predicts other rows, it is a warning);
    choices by cross-validation; naming the best of some fixed methods (a warning where its
    scores are the result at length, or for variants of one method that are all reported); the
    highest point of a curve that is only told; looking up the row next to a value; parameters
    of functions that nobody calls, where they do not ask for training and test rows both; weights of an ensemble
    that are written down or come from other rows; training loops (see early-stop-on-test)
Source: https://www.jmlr.org/papers/v11/cawley10a.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, Fit, choices_on_test, evaluations, handed_in, holdouts, split_of, test_rows, trace
from mlsmells.facts import rows as R

RULE = Rule(
    __name__,
    code="MLS108",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    rolls_up_files=2,
    message="the best {what} is chosen by its score at {metric} on {test_rows} - choose by a validation part",
)
WEIGHED = "the models are weighted by their scores at {metric} on {test_rows}, and scored on them - weigh by other rows"
SEARCHED = "{est} searches for the best parameters on {test_rows} - search on the training part"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Choices between candidates by scores on test rows."""
    for found in choices_on_test(facts):
        if not found.passes:
            # A function that chooses by its validation rows is right: the call that hands it test rows is not.
            right = found.handed is None and holdouts.uses_as_validation(found.metric)
            place = handed_in(found.choice, found.split) if right else found.place
            severity = Severity.WARNING if found.others else None
            scored, rows = found.metric.where, test_rows(found.split)
            yield RULE.at(
                place,
                message=WEIGHED if found.choice.how == "weighted" else "",
                what=found.what,
                metric=scored,
                test_rows=rows,
                severity=severity,
                cause=found.cause(facts.source.path),
                trace=found.trace(),
            )


@RULE.on(Fit)
def check_search(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """A search that is given the test rows. If it is also scored on them, that is fit-on-test."""
    step = holdouts.test_step(fit.rows) if fit.obj.is_a("search") else None
    if step is None or any(fit in e.fits for e in evaluations(facts)):
        return
    if holdouts.says_validation(facts, fit.rows, fit):
        return
    if not any(R.covers(holdouts.whole(fit.rows), holdouts.whole(e.rows)) for e in evaluations(facts)):
        return  # rows that no score is reported on are validation rows
    split = split_of(facts, step[0])
    # Only where another model learned from the other part are these the test rows.
    if any(_on_other_part(other, step) for other in facts.of(Fit)):
        path = trace(split=split, fit=fit)
        yield RULE.at(fit, est=fit.obj.label, test_rows=test_rows(split), message=SEARCHED, trace=path)


def _on_other_part(fit: Fit, step: tuple[object, str]) -> bool:
    return any((step[0], "train") in path for _, path in fit.rows or ())

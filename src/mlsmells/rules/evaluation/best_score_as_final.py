"""The best score of a search is reported, and no held-out rows are ever scored.

`best_score_` is the highest of many cross-validation scores. It was chosen
because it is high, so part of it is luck. Hold rows out before the search, and
report the score of the chosen model on them. So it is with a threshold that is chosen on the
validation rows, where the score at that threshold on the same rows is all there is: a warning.

Bad:
    from sklearn.model_selection import GridSearchCV
    from sklearn.svm import SVC
    search = GridSearchCV(SVC(), {"C": [0.1, 1, 10, 100]}, scoring="f1").fit(X, y)
    print("accuracy", search.best_score_)
Good:
    from sklearn.model_selection import GridSearchCV, train_test_split
    from sklearn.svm import SVC
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    search = GridSearchCV(SVC(), {"C": [0.1, 1, 10, 100]}, scoring="f1").fit(X_train, y_train)
    print("cross-validated", search.best_score_)
    print("accuracy", search.score(X_test, y_test))
Silent on:
    a score of anything on rows that were not learned from, or on rows that are not
    known; rows that are held out or predicted, to be scored elsewhere; a search that
    is cross-validated itself; thresholds in a file that knows of test rows, and those whose score
    is not shown
Source: https://scikit-learn.org/stable/auto_examples/model_selection/plot_nested_cross_validation_iris.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep, once
from mlsmells.facts import CrossValidation, Evaluation, Facts, Metric, Shown, Split, chosen_on_validation, uses
from mlsmells.facts import rows as R

RULE = Rule(
    __name__,
    code="MLS514",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    message="the best score of the search at {search} is the only result - score its best model on held-out rows too",
    silent_roles=frozenset({"test", "example", "library", "serving", "config"}),
)


SAME_ROWS = "the threshold is chosen on the validation rows and scored on them at {metric} - keep other rows for that"


@RULE.on_file
def threshold(facts: Facts) -> Iterator[Finding]:
    """Thresholds whose score on the rows that chose them is the result; one for each choice."""
    for found in once(chosen_on_validation(facts), lambda found: id(found.choice.node)):
        yield RULE.at(
            found.choice,
            message=SAME_ROWS,
            metric=found.shown.where,
            severity=Severity.WARNING,
            cause="threshold",
            trace=found.trace(),
        )


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Best scores that are shown in a file without held-out rows; one for each search."""
    reported = dict(_best_scores(facts))
    if not reported or _holds_out(facts):
        return
    for search, shown in reported.items():
        if any(_validates(cv, search) for cv in facts.of(CrossValidation)):
            continue
        steps = [TraceStep(search.line, "searched by cross-validation"), TraceStep(shown.line, "best score reported")]
        yield RULE.at(shown, search=search.where, trace=steps)


def _best_scores(facts: Facts) -> Iterator[tuple[CrossValidation, Shown]]:
    for shown in reversed(facts.of(Shown)):
        if shown.how == "expression" and not facts.source.is_notebook:
            continue
        for effect in shown.effects:
            if effect.note == "best" and isinstance(effect.event, CrossValidation):
                yield effect.event, shown


def _holds_out(facts: Facts) -> bool:
    """Rows are put aside, or scored or predicted without having been learned from."""
    if any(split.kind not in ("cv", "mask") for split in facts.of(Split)):
        return True
    if any(not _on_learned_rows(e) for e in uses(facts) if e.metric is not None or e.X.items is None):
        return True
    return any(m.X is None and not m.predictions for m in facts.of(Metric))


def _on_learned_rows(evaluation: Evaluation) -> bool:
    fits = evaluation.fits
    return bool(fits) and all(R.covers(fit.rows, evaluation.rows) for fit in fits)


def _validates(cv: CrossValidation, search: CrossValidation) -> bool:
    """The search, or what it found, is cross-validated in turn."""
    if cv.search or cv.estimator is None or search.obj is None:
        return False
    return cv.estimator is search.obj or (cv.order > search.order and cv.estimator in search.obj.tree())

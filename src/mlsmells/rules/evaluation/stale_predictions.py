"""A score is computed from predictions of another fit than the one the reader takes it for.

A cell is copied for the next model, the model is exchanged, and the predictions are not: the
score is that of the model before. The same happens when a model is fitted again and the old predictions are scored,
when the name printed beside a score, or in the title of its picture, is that of another model, and when one of the
scores that are printed together is still that of the model before.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score
    from sklearn.model_selection import train_test_split
    from sklearn.svm import SVC
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    linear = LogisticRegression().fit(X_train, y_train)
    linear_pred = linear.predict(X_test)
    print("logistic regression", accuracy_score(y_test, linear_pred))
    svm = SVC().fit(X_train, y_train)
    svm_pred = svm.predict(X_test)
    print("SVM", accuracy_score(y_test, linear_pred))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score
    from sklearn.model_selection import train_test_split
    from sklearn.svm import SVC
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    linear = LogisticRegression().fit(X_train, y_train)
    linear_pred = linear.predict(X_test)
    print("logistic regression", accuracy_score(y_test, linear_pred))
    svm = SVC().fit(X_train, y_train)
    svm_pred = svm.predict(X_test)
    print("SVM", accuracy_score(y_test, svm_pred))
Silent on:
    a last fit on all rows, after which the scores are shown; predictions of two fits that are compared; folds and
    other loops; texts that name both models, or none; searches and ensembles, which hold other models
Source: https://scikit-learn.org/stable/common_pitfalls.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, Metric, place_to_blame, stale

RULE = Rule(
    __name__,
    code="MLS517",
    severity=Severity.ERROR,
    message="{metric} scores what {est} predicted at line {made}, before it was fitted again - predict anew first",
)
NAMED = "{metric} is shown as that of {other}, but {est} made the predictions - score those of {other}"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Scores whose predictions are older than the fit before them, or bear another model's name."""
    all_found = list(stale(facts))
    guilty = [found.metric for found in all_found]
    for found in all_found:
        metric = found.metric
        yield RULE.at(
            found.place or place_to_blame(facts.of(Metric), metric, guilty),
            metric=metric.label,
            est=found.model.core.short if found.named else found.model.label,
            made=found.made,
            other=found.other,
            message=NAMED if found.named else "",
            trace=[(found.made, "predicted"), (found.fit.line, f"{found.fit.obj.short} fitted"), (metric, "scored")],
        )

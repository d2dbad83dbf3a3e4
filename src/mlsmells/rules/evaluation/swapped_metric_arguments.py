"""A metric gets the predictions where it expects the labels, and the labels where it expects predictions.

For symmetric metrics (accuracy, F1, mean squared error) nothing changes. For
the others it does: precision becomes recall, the confusion matrix is transposed,
R² is divided by the variance of the predictions, a curve is drawn with labels as scores.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import precision_score
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    y_pred = model.predict(X_test)
    print(precision_score(y_pred, y_test))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import precision_score
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    y_pred = model.predict(X_test)
    print(precision_score(y_test, y_pred))
Silent on:
    symmetric metrics; keyword arguments; agreement between two models; functions
    of the same name from elsewhere; losses that take the prediction first
Source: https://scikit-learn.org/stable/modules/model_evaluation.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, Severity, Span, SwapArguments
from mlsmells.facts import Facts, Metric, Value, behind_one_call

RULE = Rule(
    __name__,
    code="MLS505",
    severity=Severity.ERROR,
    message="{metric} gets the predictions of line {predicted} as labels and the labels as predictions",
)


@RULE.on(Metric, everywhere=True)
def check(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Asymmetric metrics whose first argument is predicted and whose second is not."""
    if not metric.tags & {"asymmetric", "score-based"} or metric.positional < 2:
        return
    if behind_one_call(metric, *metric.predictions):
        return
    match metric.true, metric.pred:
        case (Value() as first, Value() as second) if first.predictions and not second.predictions and second.is_label:
            pass
        case _:
            return
    safe = not metric.foreign and _pairs(first, second)
    sure = not any(value.may for value in (first, second))
    edit = SwapArguments(Span.of(metric.node), 0, 1)
    yield RULE.at(
        metric,
        metric=metric.name.rpartition(".")[2],
        predicted=first.predictions[0].line,
        sure=sure,
        fix=Fix("swap the two arguments", (edit,), safe=True) if sure and safe else None,
        trace=[
            (first.predictions[0], "predicted"),
            (metric, f"passed to {metric.name.rpartition('.')[2]} as labels"),
        ],
    )


def _pairs(predicted: Value, labels: Value) -> bool:
    """Both hold the same rows; of others the score has no meaning in either order."""
    return predicted.rows is None or labels.rows is None or predicted.rows == labels.rows

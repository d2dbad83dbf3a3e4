"""Features and labels that belong to different rows are used together.

Row 1 of one part is compared with row 1 of another: the score, or the model, is
meaningless. Usually a typing slip (`X_val` with `y_test`), or the outputs of
`train_test_split` taken in the wrong order.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    print(model.score(X_test, y_train))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    print(model.score(X_test, y_test))
Silent on:
    the same rows under another name; rows whose origin is not known; two splits
    with the same seed of arrays of the same length
Source: https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts import rows as R
from mlsmells.facts.evaluations import split_of
from mlsmells.facts.events import Event, Fit, Metric
from mlsmells.facts.values import Value

RULE = Rule(
    __name__,
    code="MLS510",
    severity=Severity.ERROR,
    message="the labels are {theirs} rows but the {what} are {mine} rows of the split at line {split}",
)

NAMES = {"yes": "selected", "no": "unselected", "head": "first", "tail": "last", "part": "sampled"}


@RULE.on(Metric)
def check_metric(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Scores of predictions against labels of a sibling part."""
    if metric.true is None:
        return
    if metric.X is not None:
        yield from _compare(facts, metric, metric.X, metric.true, "features")
    for predict in metric.predictions:
        labels = metric.true if not metric.true.predictions else metric.pred
        if predict.X is not None and labels is not None and not labels.predictions and predict.method != "cross_val_predict":
            yield from _compare(facts, metric, predict.X, labels, "predicted rows")


@RULE.on(Fit)
def check_fit(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """Fits on features and labels of sibling parts."""
    if fit.X is not None and fit.y is not None and fit.via != "cv":
        yield from _compare(facts, fit, fit.X, fit.y, "features")


def _compare(facts: Facts, event: Event, X: Value, y: Value, what: str) -> Iterator[Finding]:
    if not X.rows or not y.rows or len(X.rows) > 1 or len(y.rows) > 1:
        return
    theirs, mine = R.siblings(X.rows, y.rows), R.siblings(y.rows, X.rows)
    if theirs is None or mine is None:
        return
    split = split_of(facts, mine[0])
    line = split.line if split is not None else event.line
    sure = split is not None and not X.may and not y.may
    yield RULE.at(
        event,
        theirs=NAMES.get(theirs[1], theirs[1]),
        mine=NAMES.get(mine[1], mine[1]),
        what=what,
        split=line,
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        trace=[TraceStep(line, "split"), TraceStep(event.line, "parts of different rows used together")],
    )

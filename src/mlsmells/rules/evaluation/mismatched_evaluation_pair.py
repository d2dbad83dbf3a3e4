"""Features and labels that belong to different rows are used together.

Row 1 of one part is compared with row 1 of another: the score, or the model, is
meaningless. Usually a typing slip (`X_val` with `y_test`), or the outputs of
`train_test_split` taken in the wrong order; or a loader that shuffles is predicted, and the
labels stand in the order of the files; or the number of the row is bound anew before its label is taken.

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
    with the same seed of arrays of the same length; labels that come out of the same loop over a shuffling loader
Source: https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import PASS, Event, Facts, Fit, Metric, Value, behind_one_call, misordered, split_of, training
from mlsmells.facts import rows as R

RULE = Rule(
    __name__,
    code="MLS510",
    severity=Severity.ERROR,
    message="the labels are {theirs} rows but the {what} are {mine} rows of {split} - use parts of the same rows",
)
ORDER = "the predictions are in the order of a loader that shuffles, the labels are not - do not shuffle what is scored"
PASSES = "labels and predictions come from two passes of a loader that shuffles: pair them in one, or do not shuffle"

ROW = "'{name}' is no row any more: line {line} binds it anew, and what is appended belongs to another - rename it"

NAMES = {"yes": "selected", "no": "unselected", "head": "first", "tail": "last", "part": "sampled"}


@RULE.on(Metric, everywhere=True)
def check_metric(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Scores of predictions against labels of a sibling part."""
    if behind_one_call(metric, *metric.predictions, *metric.fits):
        return
    yield from _compare(facts, metric, metric.X, metric.true, "features")
    yield from _shuffled(metric)
    for predict in metric.predictions:
        for labels in (v for v in filter(None, (metric.true, metric.pred)) if not v.predictions):
            yield from _compare(facts, metric, predict.X, labels, "predicted rows")


def _shuffled(metric: Metric) -> Iterator[Finding]:
    """Predictions in the order of a loader that shuffles, labels in another: the one they are kept in, or of a pass.

    Whoever predicts the whole loader at once takes another pass through it than whoever asks it for its labels.
    """
    pred, labels = metric.pred, metric.true
    effect = pred.has("reshuffled") if pred is not None else None
    if effect is None or labels is None or labels.rows is None or labels.predictions:
        return
    other = labels.has("reshuffled")
    if other is None or (other.node is effect.node and bool(other.note == PASS) != bool(effect.note == PASS)):
        steps = [(effect, "shuffled"), (metric, "compared with labels in another order")]
        message = ORDER if other is None else PASSES
        yield RULE.at(metric, message=message, sure=not (effect.may or labels.may), trace=steps)


@RULE.on(Fit)
def check_fit(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """Fits on features and labels of sibling parts."""
    yield from _compare(facts, fit, fit.X, fit.y, "features")


def _compare(facts: Facts, event: Event, X: Value | None, y: Value | None, what: str) -> Iterator[Finding]:
    if X is None or y is None:
        return
    match R.siblings(_rows(y), _rows(X)), R.siblings(_rows(X), _rows(y)):
        case (split_id, mine), (_, theirs):
            split = split_of(facts, split_id)
        case _:
            return
    if any(found.split.id == split_id for found in misordered(facts)):
        return  # split-unpacked-in-wrong-order says it once, where it begins
    line = split.line if split is not None else event.line
    doubts = (split is None, X.may, y.may)
    yield RULE.at(
        event,
        theirs=NAMES.get(theirs, theirs),
        mine=NAMES.get(mine, mine),
        what=what,
        split=f"the split at {split.where}" if split is not None else "one split",
        sure=not any(doubts),
        trace=[(line, "split"), (event, "parts of different rows used together")],
    )


def _rows(value: Value) -> R.Rows | None:
    """The rows of one part of one source; what is put together from several may be in the right order after all."""
    return value.rows if value.rows and len(value.rows) == 1 else None


@RULE.on_file
def check_rows(facts: Facts) -> Iterator[Finding]:
    """Rows that are taken by a counter which is bound anew before."""
    for found in training.recounted(facts):
        if found.how == "rows":
            trace = [(found.again, "bound anew"), (found.read, "taken as the row")]
            yield RULE.at(found.read, message=ROW, name=found.name, line=found.again.lineno, trace=trace)

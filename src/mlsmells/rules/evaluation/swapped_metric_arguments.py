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
    symmetric metrics, also where a function of the project computes one (a kappa, an IoU) of a confusion matrix that
    it gives to nobody; keyword arguments in any order; agreement between two models; functions
    of the same name from elsewhere; losses that take the prediction first; names alone, where
    values or callers say otherwise. Of a function
    that is right in itself the call that exchanges the two is reported; a score on training
    rows, of which scored-on-training-data says the worse
Source: https://scikit-learn.org/stable/modules/model_evaluation.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import Finding, Fix, Rule, Severity, Span, SwapArguments
from mlsmells.facts import Facts, Metric, Value, behind_one_call, passed, place_to_blame, words
from mlsmells.rules.evaluation._called_wrongly import called_wrongly, exchanged
from mlsmells.rules.evaluation._shown_how import is_shown_how
from mlsmells.rules.evaluation._symmetric import is_in_symmetric
from mlsmells.rules.evaluation._training_scores import only_training_scores
from mlsmells.rules.evaluation._transposed import turned_again

RULE = Rule(
    __name__,
    code="MLS505",
    severity=Severity.ERROR,
    message="{metric} gets the predictions of {predicted} as labels and the labels as predictions - swap the two",
)


NAMED = "{metric} gets '{first}' as labels and '{second}' as predictions - swap the two"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Asymmetric metrics whose labels are predicted and whose predictions are not; one for each mistake."""
    seen: set[ast.AST] = set()
    guilty = [metric for metric in facts.everywhere(Metric) if _swapped(metric) and not _told_there(metric)]
    turned = turned_again(facts, [metric.node for metric in guilty])
    worse = [score.metric for score in only_training_scores(facts) if not is_shown_how(facts, score)] if guilty else []
    for metric in guilty:
        place = _blamed(facts, metric, guilty)
        harmless = metric in worse or metric.node in turned or is_in_symmetric(facts, metric)
        if place.node not in seen and not harmless:
            seen.add(place.node)
            yield _finding(metric, place)
    for metric in called_wrongly(facts):
        if not _is_meant(metric) and metric.node not in turned_again(facts, [metric.node]):
            yield RULE.at(
                metric, message=NAMED, metric=metric.label, first=metric.names[0], second=metric.names[1], sure=False
            )


def _swapped(metric: Metric) -> bool:
    if not metric.tags & {"asymmetric", "score-based"} or len(metric.argument_nodes) < 2:
        return False
    if behind_one_call(metric, *metric.predictions) or _is_meant(metric):
        return False
    match metric.true, metric.pred:
        case (Value() as first, Value() as second):
            return bool(first.predictions and not second.predictions and _is_label(metric, first, second))
    return False


def _told_there(metric: Metric) -> bool:
    """In the module that it stands in, whose own names say so."""
    return bool(metric.foreign) and exchanged(metric.argument_nodes)


def _is_meant(metric: Metric) -> bool:
    """``precision = recall_score(y_true=guess, y_pred=y)``: crosswise by keyword, and called what it then is."""
    other = {"recall_score": "precision", "precision_score": "recall"}.get(metric.label, "")
    return metric.positional < 2 and bool(other) and metric.said(other)


def _is_label(metric: Metric, predicted: Value, other: Value) -> bool:
    """Labels of some fit, what is called so of the same rows, or came in one batch with the rows predicted."""
    if other.is_label or (predicted.rows == other.rows is not None and _called_labels(metric)):
        return True
    given = predicted.predictions[0].X
    if given is None or given.column is None or given.root.kind not in ("loader", "batch"):
        return False
    return other.rows == given.rows is not None and other.column != given.column


def _called_labels(metric: Metric) -> bool:
    """What is given as predictions is called labels: ``y``, ``y_true``."""
    said = words.words_of(metric.names[1]) if len(metric.names) > 1 else frozenset()
    return bool(said & words.LABELS) and not said & words.PREDICTIONS


class Place(NamedTuple):
    """The call that exchanges the two, and the positions of its arguments; none where they cannot be exchanged."""

    node: ast.AST
    positions: tuple[int, ...] = ()


def _blamed(facts: Facts, metric: Metric, guilty: list[Metric]) -> Place:
    """The metric, or the call that hands its function the two the wrong way round."""
    place = Place(metric.node, (0, 1))
    for way in passed.way_in(facts, metric, metric.argument_nodes):
        if _takes_them_wrongly(way):
            break
        place = Place(way.call, way.positions)
    if place.node is metric.node:
        found = place_to_blame(facts.of(Metric), metric, guilty)
        return place if found is metric.node else Place(found)
    return place


def _takes_them_wrongly(way: passed.Passed) -> bool:
    """The function expects the predictions where its metric expects the labels, as its parameters say."""
    true, pred = (words.words_of(name) for name in way.names)
    if true & words.PREDICTIONS or pred & words.PREDICTIONS:
        return bool(true & words.PREDICTIONS)
    if true & words.LABELS or pred & words.LABELS:
        return not true & words.LABELS
    return way.positions[0] > way.positions[1] >= 0


def _finding(metric: Metric, place: Place) -> Finding:
    first, second = metric.true, metric.pred
    assert first is not None and second is not None
    name, line = metric.name.rpartition(".")[2], first.predictions[0].line
    sure = not first.may and not second.may
    return RULE.at(
        place.node,
        metric=name,
        predicted=first.predictions[0].where,
        sure=sure,
        fix=_fix(metric, place, first, second) if sure else None,
        trace=[(line, "predicted"), (metric, f"passed to {name} as labels")],
    )


def _fix(metric: Metric, place: Place, predicted: Value, labels: Value) -> Fix | None:
    """Of other rows than the predictions' the score has no meaning in either order."""
    unordered = min(place.positions, default=-1) < 0 or metric.positional < len(place.positions)
    if metric.foreign or unordered or not _pairs(predicted, labels):
        return None
    edit = SwapArguments(Span.of(place.node), *place.positions)
    if place.node is metric.node:
        return Fix("swap the two arguments", (edit,), why="the score is another one") if _is_named(metric) else None
    return Fix("swap the two arguments", (edit,), why="the function may use them for something else as well")


def _is_named(metric: Metric) -> bool:
    """The call names this metric; a variable, loop or ``getattr`` may call others here as well."""
    match metric.node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name == metric.name.rpartition(".")[2]
    return False


def _pairs(predicted: Value, labels: Value) -> bool:
    """Both hold the same rows; of others the score has no meaning in either order."""
    return predicted.rows is None or labels.rows is None or predicted.rows == labels.rows

"""A metric that ranks scores gets hard class labels from `predict`.

A ROC curve or an average precision compares rankings. Two distinct values leave
nothing to rank: the curve has one corner, and the area is that of a single
threshold (balanced accuracy), not the AUC. Use the probability or the decision value. The labels
themselves in place of scores give a perfect curve, whatever the model. Spark's evaluator ranks by a column:
`rawPredictionCol="prediction"` names the one with the labels.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    model = LogisticRegression().fit(X_train, y_train)
    print(roc_auc_score(y_test, model.predict(X_test)))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    model = LogisticRegression().fit(X_train, y_train)
    print(roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
Silent on:
    regressors, Keras models, boosters and networks, whose predict gives scores;
    outlier detectors; predictions that may come from either method; branches that this
    class or this call never takes (`hasattr`, `isinstance`, `except AttributeError`); a
    second score of the same predictions; labels that are ranked to draw the perfect curve
Source: https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from mlsmells.core import Finding, Rule, Severity, Span
from mlsmells.facts import Facts, Metric, Predict, Value, behind_one_call, made_at, passed, words
from mlsmells.rules.evaluation._ranked_by_itself import given_twice
from mlsmells.rules.evaluation._ranking_scores import all_or_none, repair

RULE = Rule(
    __name__,
    code="MLS506",
    severity=Severity.ERROR,
    rolls_up=2,
    rolls_up_files=2,
    message="{metric} ranks scores, but gets the hard labels that {est} predicts at {place} - pass scores instead",
)


WEIGHS = "{metric} needs probabilities, but gets the hard labels that {est} predicts at {place} - pass predict_proba()"
ITSELF = "{metric} gets the labels themselves as scores: it is perfect whatever the model - pass the model's scores"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Score-based metrics whose second argument holds predicted labels."""
    found = [(metric, finding) for metric in facts.everywhere(Metric) for finding in _found(metric, facts)]
    found = list(all_or_none(found))
    seen: set[object] = set()
    for metric, finding in found:
        labels = metric.predictions[0].site if metric.predictions else metric.site
        if labels in seen:
            continue  # a curve and its area: one mistake
        seen.add(labels)
        call = _asked_for_scores(facts, metric)
        if call is not None:
            yield replace(finding, span=Span.of(call), fix=None)
        else:
            yield from facts.placed([(metric, finding)], [event for event, _ in found])


def _asked_for_scores(facts: Facts, metric: Metric) -> ast.Call | None:
    """The call that gives labels to a function whose parameter is called scores or probabilities."""
    call = None
    for way in passed.way_in(facts, metric, metric.argument_nodes[1:2]):
        if not words.say(way.names, words.SCORES):
            break
        call = way.call
    return call


def _found(metric: Metric, facts: Facts) -> Iterator[Finding]:
    if "score-based" not in metric.tags or behind_one_call(metric, *metric.predictions):
        return
    match metric.true, metric.pred:
        case (Value() as true, Value() as pred) if (
            pred.predictions and not true.predictions and pred.kind != "residual"
        ):
            pass
        case _:
            return
    hard = [p for p in pred.predictions if _gives_labels(p)]
    cut = pred.has("argmaxed")
    if cut is None and len(hard) < len(pred.predictions):
        return
    may = any(held.may for held in (pred, cut) if held is not None)
    predict = pred.predictions[0]
    line, place = made_at(facts, cut, predict)
    yield RULE.at(
        metric,
        message=WEIGHS if "proba" in metric.tags else "",
        metric=metric.name.rpartition(".")[2],
        est=predict.obj.label,
        place=place,
        cause=metric.foreign,
        sure=not may,
        fix=repair(facts, metric, predict) if cut is None else None,
        trace=[(line, "hard labels"), (metric, metric.name.rpartition(".")[2])],
    )


COLUMN = "{metric} ranks by the column '{column}', which holds hard labels - leave {option} out, or name the raw scores"


@RULE.on_file
def check_columns(facts: Facts) -> Iterator[Finding]:
    """Spark: ``BinaryClassificationEvaluator(rawPredictionCol="prediction")``; of several, one is told."""
    for obj in facts.objects:
        option = obj.spec.options.get("ranks", "") if obj.spec is not None else ""
        if obj.param(option).is_const("prediction") and not obj.foreign:
            yield RULE.at(Span.of(obj.node), message=COLUMN, metric=obj.short, column="prediction", option=option)


@RULE.on_file
def check_itself(facts: Facts) -> Iterator[Finding]:
    """``roc_curve(y_test, y_test)``: the very labels are ranked; each place once."""
    for place, metric in given_twice(facts):
        yield RULE.at(place, message=ITSELF, metric=metric)


def _gives_labels(predict: Predict) -> bool:
    core = predict.obj.core
    return predict.how == "label" and core.is_a("classifier", "meta") and "regressor" not in core.tags

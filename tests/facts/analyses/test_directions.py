"""Which way a score improves: by its name, and by the expression it is in."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts import wrong_directions
from mlsmells.facts.analyses.directions.polarity import Polarity, returned
from mlsmells.facts.analyses.directions.scores import of_name

HEAD = """import numpy as np
import optuna
from sklearn.linear_model import Ridge
from sklearn.metrics import f1_score, mean_squared_error
from sklearn.model_selection import cross_val_score
def error(m): return mean_squared_error(y, m.predict(X))
"""


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("val_loss", -1), ("eval/mse", -1), ("test_accuracy", 1), ("val_f1", 1), ("f1", 1), ("r2", 1), ("val_auc", 1),
        ("neg_mean_squared_error", 0), ("error_rate_accuracy", 0), ("epoch", 0), ("gloss", 0), ("accent", 0),
        ("delta_loss", 0),
    ],
)  # fmt: skip
def test_names(name: str, direction: int) -> None:
    assert of_name(name) == direction


@pytest.mark.parametrize(
    ("body", "direction"),
    [
        ("return f1_score(y, m.predict(X))", 1),
        ("return -f1_score(y, m.predict(X))", -1),
        ("s = f1_score(y, m.predict(X))\n    return 1 - s", -1),
        ("s = mean_squared_error(y, m.predict(X))\n    return -1 * s", 1),
        ("return np.sqrt(mean_squared_error(y, m.predict(X)))", -1),
        ("return cross_val_score(m, X, y).mean()", 1),
        ("return cross_val_score(m, X, y, scoring='neg_mean_squared_error').mean()", 1),
        ("all = []\n    for i in range(3):\n        all.append(m.score(X, y))\n    return np.mean(all)", 1),
        ("return np.mean([1 - m.score(X, y) for i in range(3)])", -1),
        ("return error(m)", -1),
        ("return {'loss': -m.score(X, y), 'status': 'ok'}", -1),
        ("s = m.score(X, y)\n    if s > 1:\n        s = -m.score(X, y)\n    return s", 0),
        ("return m.score(X, y) - error(m)", 0),
        ("return profit(m)", 0),
        ("return cross_val_score(m, X, y, scoring=profit).mean()", 0),
    ],
)
def test_expressions(body: str, direction: int) -> None:
    facts = facts_of(f"def objective(trial):\n    m = Ridge().fit(X, y)\n    {body}\nobjective(1)", HEAD)
    function = next(f.node for f in facts.functions if f.name == "objective")
    assert Polarity(facts, function).of(returned(function)[0]) == direction


def test_what_sets_it_right() -> None:
    code = "def f(t): return Ridge().fit(X, y).score(X, y)\ns = optuna.create_study()\ns.optimize(f)"
    (wrong,) = wrong_directions(facts_of(code, HEAD))
    assert (wrong.better, wrong.keyword) == ("higher", ("direction", '"maximize"'))


SPARK = """from pyspark.ml.evaluation import MulticlassClassificationEvaluator, RegressionEvaluator
def select(models, train, val):
    evaluator = {evaluator}
    best = {best}
    for model in models:
        score = evaluator.evaluate(model.fit(train).transform(val))
        if score {sign} best:
            best = score
            kept = model
    return kept
"""


@pytest.mark.parametrize(
    ("evaluator", "sign", "wrong"),
    [
        ("RegressionEvaluator(metricName='rmse')", "<", False),
        ("RegressionEvaluator(labelCol='y')", "<", False),
        ("RegressionEvaluator(metricName='r2')", ">", False),
        ("RegressionEvaluator(metricName=name)", "<", False),
        ("MulticlassClassificationEvaluator(metricName='logLoss')", "<", False),
        ("MulticlassClassificationEvaluator(metricName='f1')", ">", False),
        ("RegressionEvaluator(metricName='rmse')", ">", True),
        ("RegressionEvaluator(metricName='r2')", "<", True),
        ("MulticlassClassificationEvaluator(metricName='f1')", "<", True),
    ],
)
def test_evaluators_that_are_told_what_to_compute(evaluator: str, sign: str, wrong: bool) -> None:
    best = "float('inf')" if sign == "<" else "float('-inf')"
    facts = facts_of(SPARK.format(evaluator=evaluator, sign=sign, best=best))
    assert bool(list(wrong_directions(facts))) is wrong

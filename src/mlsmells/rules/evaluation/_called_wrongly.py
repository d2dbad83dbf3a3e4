"""Metrics of whose arguments only the names are known, and the names stand the wrong way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, Metric, passed, words

_PREDICTED = frozenset("pred preds predict predicted prediction predictions predicts hat yhat".split())
_TRUE = frozenset("true truth target targets label labels actual actuals gt gold".split())
_PART = frozenset("test tst te val valid validation".split())


def called_wrongly(facts: Facts) -> Iterator[Metric]:
    """``precision_score(y_pred, y_true)`` in a function that is given both; one for each place."""
    told: set[ast.AST] = set()
    known = {m.node for m in facts.everywhere(Metric) if _is_known(m)}
    for metric in facts.of(Metric):
        asymmetric = bool(metric.tags & {"asymmetric", "score-based"}) and metric.via == "function"
        if not asymmetric or metric.node in known or metric.node in told or not exchanged(metric.argument_nodes):
            continue
        told.add(metric.node)
        if not any(_right(way.arguments) for way in passed.way_in(facts, metric, metric.argument_nodes)):
            yield metric


def _is_known(metric: Metric) -> bool:
    """What is given as labels is labels, or either was predicted: the values say more than the names."""
    given = [value for value in (metric.true, metric.pred) if value is not None]
    return any(value.predictions for value in given) or any(value.is_label for value in given)


def exchanged(given: tuple[ast.expr, ...]) -> bool:
    """The names of what is given as labels and as predictions say the opposite."""
    match given:
        case (ast.Name(id=first), ast.Name(id=second)):
            return _is_predicted(first) and _is_true(second)
    return False


def _right(given: tuple[ast.expr, ...]) -> bool:
    """The call hands them on the other way round again, as their names say."""
    names = [[n.id for n in ast.walk(node) if isinstance(n, ast.Name)] for node in given]
    return len(names) > 1 and (any(map(_is_true, names[0])) or any(map(_is_predicted, names[1])))


def _is_predicted(name: str) -> bool:
    said = words.words_of(name)
    return bool(said & _PREDICTED) and not said & {"true", "truth", "actual", "actuals", "gt", "gold"}


def _is_true(name: str) -> bool:
    said = words.words_of(name)
    return bool(said & _TRUE or ("y" in said and said & _PART)) and not said & words.PREDICTIONS - {"test"}

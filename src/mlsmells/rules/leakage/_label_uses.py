"""Where a method that predicts lets the labels into what it gives back.

Two ways are sure: a share, a mean or a count of the labels that the answer is made from, and labels that stand among
what a model inside is asked with. Labels that are only compared with, or handed back beside the answer, do no harm.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import Facts, Flow, called_as, every_node

_PREDICTS = frozenset("predict predict_proba predict_log_proba decision_function score_samples".split())
_LABELS = frozenset("y y_true y_test labels label target targets y_true_labels ground_truth".split())
_SAYS = regex(r"def (?:predict|decision_function|score_samples)\w*\(\s*self")
# The labels of the past are among the features on purpose.
_OF_PAST = regex(
    r"(?i)\blag|_lags?\b|\bgap\b|delay|horizon|time_?series|history|previous|autoreg|\bpast\b|pad_with_nans"
)
_LEARNS = frozenset({"fit", "train", "partial_fit"})
_COUNTS = frozenset(
    "mean sum std var min max median value_counts unique bincount percentile quantile average nanmean".split()
)


class Given(NamedTuple):
    """The labels ``name`` come into the answer of ``method`` of ``owner`` at ``place``."""

    place: ast.AST
    name: str
    owner: str
    method: str
    asked: bool  # a model inside is asked with them


def labels_in_predictions(facts: Facts) -> Iterator[Given]:
    """Methods of estimators, one finding for each."""
    if not facts.says(_SAYS) or facts.says(_OF_PAST):
        return
    learning = {c.node.name for c in facts.classes if any(getattr(s, "name", "") in _LEARNS for s in c.node.body)}
    for function in facts.functions:
        node, owner = function.node, function.owner
        if (
            isinstance(node, ast.Lambda)
            or owner is None
            or node.name not in _PREDICTS
            or owner.node.name not in learning
        ):
            continue
        # What stands first are the rows, whatever they are called: a detector of series has nothing but ``y``.
        given = (*node.args.args[2:], *node.args.kwonlyargs) if node.name in _PREDICTS else ()
        names = [a.arg for a in given if a.arg in _LABELS]
        for name in names[:1]:
            place, asked = _asked_with(node, name), True
            if place is None:
                place, asked = _made_from(node, name), False
            if place is not None:
                yield Given(place, name, owner.node.name, node.name, asked)


def _asked_with(block: ast.AST, name: str) -> ast.AST | None:
    """A call of a model's own prediction whose rows hold the labels."""
    flow = Flow(block, lambda node: isinstance(node, ast.Name) and node.id == name)
    for call in every_node(block):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _PREDICTS:
            if any(flow.reaches(arg) for arg in call.args[:1]):
                return call
    return None


def _made_from(block: ast.AST, name: str) -> ast.AST | None:
    """A statistic of the labels that reaches what is returned, the first of several things."""
    statistics = [n for n in every_node(block) if isinstance(n, ast.Call) and _is_statistic(n, name)]
    ids = frozenset(map(id, statistics))
    flow = Flow(block, lambda node: id(node) in ids) if statistics else None
    for node in every_node(block) if flow is not None else ():
        if isinstance(node, ast.Return) and node.value is not None and flow is not None:
            first = node.value.elts[0] if isinstance(node.value, ast.Tuple) and node.value.elts else node.value
            if not isinstance(first, ast.Dict) and flow.reaches(first):
                return statistics[0]
    return None


def _is_statistic(call: ast.Call, name: str) -> bool:
    if called_as(call.func) not in _COUNTS:
        return False
    holder = call.func.value if isinstance(call.func, ast.Attribute) else None
    return any(isinstance(each, ast.Name) and each.id == name for each in (holder, *call.args[:1]))

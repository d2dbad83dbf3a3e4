"""Scores cut at a threshold by a detour: ``1 if s > t else 0`` and ``np.where(scores > t, 1, 0)`` are hard labels."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run

_SIMPLE = (ast.Name, ast.Constant, ast.UnaryOp, ast.USub)


def labels(condition: Value, *arms: Value | None) -> Value | None:
    """One of two constants, by the side of the threshold; None where an arm keeps a score."""
    constant = all(arm is not None and arm.known and not arm.may for arm in arms)
    return condition if constant and condition.predictions and condition.has("argmaxed") else None


def each_label(run: Run, node: ast.IfExp, body: Value, orelse: Value) -> Value | None:
    """The same for one score; only a test without calls is asked again for what it compares."""
    if not (body.known and orelse.known) or not isinstance(node.test, ast.Compare):
        return None
    sides = (node.test.left, *node.test.comparators)
    if not all(isinstance(inner, _SIMPLE) for side in sides for inner in ast.walk(side) if isinstance(inner, ast.expr)):
        return None
    return labels(evaluate(run, node.test), body, orelse)


def collected(element: Value, node: ast.AST) -> Value:
    """Such labels in a list are predictions like the scores that they were cut from."""
    cut = isinstance(node, ast.IfExp) and element.predictions and element.has("argmaxed")
    return Value(kind="list", predictions=element.predictions) if cut else Value(kind="list")

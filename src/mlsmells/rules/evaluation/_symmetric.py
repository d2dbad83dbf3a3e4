"""Measures that do not ask which of the two are the labels, and make a confusion matrix on the way."""

from __future__ import annotations

import ast

from mlsmells.facts import Facts, Metric, words

# Exchanged arguments turn the matrix, and these are the same of a turned one.
_SYMMETRIC = frozenset({"kappa", "qwk", "matthews", "mcc", "accuracy", "acc", "iou", "miou", "jaccard", "rand"})


def is_in_symmetric(facts: Facts, metric: Metric) -> bool:
    """``confusion_matrix(a, b)`` in a function called ``kappa``, which gives the matrix to nobody."""
    name = metric.function.rpartition(".")[2]
    if metric.label != "confusion_matrix" or not words.words_of(name) & _SYMMETRIC:
        return False
    return any(getattr(function.node, "name", "") == name and _keeps(function.node) for function in facts.followed)


def _keeps(function: ast.AST) -> bool:
    """The matrix is bound to a variable, and it is not returned."""
    nodes = list(ast.walk(function))
    kept = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and _is_matrix(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return bool(kept) and not any(isinstance(node, ast.Return) and kept & _given(node.value) for node in nodes)


def _is_matrix(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("confusion_matrix")


def _given(value: ast.expr | None) -> set[str]:
    """The variables that are returned as they are."""
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return {part.id for part in parts if isinstance(part, ast.Name)}

"""Scores of batches that are averaged as if all batches had the same size."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.loaders import HELD_OUT, loaders
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"/=? *len\(")
_EVALUATES = regex(r"(?:^|_)(?:evaluate|predict|score)(?:$|_)")
_SCORES = frozenset({"accuracy_score", "f1_score", "precision_score", "recall_score", "accuracy", "roc_auc_score"})


@dataclass(frozen=True)
class BatchMeans:
    """``name`` adds up the means of the batches of ``loader``; ``divided`` divides the sum by their number."""

    added: ast.AugAssign
    divided: ast.AST
    name: str
    loader: str


def batch_means(facts: Facts) -> Iterator[BatchMeans]:
    """Sums of batch scores that are divided by ``len(loader)``, in evaluations."""
    if not facts.says(_SAID):
        return
    made = loaders(facts)
    even = {one.name for one in made if one.has_single_rows or one.argument("drop_last") is not None}
    for loop in facts.nodes:
        data = _data(loop)
        if not isinstance(loop, (ast.For, ast.AsyncFor)) or not data or data in even:
            continue
        scope = function_around(facts, loop) or facts.source.tree
        words = (data.rpartition(".")[2].lower(), getattr(scope, "name", "").lower())
        if not any(HELD_OUT.search(word) or _EVALUATES.search(word) for word in words):
            continue
        for node in every_node(loop):
            if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and _is_mean_of_hits(node.value):
                divided = _divided(scope, variable(node.target), data)
                if divided is not None:
                    yield BatchMeans(node, divided, variable(node.target), data)


def _data(loop: ast.AST) -> str:
    """The loader that a loop goes over, also inside of ``tqdm`` and ``enumerate``."""
    node = loop.iter if isinstance(loop, (ast.For, ast.AsyncFor)) else None
    while isinstance(node, ast.Call) and called_as(node.func) in ("tqdm", "enumerate", "iter") and node.args:
        node = node.args[0]
    return variable(node) if node is not None else ""


def _is_mean_of_hits(node: ast.expr) -> bool:
    """``(out == y).float().mean()``, ``accuracy_score(…)``, and nothing that weighs it."""
    if any(isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Mult) for inner in every_node(node)):
        return False
    for inner in every_node(node):
        if not isinstance(inner, ast.Call):
            continue
        if called_as(inner.func) in _SCORES and isinstance(inner.func, ast.Name):
            return True
        if called_as(inner.func) == "mean" and any(isinstance(n, ast.Compare) for n in every_node(inner)):
            return True
    return False


def _divided(scope: ast.AST | None, name: str, data: str) -> ast.AST | None:
    """``total / len(loader)``, ``total /= len(loader)``."""
    for node in every_node(scope):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _holds(node.left, name):
            if ast.unparse(node.right) == f"len({data})":
                return node
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div) and variable(node.target) == name:
            if ast.unparse(node.value) == f"len({data})":
                return node
    return None


def _holds(node: ast.AST, name: str) -> bool:
    return bool(name) and any(variable(inner) == name for inner in every_node(node))

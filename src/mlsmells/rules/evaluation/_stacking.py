"""A stacker on out-of-fold predictions: each of its rows was predicted by models that had not seen it.

What is left to learn by heart are a few weights of a linear model. Asked of the tree: the name that the stacker
gets is followed to an array that is filled fold by fold, to ``cross_val_predict``, or to a name that says so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, Fit, called_as, every_node, statements, variable, words_of

_HOPS = 4


def on_out_of_fold_predictions(facts: Facts, fit: Fit) -> bool:
    """A linear model learns to weigh predictions that were made out of fold."""
    given = fit.node.args[0] if isinstance(fit.node, ast.Call) and fit.node.args else None
    if given is None or "linear" not in fit.obj.core.tags:
        return False
    assigned = [node for node in statements(facts.source.tree) if isinstance(node, ast.Assign)]
    return _is_out_of_fold(given, assigned)


def _is_out_of_fold(node: ast.expr, assigned: list[ast.Assign]) -> bool:
    values, seen = [node], set[str]()
    for _ in range(_HOPS + 1):
        if any(map(_crossed, values)):
            return True
        # Each name once: a program may build a table on itself again and again.
        names = {name for value in values for name in _names(value)} - seen
        if any("oof" in words_of(name) or any(_fills(a, name, assigned) for a in assigned) for name in names):
            return True
        seen |= names
        values = [a.value for a in assigned if any(variable(target) in names for target in a.targets)]
    return False


def _names(node: ast.AST) -> Iterator[str]:
    """The variables in an expression; of a call, those among its arguments."""
    for inner in every_node(node):
        if isinstance(inner, (ast.Name, ast.Attribute)) and isinstance(inner.ctx, ast.Load) and variable(inner):
            yield variable(inner)


def _crossed(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Call) and called_as(n.func) == "cross_val_predict" for n in every_node(node))


def _fills(assign: ast.Assign, name: str, assigned: list[ast.Assign]) -> bool:
    """``S[test_index, k] = model.predict(…)``; with ``S[:, k]`` all rows are predicted at once."""
    for target in assign.targets:
        match target:
            case ast.Subscript(value=array, slice=index) if variable(array) == name:
                first = index.elts[0] if isinstance(index, ast.Tuple) and index.elts else index
                if not isinstance(first, (ast.Slice, ast.Constant)) and _predicted(assign.value, assigned):
                    return True
    return False


def _predicted(value: ast.expr, assigned: list[ast.Assign]) -> bool:
    names = set(_names(value))
    values = [value, *(a.value for a in assigned if any(variable(target) in names for target in a.targets))]
    calls = (n for v in values for n in every_node(v) if isinstance(n, ast.Call))
    return any(called_as(call.func).startswith("predict") for call in calls)

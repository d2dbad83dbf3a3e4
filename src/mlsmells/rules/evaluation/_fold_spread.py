"""Fold scores of which only the mean is kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts import Choice, CrossValidation, Facts, Shown

_MEANS = frozenset({"mean", "average", "nanmean", "median", "fmean"})
# What may stand between the scores and their mean without looking at them one by one.
_PASSES = frozenset({"sqrt", "abs", "absolute", "negative", "array", "asarray", "to_numpy"})


class MeanOnly(NamedTuple):
    """The folds' mean is shown at ``shown``; ``name`` is the variable that holds the scores, "" if there is none."""

    cv: CrossValidation
    shown: Shown
    mean: ast.Call
    name: str


def means_only(facts: Facts) -> Iterator[MeanOnly]:
    """Cross-validations whose scores are only ever averaged, and the average is reported."""
    seen: set[int] = set()
    chosen = {id(score.node) for choice in facts.of(Choice) for score in choice.scores}
    parents: dict[ast.AST, ast.AST] = {}
    for shown in facts.of(Shown):
        if shown.how == "expression" and not facts.source.is_notebook:
            continue
        for effect in shown.effects:
            cv = effect.event
            if not isinstance(cv, CrossValidation) or cv.search or id(cv.node) in seen or id(cv.node) in chosen:
                continue
            seen.add(id(cv.node))
            if cv.loops != shown.loops or _leaves_one_out(cv):
                continue  # the means of several candidates, or folds of one row
            parents = parents or _parents(facts)
            mean, name = _only_mean(facts, cv, parents)
            if mean is not None:
                yield MeanOnly(cv, shown, mean, name)


def _leaves_one_out(cv: CrossValidation) -> bool:
    arg = cv.args.get("cv")
    if arg is None:
        return False
    return arg.value.kind == "size" or any(obj.short in ("LeaveOneOut", "LeavePOut") for obj in arg.value.objs)


def _parents(facts: Facts) -> dict[ast.AST, ast.AST]:
    return {child: node for node in facts.nodes for child in ast.iter_child_nodes(node)}


def _only_mean(facts: Facts, cv: CrossValidation, parents: dict[ast.AST, ast.AST]) -> tuple[ast.Call | None, str]:
    mean, end = _averaged(cv.node, parents)
    if mean is not None:
        return mean, ""
    statement = parents.get(end)
    if not isinstance(statement, ast.Assign) or statement.value is not end or len(statement.targets) != 1:
        return None, ""
    target = statement.targets[0]
    name = _dotted(target)
    if not name:
        return None, ""
    means = [_averaged(load, parents)[0] for load in _loads(statement, name, parents)]
    return (means[0], name) if means and None not in means else (None, "")


def _dotted(node: ast.AST) -> str:
    """``scores`` or ``self.scores``; "" for anything else."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _averaged(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> tuple[ast.Call | None, ast.AST]:
    """The call that averages the value of this expression, and how far the expression goes without one."""
    while True:
        up = parents.get(node)
        if isinstance(up, ast.Call) and node in up.args:
            last = up.func.attr if isinstance(up.func, ast.Attribute) else getattr(up.func, "id", "")
        elif isinstance(up, ast.Attribute):
            last = up.attr
            above = parents.get(up)
            if not isinstance(above, ast.Call) or above.func is not up:
                return None, node
            up = above
        elif isinstance(up, (ast.UnaryOp, ast.BinOp)) or (isinstance(up, ast.Subscript) and _is_key(up, node)):
            node = up
            continue
        else:
            return None, node
        if last in _MEANS:
            return up, node
        if last not in _PASSES:
            return None, node
        node = up


def _is_key(up: ast.Subscript, node: ast.AST) -> bool:
    return up.value is node and isinstance(up.slice, ast.Constant) and isinstance(up.slice.value, str)


def _loads(statement: ast.stmt, name: str, parents: dict[ast.AST, ast.AST]) -> list[ast.AST]:
    """Where the name is read until it is bound anew, in its function or module; an attribute, in the whole file."""
    ends = (ast.Module,) if "." in name else (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)
    scope: ast.AST = statement
    while scope in parents and not isinstance(scope, ends):
        scope = parents[scope]
    found = [n for n in ast.walk(scope) if isinstance(n, (ast.Name, ast.Attribute)) and _dotted(n) == name]
    stores = sorted(n.lineno for n in found if not isinstance(n.ctx, ast.Load) and n.lineno > statement.lineno)
    end = stores[0] if stores else float("inf")
    return [n for n in found if isinstance(n.ctx, ast.Load) and statement.lineno < n.lineno < end]

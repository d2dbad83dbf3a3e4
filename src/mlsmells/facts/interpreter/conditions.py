"""Conditions whose truth is known: constants, ``__name__``, ``TYPE_CHECKING``, ``x is None``."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.answers import of_parts
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.hooks import on_compare
from mlsmells.facts.state.state import Run


def truth(run: Run, test: ast.expr) -> bool | None:
    """Whether a condition is known: constants, ``__name__``, TYPE_CHECKING, ``x is None``."""
    if isinstance(test, ast.Name) and test.id == "TYPE_CHECKING":
        return False
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compare_truth(run, test)
    if isinstance(test, ast.BoolOp):
        return of_parts(test, [truth(run, part) for part in test.values])
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(run, test.operand)
        return None if inner is None else not inner
    value = evaluate(run, test)
    if value.known and not value.may and not value.config:
        return bool(value.const)
    return None


def _compare_truth(run: Run, test: ast.Compare) -> bool | None:
    left, right = evaluate(run, test.left), evaluate(run, test.comparators[0])
    for tell in on_compare:
        tell(run, test, left, [right])
    op = test.ops[0]
    if left.name == "__name__":
        return isinstance(op, ast.Eq) == (not run.context.home.foreign)
    if left.may or right.may or left.config or right.config:
        return None
    if isinstance(op, (ast.Is, ast.IsNot)) and right.kind == "none":
        surely = left.kind == "none"
        if surely or _is_something(left):
            return surely == isinstance(op, ast.Is)
        return None
    if left.known and right.known and isinstance(op, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
        return bool(left.const == right.const) == isinstance(op, (ast.Eq, ast.Is))
    if left.known and isinstance(op, (ast.In, ast.NotIn)) and right.items and all(i.known for i in right.items):
        return any(left.const == item.const for item in right.items) == isinstance(op, ast.In)
    return None


def _is_something(value: Value) -> bool:
    return bool(value.objs or value.known or value.kind in _THINGS)


_THINGS = frozenset({"frame", "series", "array", "tensor", "list", "dict", "tuple", "function", "instance", "class"})

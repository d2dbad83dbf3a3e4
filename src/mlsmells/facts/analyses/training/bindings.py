"""What a variable holds at a place, as the assignments of the same function say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

Bound = ast.Assign | ast.AnnAssign | ast.AugAssign
_BRANCHES = (ast.If, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)


def scope_of(facts: Facts, node: ast.AST) -> ast.AST:
    """The function that a node stands in, or the module."""
    return function_around(facts, node) or facts.source.tree or node


def bindings(facts: Facts, name: str, place: ast.AST) -> list[Bound]:
    """The assignments that may have given the variable its value at the place, last first.

    Those before the last one that surely happens do not count. Empty where a loop, a ``with`` or a parameter binds it.
    """
    scope, line = scope_of(facts, place), getattr(place, "lineno", 1)
    found = [node for node in _assigned(scope, name) if node.lineno < line and scope_of(facts, node) is scope]
    out: list[Bound] = []
    for node in sorted(found, key=lambda one: one.lineno, reverse=True):
        out.append(node)
        if not isinstance(node, ast.AugAssign) and _surely_before(facts, node, place):
            return out
    return []


def _assigned(scope: ast.AST, name: str) -> Iterator[Bound]:
    for node in every_node(scope):
        if isinstance(node, ast.Assign) and any(variable(target) == name for target in node.targets):
            yield node
        if isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            if variable(node.target) == name:
                yield node


def _surely_before(facts: Facts, node: ast.AST, place: ast.AST) -> bool:
    """Every block around the assignment is around the place as well; a ``with`` is no condition."""
    here = {id(outer) for outer in around(facts, place)}
    return all(
        id(outer) in here and _same_arm(outer, node, place)
        for outer in around(facts, node)
        if isinstance(outer, _BRANCHES) and not isinstance(outer, (ast.With, ast.AsyncWith))
    )


def _same_arm(outer: ast.AST, node: ast.AST, place: ast.AST) -> bool:
    """Not in two arms of one condition."""
    if not isinstance(outer, (ast.If, ast.Try)):
        return True
    arms = [outer.body, outer.orelse, *([outer.finalbody] if isinstance(outer, ast.Try) else [])]
    return any(_holds(arm, node) and _holds(arm, place) for arm in arms)


def _holds(arm: list[ast.stmt], node: ast.AST) -> bool:
    line = getattr(node, "lineno", 1)
    return bool(arm) and arm[0].lineno <= line <= (arm[-1].end_lineno or arm[-1].lineno)

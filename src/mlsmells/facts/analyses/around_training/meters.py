"""Meters that sum up what they are told, where they are told losses with their graphs.

A meter is known by its class, in the file or in a module of the project: its method adds its first argument to an
attribute as it is. One that takes the number out first keeps nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.analyses.training.kept_graphs import live, loop_around, loss_of
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.domain.events import Backward
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


class KeptByMeter(NamedTuple):
    """``statement`` tells the meter ``holder`` the ``loss``, which gradients are computed of."""

    statement: ast.Expr
    holder: str
    loss: str
    backward: Backward


def kept_by_meters(facts: Facts) -> Iterator[KeptByMeter]:
    """Losses, and what they are the sum of, that a meter of the project adds up."""
    seen: set[ast.stmt] = set()
    for backward in facts.of(Backward):
        loss, loop = loss_of(backward), loop_around(facts, backward.node)
        if not loss or loop is None or backward.name == "gradient":
            continue
        parts = _parts(loop, loss)
        for statement in every_node(loop):
            if not isinstance(statement, ast.Expr) or statement in seen or not _tells(statement.value):
                continue
            call = statement.value
            assert isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
            told = next((part for part in parts if live(call.args[0], part) is not None), "")
            same = function_around(facts, statement) is function_around(facts, backward.node)
            if told and same and _sums_up(facts, call.func):
                seen.add(statement)
                yield KeptByMeter(statement, variable(call.func.value), told, backward)


def _tells(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and bool(node.args)
        and isinstance(node.func, ast.Attribute)
        and bool(variable(node.func.value))
    )


def _parts(loop: ast.AST, loss: str) -> list[str]:
    """``loss``, and the variables that it is the sum of: those are parts of its graph."""
    made = [n.value for n in every_node(loop) if isinstance(n, ast.Assign) and loss in map(variable, n.targets)]
    bound = {variable(t) for n in every_node(loop) if isinstance(n, ast.Assign) for t in n.targets}
    sums = [value for value in made if isinstance(value, ast.BinOp)]
    names = {n.id for value in sums for n in every_node(value) if isinstance(n, ast.Name)}
    return [loss, *sorted(names & bound - {loss})]


def _sums_up(facts: Facts, method: ast.Attribute) -> bool:
    """The class behind the meter adds what it is told to what it has."""
    made = [found.value for found in bindings(facts, variable(method.value), method)]
    names = {called_as(value.func) for value in made if isinstance(value, ast.Call)}
    if len(names) != 1 or len(made) != 1:
        return False
    for function in facts.followed:
        node, owner = function.node, function.owner
        if owner is not None and owner.node.name in names and not isinstance(node, ast.Lambda):
            if node.name == method.attr and _adds(node):
                return True
    return False


def _adds(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """``self.sum += value * n``: the argument is neither bound anew nor asked for its number."""
    arguments = method.args.args
    value = arguments[1].arg if len(arguments) > 1 else ""
    bound = {variable(t) for n in every_node(method) if isinstance(n, ast.Assign) for t in n.targets}
    added = (n for n in every_node(method) if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Attribute))
    return bool(value) and value not in bound and any(live(n.value, value) is not None for n in added)

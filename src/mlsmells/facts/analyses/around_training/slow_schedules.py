"""Schedules that are made for as many steps as there are batches, and stepped once an epoch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.around_training.idle_schedules import LOOKS
from mlsmells.facts.analyses.training.bindings import bindings, scope_of
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import around, parents
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_COUNTING = regex(r"^torch\.optim\.lr_scheduler\.OneCycleLR$|^transformers\.(?:\w+\.)*get_\w*schedule\w*$")
_SAID = regex(r"OneCycleLR|get_\w*schedule")
_COUNTS = frozenset({"total_steps", "steps_per_epoch", "num_training_steps"})
_LOOPS = (ast.For, ast.AsyncFor)


class SlowSchedule(NamedTuple):
    """``name``, made for the batches of ``loader``, is moved on by ``step`` when all of them have passed."""

    made: ast.Call
    name: str
    loader: str
    step: ast.Call


def slow_schedules(facts: Facts) -> Iterator[SlowSchedule]:
    """Where every step stands behind the loop over the batches that the schedule counts, in the loop around it."""
    if not facts.says(_SAID):
        return
    for node in facts.nodes_of(ast.Assign):
        name = variable(node.targets[0]) if len(node.targets) == 1 else ""
        call = node.value
        if (
            not name
            or "." in name
            or not isinstance(call, ast.Call)
            or not _COUNTING.match(qualified(facts, call.func))
        ):
            continue
        loader = _counted(facts, call)
        steps = _steps(facts, node, name) if loader else []
        if steps and all(_is_once_an_epoch(facts, step, loader) for step in steps):
            yield SlowSchedule(call, name, loader, steps[0])


def _counted(facts: Facts, call: ast.Call) -> str:
    """``loader`` of ``total_steps=len(loader) * epochs``, also through one variable."""
    for keyword in call.keywords:
        if keyword.arg not in _COUNTS:
            continue
        given: ast.AST = keyword.value
        bound = bindings(facts, variable(given), call) if variable(given) else []
        if len(bound) == 1 and bound[0].value is not None:
            given = bound[0].value
        for node in every_node(given):
            if isinstance(node, ast.Call) and called_as(node.func) == "len" and node.args and variable(node.args[0]):
                return variable(node.args[0])
    return ""


def _steps(facts: Facts, made: ast.Assign, name: str) -> list[ast.Call]:
    """The calls of its ``step()``; none where anything else gets the schedule."""
    found = []
    for node in every_node(scope_of(facts, made)):
        if variable(node) != name or not isinstance(getattr(node, "ctx", None), ast.Load):
            continue
        outer = parents(facts).get(node)
        call = parents(facts).get(outer) if outer is not None else None
        if isinstance(outer, ast.Attribute) and outer.attr == "step" and isinstance(call, ast.Call):
            found.append(call)
        elif not (isinstance(outer, ast.Attribute) and outer.attr in LOOKS):
            return []
    return found


def _is_once_an_epoch(facts: Facts, step: ast.Call, loader: str) -> bool:
    loops = [outer for outer in around(facts, step) if isinstance(outer, _LOOPS)]
    if not loops or any(_is_over(loop, loader) for loop in loops):
        return False
    return any(isinstance(node, _LOOPS) and _is_over(node, loader) for node in every_node(loops[0]))


def _is_over(loop: ast.For | ast.AsyncFor, loader: str) -> bool:
    return any(variable(node) == loader for node in every_node(loop.iter))

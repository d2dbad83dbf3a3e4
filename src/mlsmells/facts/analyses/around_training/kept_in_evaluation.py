"""Losses of an evaluation that are summed up with their graphs: no gradients are wanted, and each is recorded."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.kept_graphs import is_learned_from, live
from mlsmells.facts.analyses.training.modes import switches
from mlsmells.facts.analyses.training.passes import Pass, passes
from mlsmells.facts.analyses.training.surroundings import function_around, without_gradients
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_LOSS = regex(r"(?i)loss|criterion|entropy|(?:^|_)(?:mse|bce|l1|nll)(?:$|_)")


@dataclass(frozen=True)
class KeptInEvaluation:
    """``total += criterion(out, y)``: the statement, the sum, how the loss is written, the pass through the network."""

    statement: ast.AugAssign
    holder: str
    loss: str
    passed: Pass


def kept_in_evaluation(facts: Facts) -> Iterator[KeptInEvaluation]:
    """Sums over the batches of an evaluation that records gradients."""
    seen: set[ast.AST] = set()
    tracked: dict[ast.AST, bool] = {}
    found = [one for one in passes(facts) if isinstance(one.loop, (ast.For, ast.AsyncFor)) and not one.event.foreign]
    for one in found:
        tracked[one.event.node] = tracked.get(one.event.node, True) and not without_gradients(facts, one.event)
    for one in found:
        if one.learned or not tracked[one.event.node] or one.loop is None or not _in_eval_mode(facts, one):
            continue
        scope: ast.AST = function_around(facts, one.event.node) or facts.source.tree or one.loop
        for statement in every_node(one.loop):
            if not isinstance(statement, ast.AugAssign) or not isinstance(statement.op, ast.Add) or statement in seen:
                continue
            holder, loss = variable(statement.target), _loss_in(one.loop, statement.value)
            if holder and loss and not is_learned_from(scope, holder, statement):
                seen.add(statement)
                yield KeptInEvaluation(statement, holder, loss, one)


def _in_eval_mode(facts: Facts, one: Pass) -> bool:
    """The function that goes over the data has switched to evaluation itself: nothing learns from what it sums up."""
    here = function_around(facts, one.event.node)
    mine = [s for s in switches(facts) if s.network is one.network and s.event.order < one.event.order]
    return bool(mine) and mine[-1].mode == "eval" and function_around(facts, mine[-1].event.node) is here


def _loss_in(loop: ast.AST, value: ast.expr) -> str:
    """The loss that is added while it is a part of its graph: a call of a loss, or a variable that holds one."""
    if isinstance(value, ast.Call) and _LOSS.search(called_as(value.func)) and not isinstance(value.func, ast.Call):
        return "the loss" if value.args else ""
    made = [n for n in every_node(loop) if isinstance(n, ast.Assign) and len(n.targets) == 1]
    for assigned in made:
        name = variable(assigned.targets[0])
        if name and isinstance(assigned.value, ast.Call) and _LOSS.search(called_as(assigned.value.func)):
            others = [a for a in made if a is not assigned and variable(a.targets[0]) == name]
            if not others and live(value, name) is not None:
                return name
    return ""

"""Best weights kept without a copy: ``best = model.state_dict()`` holds the tensors that training goes on in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training import test_names
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.analyses.training.things import is_bound_in
from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_STATE = regex(r"state_dict\(")
_BEST = regex(r"(?i)best|optimal|(?:^|_)top(?:$|_)")


@dataclass(frozen=True)
class Uncopied:
    """``best = model.state_dict()`` in a loop that trains on: the variable, the network, and where it is used."""

    kept: ast.Assign
    holder: str
    network: str
    use: ast.AST
    state: ast.expr  # what is to be copied


def uncopied(facts: Facts) -> Iterator[Uncopied]:
    """What is kept as the best in a training loop, and changes with every step that follows."""
    if not facts.says(_BEST) or not facts.says(_STATE):
        return
    loops = set(test_names.training_loops(facts))
    for node in facts.nodes if loops else ():
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not _BEST.search(variable(node.targets[0])):
            continue
        state = _state(node.value)
        loop = _loop_around(facts, node)
        if state is None or loop not in loops or _leaves(facts, node, loop):
            continue
        network, holder = variable(state.func.value), variable(node.targets[0])  # type: ignore[attr-defined]
        use = _use(facts, node, holder, loop)
        if network and use is not None and not is_bound_in(network, loop):
            yield Uncopied(node, holder, network, use, state)


def _state(value: ast.expr) -> ast.Call | None:
    """The ``model.state_dict()`` that is kept as it is, by itself or in a dictionary."""
    if isinstance(value, ast.Dict):
        return next((found for entry in value.values if (found := _state(entry)) is not None), None)
    plain = isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and not value.args
    return value if plain and value.func.attr == "state_dict" else None  # type: ignore[attr-defined, return-value]


def _loop_around(facts: Facts, node: ast.AST) -> ast.AST | None:
    for outer in around(facts, node):
        if isinstance(outer, (ast.For, ast.While)):
            return outer
        if isinstance(outer, test_names.FunctionNode):
            return None
    return None


def _leaves(facts: Facts, node: ast.AST, loop: ast.AST | None) -> bool:
    """It is kept without a condition, or the loop ends there: nothing is trained after it."""
    arms = [outer for outer in _up_to(facts, node, loop) if isinstance(outer, ast.If)]
    ends = (ast.Break, ast.Return)
    return not arms or any(
        isinstance(inner, ends) for arm in arms[:1] for inner in every_node(arm) if inner in arm.body
    )


def _up_to(facts: Facts, node: ast.AST, loop: ast.AST | None) -> Iterator[ast.AST]:
    for outer in around(facts, node):
        if outer is loop:
            return
        yield outer


def _use(facts: Facts, node: ast.Assign, holder: str, loop: ast.AST | None) -> ast.AST | None:
    """Where it is used when training has gone on: behind the loop, of an attribute in another method too."""
    here, end = function_around(facts, node), getattr(loop, "end_lineno", 0) or 0
    for other in facts.nodes:
        if not isinstance(other, (ast.Name, ast.Attribute)) or not isinstance(other.ctx, ast.Load):
            continue
        if variable(other) != holder or _is_copied(facts, other):
            continue
        same = function_around(facts, other) is here
        if (same and other.lineno > end) or (not same and "." in holder):
            return other
    return None


def _is_copied(facts: Facts, node: ast.AST) -> bool:
    """``best is None`` asks only."""
    outer = next(around(facts, node), None)
    return isinstance(outer, (ast.Compare, ast.If, ast.UnaryOp, ast.BoolOp, ast.IfExp)) and not (
        isinstance(outer, ast.IfExp) and outer.test is not node
    )

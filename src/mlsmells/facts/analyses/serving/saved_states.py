"""What holds the weights of a network alone, however it is called: ``state_dict()``, also by way of a function.

A value keeps the network that its weights came from, so that what is saved can be followed to what was trained. What
is pickled is another question, and only the code says it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def is_state(facts: Facts, name: str, place: ast.AST) -> bool:
    """The variable holds what ``state_dict()`` gave, as far as the place can see."""
    return any(
        _gives_state(bound.value) or any(_gives_state(value) for value in _answers(facts, bound.value))
        for bound in bindings(facts, name, place)
    )


def _gives_state(value: ast.expr | None) -> bool:
    """``net.state_dict()``, and what copies it: ``copy.deepcopy(net.state_dict())``."""
    return value is not None and any(
        isinstance(node, ast.Call) and called_as(node.func) == "state_dict" for node in every_node(value)
    )


def _answers(facts: Facts, value: ast.expr | None) -> Iterator[ast.expr]:
    """What a function of the project may give back, and what its variables were bound to."""
    called = called_as(value.func) if isinstance(value, ast.Call) else ""
    for function in facts.followed if called else ():
        if isinstance(function.node, ast.Lambda) or function.node.name != called:
            continue
        nodes = list(every_node(function.node))
        returned = [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]
        yield from returned
        names = {variable(one) for one in returned} - {""}
        for node in nodes:
            if isinstance(node, ast.Assign) and any(variable(target) in names for target in node.targets):
                yield node.value

"""Gradients of what goes into a network: an attack or a saliency map, from which the network learns nothing."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.record.facts import Facts


def asks_for_input_gradients(facts: Facts, event: Event) -> bool:
    """``x.requires_grad_(True)`` and ``x.grad`` in the function around the pass, and no optimizer steps there."""
    here = function_around(facts, event.node)
    if here is None:
        return False
    parts = every_node(here)
    read = {variable(n.value) for n in parts if isinstance(n, ast.Attribute) and n.attr == "grad"}
    wanted = {name for n in parts for name in _wanted(n)}
    return bool(read & wanted) and not any(_steps(n) for n in parts)


def _wanted(node: ast.AST) -> tuple[str, ...]:
    """The variables of which gradients are asked for; those of the network's own parts have a dot."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if any(map(_asks, every_node(value))):
            return (name,)
        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=name), attr="requires_grad")]):
            return (name,)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="requires_grad_")):
            return (name,)
    return ()


def _asks(node: ast.AST) -> bool:
    """``x.clone().requires_grad_()``, ``torch.tensor(x, requires_grad=True)``."""
    if not isinstance(node, ast.Call):
        return False
    method = isinstance(node.func, ast.Attribute) and node.func.attr == "requires_grad_"
    return method or any(keyword.arg == "requires_grad" for keyword in node.keywords)


def _steps(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "step"

"""Which network, optimizer or schedule an event is about: one and the same thing, whatever is known of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.state.frames import Instance
from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.domain.values import Value


def thing(event: Event) -> object:
    """The object, or the value where no object is known. Compare with ``is``; None where there is no receiver."""
    held = event.receiver
    if held is None or isinstance(held, Obj):
        return _of(held)
    return thing_of(held)


def thing_of(value: Value) -> object:
    """The same of a value: what is handed to a function."""
    if len(value.objs) == 1:
        return _of(value.objs[0])
    return value.ref if isinstance(value.ref, Instance) else value


def _of(held: Obj | None) -> object:
    obj = unwrapped(held)
    return obj.stands_for if obj is not None and obj.stands_for is not None else obj


def unwrapped(obj: Obj | None) -> Obj | None:
    """What is inside ``DataParallel(model)``: its mode is that of the model."""
    while obj is not None and "wrapper" in obj.tags and len(obj.children) == 1:
        obj = obj.children[0][1]
    return obj


def written(node: ast.AST) -> str:
    """How the receiver of a call is written: ``self.optimizer`` of ``self.optimizer.step()``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return variable(node.func.value)
    return variable(node.func) if isinstance(node, ast.Call) else ""


def called(node: ast.AST) -> str:
    """How a network is written that is called: ``self.model`` of ``self.model(x)`` and of ``self.model.forward(x)``."""
    name = variable(node.func) if isinstance(node, ast.Call) else ""
    return name.removesuffix(".forward")


def is_bound_in(name: str, block: ast.AST) -> bool:
    """The variable gets a value somewhere in the block."""
    return bool(name) and any(
        isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store) and variable(node) == name
        for node in every_node(block)
    )

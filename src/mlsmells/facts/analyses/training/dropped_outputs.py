"""Outputs of layers that nobody takes: the variable is bound anew before anything reads it, or never read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.module_classes import module_classes, qualified
from mlsmells.facts.analyses.training.unused_layers import made_layers
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_KERAS = regex(r"^(?:tensorflow\.)?keras\.layers\.|^tensorflow\.python\.keras\.layers\.|^keras\.src\.layers\.")
_BLOCKS = ("body", "orelse", "finalbody")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class DroppedOutput:
    """``x = self.conv1(x)`` and then ``x = self.conv2(image)``: the statement, the layer, the variable, what follows.

    ``next`` is the statement that binds the variable anew, None where nothing reads it any more.
    """

    statement: ast.Assign
    layer: str
    name: str
    next: ast.stmt | None


def dropped_outputs(facts: Facts) -> Iterator[DroppedOutput]:
    """In the methods of networks, and in functions that put layers of Keras together."""
    for function, layers in _functions(facts):
        for statement, block, at in _assigned(function):
            name, layer = variable(statement.targets[0]), _layer(facts, statement.value, layers)
            if not layer or name.startswith("_") or "." in name or _is_shared(function, name):
                continue
            lost, following = _lost(block, at, name, ends=block is function.body)
            if lost:
                yield DroppedOutput(statement, layer, name, following)


def _functions(facts: Facts) -> Iterator[tuple[FunctionNode, frozenset[str]]]:
    """The functions in which layers are called, with the layers that their class has."""
    mine: set[ast.AST] = set()
    for info in module_classes(facts):
        layers = frozenset(name for name, _ in made_layers(facts, info))
        for method in info.node.body:
            if isinstance(method, FunctionNode) and method.name != "__init__" and layers:
                mine.add(method)
                yield method, layers
    if facts.packages & {"keras", "tensorflow"}:
        for node in facts.nodes:
            if isinstance(node, FunctionNode) and node not in mine:
                yield node, frozenset()


def _assigned(function: FunctionNode) -> Iterator[tuple[ast.Assign, list[ast.stmt], int]]:
    """The assignments to one name, with the block that they stand in and their place in it."""
    for outer in every_node(function):
        for field in _BLOCKS:
            found = getattr(outer, field, None)
            block: list[ast.stmt] = found if isinstance(found, list) else []
            for at, statement in enumerate(block):
                if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and variable(statement.targets[0]):
                    yield statement, block, at


def _layer(facts: Facts, value: ast.expr, layers: frozenset[str]) -> str:
    """The layer that is called: ``self.conv1(x)``, ``layers.Dense(8)(x)``, also as ``Wrapper(layers.Dense(8))(x)``."""
    if not isinstance(value, ast.Call) or not value.args:
        return ""
    if isinstance(value.func, ast.Attribute) and called_as(value.func.value) == "self":
        return variable(value.func) if value.func.attr in layers else ""
    made = value.func
    while isinstance(made, ast.Call):
        if _KERAS.match(qualified(facts, made.func)):
            return called_as(made.func)
        made = made.args[0] if made.args else made.func
    return ""


def _is_shared(function: FunctionNode, name: str) -> bool:
    """A function inside may read it, or another scope."""
    for node in every_node(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)) and name in node.names:
            return True
        inner = isinstance(node, (*FunctionNode.__args__, ast.Lambda)) and node is not function
        if inner and any(isinstance(n, ast.Name) and n.id == name for n in every_node(node)):
            return True
        if isinstance(node, ast.Call) and called_as(node.func) == "locals":
            return True
    return False


def _lost(block: list[ast.stmt], at: int, name: str, *, ends: bool) -> tuple[bool, ast.stmt | None]:
    """Whether nothing reads the variable before it is bound anew or the function ends, and what binds it anew."""
    for statement in block[at + 1 :]:
        nodes = [n for n in every_node(statement) if isinstance(n, ast.Name) and n.id == name]
        if any(not isinstance(n.ctx, ast.Store) for n in nodes) or (isinstance(statement, ast.AugAssign) and nodes):
            return False, None
        if nodes:
            plain = isinstance(statement, ast.Assign) and len(statement.targets) == 1
            return plain and variable(statement.targets[0]) == name, statement  # type: ignore[attr-defined]
        if isinstance(statement, ast.Return):
            return True, None
    return ends, None

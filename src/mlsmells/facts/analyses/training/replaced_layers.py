"""Layers that are replaced after the optimizer got the parameters of the network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.module_classes import is_module, qualified
from mlsmells.facts.domain.events import Call
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(frozen=True)
class Replaced:
    """``optimizer`` was made of the parameters of ``network``; then ``layer`` got another value at ``place``."""

    optimizer: str
    made: ast.Call
    network: str
    layer: str
    place: ast.stmt


def replaced_layers(facts: Facts) -> Iterator[Replaced]:
    """New layers that no optimizer knows, in the block where both stand."""
    if not facts.calls("module.parameters"):
        return
    for block in _blocks(facts):
        for position, statement in enumerate(block):
            made = _optimizer(facts, statement)
            if made is not None:
                yield from _in_the_rest(facts, made, block[position + 1 :])


def _blocks(facts: Facts) -> Iterator[list[ast.stmt]]:
    """The bodies of the module and of its functions."""
    if facts.source.tree is not None:
        yield facts.source.tree.body
    for function in facts.functions:
        if not isinstance(function.node, ast.Lambda):
            yield function.node.body


def _optimizer(facts: Facts, statement: ast.stmt) -> tuple[str, ast.Call, str] | None:
    """``optimizer = SGD(model.parameters())``: its name, the call, and the network."""
    if (
        not isinstance(statement, ast.Assign)
        or len(statement.targets) != 1
        or not isinstance(statement.value, ast.Call)
    ):
        return None
    call, name = statement.value, variable(statement.targets[0])
    if not name or not qualified(facts, call.func).startswith("torch.optim.") or not call.args:
        return None
    network = _whose(call.args[0])
    return (name, call, network) if network and "scheduler" not in qualified(facts, call.func) else None


def _whose(given: ast.expr) -> str:
    """``model`` of ``model.parameters()``, also where a filter goes over them; "" for those of several."""
    found = [
        variable(node.func.value) for node in every_node(given)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "parameters" and not node.args
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def _in_the_rest(facts: Facts, made: tuple[str, ast.Call, str], rest: list[ast.stmt]) -> Iterator[Replaced]:
    name, call, network = made
    found: list[Replaced] = []
    for statement in rest:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        bound = {variable(target) for target in targets}
        helped = _by_helper(facts, statement, network)
        if helped:
            found.append(Replaced(name, call, network, helped, statement))
            bound.discard(network)
        if name in bound or network in bound:
            return  # another optimizer, or another network
        if any(_tells(node, name) for node in every_node(statement)):
            return
        for target in targets:
            layer = _layer(target, network)
            if layer and isinstance(statement, ast.Assign) and _is_new(facts, statement.value):
                found.append(Replaced(name, call, network, layer, statement))
    if _steps(facts, name):
        yield from found


def _by_helper(facts: Facts, statement: ast.stmt, network: str) -> str:
    """The layer that a function of the file puts into the network: ``set_head(model, 7)``; "" for none."""
    call = statement.value if isinstance(statement, (ast.Expr, ast.Assign)) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return ""
    own = next((f.node for f in facts.functions if getattr(f.node, "name", "") == call.func.id), None)
    if own is None or isinstance(own, ast.Lambda):
        return ""
    for argument, parameter in zip(call.args, own.args.args, strict=False):
        if variable(argument) != network:
            continue
        for inner in own.body:
            if isinstance(inner, ast.Assign) and _is_new(facts, inner.value):
                layer = next((held for target in inner.targets if (held := _layer(target, parameter.arg))), "")
                if layer:
                    return f"{network}{layer.removeprefix(parameter.arg)}"
    return ""


def _tells(node: ast.AST, name: str) -> bool:
    """``optimizer.add_param_group(…)``."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ("add_param_group", "param_groups")
        and variable(node.value) == name
    )


def _layer(target: ast.expr, network: str) -> str:
    """``model.fc`` and ``model.classifier[6]`` of ``model``."""
    held = target.value if isinstance(target, ast.Subscript) else target
    name = variable(held)
    return ast.unparse(target) if name.startswith(f"{network}.") else ""


def _is_new(facts: Facts, value: ast.expr) -> bool:
    """A layer or network is built."""
    if not isinstance(value, ast.Call):
        return False
    name = qualified(facts, value.func)
    if name.startswith("torch.nn.") and name.count(".") == 2:
        return name.rpartition(".")[2][:1].isupper()
    own = called_as(value.func)
    return isinstance(value.func, ast.Name) and any(i.node.name == own and is_module(i) for i in facts.classes)


def _steps(facts: Facts, name: str) -> bool:
    """The optimizer is used: it steps, or a function gets it."""
    steps = any(isinstance(call.node, ast.Call) and _is_of(call, name) for call in facts.calls("loop.step"))
    return steps or any(
        isinstance(node, ast.Call) and any(variable(argument) == name for argument in node.args) for node in facts.nodes
    )


def _is_of(call: Call, name: str) -> bool:
    node = call.node
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and variable(node.func.value) == name

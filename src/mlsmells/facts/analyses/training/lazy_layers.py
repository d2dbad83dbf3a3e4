"""Layers that the first pass of data builds: an optimizer that is made before it does not know them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.hidden_layers import is_layer
from mlsmells.facts.analyses.training.module_classes import module_classes, qualified
from mlsmells.facts.domain.events import Call, Event, Predict
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

FunctionNode = ast.FunctionDef


@dataclass(frozen=True)
class Lazy:
    """``layer`` is built at ``place`` by the first pass of data. ``made``: the optimizer before it, if it is seen."""

    place: ast.stmt
    layer: str
    owner: str
    made: ast.AST | None


def lazy_layers(facts: Facts) -> Iterator[Lazy]:
    """Layers with weights that ``forward`` builds where they are not there yet."""
    for info in module_classes(facts):
        methods = {node.name: node for node in info.node.body if isinstance(node, ast.FunctionDef)}
        passes = _of_passes(methods)
        found = [built for method in passes for built in _built(facts, method)]
        if (
            not found
            or _is_passed_at_once(methods.get("__init__"), passes)
            or "optim" in ast.unparse(info.node).lower()
        ):
            continue
        uses = [o for o in facts.objects if o.classdef is info.node and not o.foreign]
        made = _optimizers(facts, {id(o) for o in uses})
        if any(_goes_before(facts, {id(o) for o in uses}, event) for event in made):
            continue
        for place, layer in {layer: (place, layer) for place, layer in reversed(found)}.values():
            yield Lazy(place, layer, info.node.name, made[0].node if made else None)


def _of_passes(methods: dict[str, FunctionNode]) -> list[FunctionNode]:
    """``forward``, and the methods that it calls."""
    names, todo = [], ["forward"]
    while todo:
        name = todo.pop()
        if name in methods and name not in names:
            names.append(name)
            todo += _own_calls(methods[name])
    return [methods[name] for name in names]


def _own_calls(method: FunctionNode) -> list[str]:
    nodes = [node.func for node in every_node(method) if isinstance(node, ast.Call)]
    return [f.attr for f in nodes if isinstance(f, ast.Attribute) and called_as(f.value) == _me(method)]


def _me(method: FunctionNode) -> str:
    return method.args.args[0].arg if method.args.args else ""


def _built(facts: Facts, method: FunctionNode) -> Iterator[tuple[ast.stmt, str]]:
    """``if self.fc is None: self.fc = nn.Linear(…)``, ``if not hasattr(self, "fc"): …``."""
    for test in every_node(method):
        if not isinstance(test, ast.If):
            continue
        asked = {variable(node) for node in every_node(test.test)}
        texts = [n.value for n in every_node(test.test) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        asked |= {f"{_me(method)}.{text}" for text in texts}
        for node in (inner for statement in test.body for inner in every_node(statement)):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                layer = variable(node.targets[0])
                if "." in layer and layer in asked and _has_weights(facts, node.value):
                    yield node, layer


def _has_weights(facts: Facts, value: ast.Call) -> bool:
    """A layer, also one that is moved at once: ``nn.Linear(…).to(x.device)``."""
    if isinstance(value.func, ast.Attribute) and isinstance(value.func.value, ast.Call):
        return value.func.attr in ("to", "cuda", "float") and _has_weights(facts, value.func.value)
    return is_layer(facts, value) and not qualified(facts, value.func).rpartition(".")[2].startswith("Dropout")


def _is_passed_at_once(init: FunctionNode | None, passes: list[FunctionNode]) -> bool:
    """``__init__`` sends something through, or calls what builds the layer."""
    names = {method.name for method in passes}
    return init is not None and (
        bool(names.intersection(_own_calls(init)))
        or any(isinstance(n, ast.Call) and variable(n.func) == _me(init) for n in every_node(init))
    )


def _optimizers(facts: Facts, networks: set[int]) -> list[Call]:
    return [call for call in facts.calls("module.parameters") if id(call.obj) in networks and not call.foreign]


def _goes_before(facts: Facts, networks: set[int], made: Event) -> bool:
    """Data goes through the network before."""
    return any(
        id(event.obj) in networks and event.order < made.order and event.method in ("__call__", "forward")
        for event in facts.everywhere(Predict)
    )

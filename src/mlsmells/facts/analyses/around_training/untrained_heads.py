"""Layers whose output a network gives under a name of its own, and that no training function of the file asks for.

Asked of files that hold the network and its training: ``forward`` returns a dictionary, functions that compute
gradients read some of its names, and others are read where predictions are made alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.flow import Flow
from mlsmells.facts.analyses.training.hidden_layers import NO_WEIGHTS
from mlsmells.facts.analyses.training.module_classes import module_classes
from mlsmells.facts.analyses.training.unused_layers import made_layers
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_TRAINS = regex(r"\.backward\(")
_LEARNS = frozenset({"training_step", "compute_loss", "backward"})


class Untrained(NamedTuple):
    """``layer`` of ``owner`` (made at ``place``) gives ``key`` alone, which ``read`` takes and no loss does."""

    place: ast.AST
    layer: str
    owner: str
    key: str
    read: ast.AST


def untrained_heads(facts: Facts) -> Iterator[Untrained]:
    """Heads of the networks of the file."""
    if "torch" not in facts.packages or not facts.says(_TRAINS):
        return
    trained, others = _reads(facts)
    for info in module_classes(facts):
        outputs = _outputs(info)
        keys = outputs.keys() & trained.keys()
        if not keys or _is_handed_on(facts):
            continue
        made = dict(made_layers(facts, info))
        for layer, key in _heads(info, outputs, made):
            if key not in trained and key in others:
                yield Untrained(made[layer], layer, info.node.name, key, others[key])


def _outputs(info: Class) -> dict[str, ast.expr]:
    """What ``forward`` gives, by name; nothing where it gives anything else as well."""
    method = _forward(info)
    returned = [n.value for n in every_node(method) if isinstance(n, ast.Return)] if method is not None else []
    if len(returned) != 1 or not isinstance(returned[0], ast.Dict):
        return {}
    pairs = zip(returned[0].keys, returned[0].values, strict=True)
    return {key.value: value for key, value in pairs if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def _forward(info: Class) -> ast.FunctionDef | None:
    return next((m for m in info.node.body if isinstance(m, ast.FunctionDef) and m.name == "forward"), None)


def _heads(info: Class, outputs: dict[str, ast.expr], made: dict[str, ast.Assign]) -> Iterator[tuple[str, str]]:
    """Layers with weights that reach one of the outputs and nothing else."""
    method = _forward(info)
    for layer, place in made.items():
        if method is None or not isinstance(place.value, ast.Call) or NO_WEIGHTS.match(called_as(place.value.func)):
            continue
        flow = Flow(method, lambda node, layer=layer: _is_layer(node, layer))  # type: ignore[misc]
        reached = [key for key, value in outputs.items() if flow.reaches(value)]
        used = [n for m in info.node.body if m is not method for n in every_node(m) if _is_layer(n, layer)]
        if len(reached) == 1 and all(isinstance(getattr(n, "ctx", None), ast.Store) for n in used):
            yield layer, reached[0]


def _is_layer(node: ast.AST, layer: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == layer and isinstance(node.value, ast.Name)


def _reads(facts: Facts) -> tuple[dict[str, ast.AST], dict[str, ast.AST]]:
    """The names that are read by text: in functions that learn or make losses, and elsewhere."""
    learns, elsewhere = dict[str, ast.AST](), dict[str, ast.AST]()
    blocks = [f.node for f in facts.functions if not isinstance(f.node, ast.Lambda)]
    owners = {id(f.node): f.owner.node.name.lower() if f.owner is not None else "" for f in facts.functions}
    for block in blocks:
        said = f"{block.name.lower()} {owners[id(block)]}"
        learning = "loss" in said or "criterion" in said or _learns(block)
        for key, node in _keys(block):
            (learns if learning else elsewhere).setdefault(key, node)
    for statement in facts.source.tree.body if facts.source.tree is not None else ():
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            learns.update(_keys(statement))  # a program that trains at its top level reads for all ends
    return learns, elsewhere


def _learns(block: ast.AST) -> bool:
    name = getattr(block, "name", "")
    return name in _LEARNS or any(isinstance(n, ast.Attribute) and n.attr == "backward" for n in every_node(block))


def _keys(block: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for node in every_node(block):
        match node:
            case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()):
                yield key, node
            case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(key)), *_]):
                yield key, node


def _is_handed_on(facts: Facts) -> bool:
    """A function that learns gives all that the network said to somebody who is not seen, or goes through it."""
    functions = [f.node for f in facts.functions if not isinstance(f.node, ast.Lambda)]
    own = {node.name for node in (*functions, *(c.node for c in facts.classes))} | {"len", "isinstance", "print"}
    for block in filter(_learns, functions):
        names = _holders(block)
        for node in every_node(block):
            if isinstance(node, ast.Call):
                given = [*node.args, *(k.value for k in node.keywords)]
                whole = any(isinstance(each, ast.Name) and each.id in names for each in given)
                if whole and called_as(node.func) not in own:
                    return True
            if isinstance(node, ast.Attribute) and node.attr in ("values", "items") and called_as(node.value) in names:
                return True
    return False


def _holders(block: ast.AST) -> set[str]:
    """Variables that are read by a text: the outputs of the network among them."""
    found = set()
    for node in every_node(block):
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str())):
                found.add(name)
    return found

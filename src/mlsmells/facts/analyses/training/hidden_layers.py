"""Layers in plain lists and dicts: torch does not see them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.module_classes import is_module, module_classes, qualified
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts
    from mlsmells.facts.state.frames import Class

# Layers without weights and without a mode: it does not matter who sees them.
NO_WEIGHTS = regex(
    r"^(?:\w*ReLU6?|ELU|CELU|SELU|GELU|SiLU|Mish|Hard\w+|Tanh\w*|Sigmoid|LogSigmoid|Soft\w+|LogSoftmax|Threshold|GLU|"
    r"Identity|Flatten|Unflatten|\w*Pool\d?d?|Upsample\w*|Upsampling\w*|Pixel\w+|\w*Pad\dd|Fold|Unfold|Cosine\w+|"
    r"Pairwise\w+|\w+Loss\d?d?|Module\w+|Parameter(?:List|Dict)|Channel\w+)$"
)
# What makes the layers known after all.
_REGISTERS = frozenset({"add_module", "register_module", "setattr", "__setattr__", "register_parameter"})
_CONTAINERS = frozenset({"Sequential", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict", "extend"})


# What binds layers or puts them somewhere; the rest of a class is not looked at again and again.
_OF_INTEREST = (ast.Assign, ast.AnnAssign, ast.Call)


@dataclass(frozen=True)
class Hidden:
    """``self.layers = [nn.Linear(…), …]``. ``wrapper``: what the value is to be put into, "" if that is not clear."""

    place: ast.AST
    attribute: str
    owner: str
    how: str
    element: ast.Call
    value: ast.expr
    wrapper: str


def hidden_layers(facts: Facts) -> Iterator[Hidden]:
    """Attributes of networks that are plain lists, tuples or dicts of layers with weights or a mode."""
    for info in module_classes(facts):
        nodes = every_node(info.node)
        if any(_registers(node) for node in nodes):
            continue
        nodes = [node for node in nodes if isinstance(node, _OF_INTEREST)]
        for node in nodes:
            target, value = _assigned(node)
            if value is None or not _is_own(facts, node, target):
                continue
            element = _layer_in(facts, nodes, target, value)
            if element is not None and not _is_registered(nodes, target, value) and _is_used(info, target, node):
                yield Hidden(node, target, info.node.name, _how(value), element, value, _wrapper(facts, value, element))


def _is_own(facts: Facts, node: ast.AST, target: str) -> bool:
    """``self.layers``, in a method of the class."""
    method = function_around(facts, node) if "." in target else None
    return method is not None and bool(method.args.args) and target.startswith(f"{method.args.args[0].arg}.")


def _assigned(node: ast.AST) -> tuple[str, ast.expr | None]:
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        return variable(node.targets[0]), node.value
    if isinstance(node, ast.AnnAssign):
        return variable(node.target), node.value
    return "", None


def _layer_in(facts: Facts, nodes: list[ast.AST], target: str, value: ast.expr) -> ast.Call | None:
    """A layer that is built in the list, or put into it later on."""
    value = _unwrapped(value)
    if isinstance(value, ast.Name):
        return _layer_in(facts, nodes, value.id, _value_of(nodes, value.id)) if _value_of(nodes, value.id) else None
    parts: list[ast.expr] = []
    if isinstance(value, (ast.List, ast.Tuple)):
        parts = list(value.elts)
    elif isinstance(value, (ast.ListComp, ast.GeneratorExp)):
        parts = [value.elt]
    elif isinstance(value, ast.Dict):
        parts = list(value.values)
    elif isinstance(value, ast.DictComp):
        parts = [value.value]
    elif not (isinstance(value, ast.Call) and called_as(value.func) in ("list", "dict") and not value.args):
        return None
    if not parts:
        parts = list(_put_in(nodes, target))
    return next((part for part in _flat(parts) if isinstance(part, ast.Call) and is_layer(facts, part)), None)


def _flat(parts: list[ast.expr]) -> Iterator[ast.expr]:
    """The elements, and those of lists and tuples among them."""
    for part in parts:
        yield from _flat(part.elts) if isinstance(part, (ast.List, ast.Tuple)) else (part,)


def _unwrapped(value: ast.expr) -> ast.expr:
    """What ``tuple(…)`` or ``list(…)`` goes over."""
    whole = isinstance(value, ast.Call) and called_as(value.func) in ("tuple", "list") and len(value.args) == 1
    inner = value.args[0] if whole and isinstance(value, ast.Call) else value
    return inner if isinstance(inner, (ast.GeneratorExp, ast.ListComp)) else value


def _value_of(nodes: list[ast.AST], name: str) -> ast.expr:
    """What a local list begins with."""
    found = [value for node in nodes for bound, value in [_assigned(node)] if bound == name and value is not None]
    return found[0] if len(found) == 1 and not isinstance(found[0], ast.Name) else ast.Constant(None)


def _put_in(nodes: list[ast.AST], target: str) -> Iterator[ast.expr]:
    """``self.layers.append(…)``, ``self.layers[key] = …``."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            if variable(node.func.value) == target:
                yield from node.args
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            if variable(node.targets[0].value) == target:
                yield node.value


def is_layer(facts: Facts, call: ast.Call, depth: int = 4) -> bool:
    """It builds a layer of torch with weights or a mode, or a network of the file that has some."""
    name = qualified(facts, call.func)
    if name.startswith("torch.nn.") and name.count(".") == 2:
        last = name.rpartition(".")[2]
        return last[:1].isupper() and not NO_WEIGHTS.match(last)
    if not isinstance(call.func, ast.Name) or depth == 0:
        return False
    own = next((info for info in facts.classes if info.node.name == called_as(call.func) and is_module(info)), None)
    if own is None:
        return _is_of_another_module(facts, call)
    return any(isinstance(node, ast.Call) and is_layer(facts, node, depth - 1) for node in every_node(own.node))


def _is_of_another_module(facts: Facts, call: ast.Call) -> bool:
    made = made_elsewhere(facts, call)
    return made is not None and has_weights(made)


def made_elsewhere(facts: Facts, call: ast.Call) -> ast.ClassDef | None:
    """The class of the network that is built here, where it stands in another module of the project."""
    made = facts.once("networks made", lambda: {id(o.node): o for o in facts.objects if o.is_a("module")})
    obj = made.get(id(call))
    if obj is None or obj.classdef is None or any(info.node is obj.classdef for info in facts.classes):
        return None
    return obj.classdef


def has_weights(network: ast.ClassDef) -> bool:
    """Some layer that it makes has weights or a mode."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and called_as(node.func.value) == "nn"
        and node.func.attr[:1].isupper()
        and not NO_WEIGHTS.match(node.func.attr)
        for node in every_node(network)
    )


def _registers(node: ast.AST) -> bool:
    """A class that tells torch of its layers by itself."""
    if isinstance(node, ast.FunctionDef):
        return node.name in ("parameters", "named_parameters", "__setattr__")
    return isinstance(node, ast.Call) and called_as(node.func) in _REGISTERS


def _is_registered(nodes: list[ast.AST], target: str, value: ast.expr) -> bool:
    """The list is put into a container of torch as well."""
    names = {target, variable(value)} - {""}
    return any(
        variable(inner) in names
        for node in nodes
        if isinstance(node, ast.Call) and called_as(node.func) in _CONTAINERS
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        for inner in every_node(argument)
    )


def _is_used(info: Class, target: str, place: ast.AST) -> bool:
    """A method other than the one that fills it reads it."""
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and variable(node) == target
        for method in info.node.body
        if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)) and place not in every_node(method)
        for node in every_node(method)
    )


def _how(value: ast.expr) -> str:
    is_dict = isinstance(value, (ast.Dict, ast.DictComp)) or (
        isinstance(value, ast.Call) and called_as(value.func) == "dict"
    )
    is_tuple = isinstance(value, ast.Tuple) or (isinstance(value, ast.Call) and called_as(value.func) == "tuple")
    return "dict" if is_dict else "tuple" if is_tuple else "list"


def _wrapper(facts: Facts, value: ast.expr, element: ast.Call) -> str:
    nn = facts.name_of("torch.nn") or (f"{facts.name_of('torch')}.nn" if facts.name_of("torch") else "")
    parameters = called_as(element.func) == "Parameter"
    if not nn or isinstance(value, ast.Name):
        return ""
    if _how(value) == "dict":
        keys = value.keys if isinstance(value, ast.Dict) else [value.key] if isinstance(value, ast.DictComp) else []
        texts = all(isinstance(key, ast.JoinedStr) or isinstance(getattr(key, "value", None), str) for key in keys)
        return f"{nn}.{'Parameter' if parameters else 'Module'}Dict" if keys and texts else ""
    return f"{nn}.{'Parameter' if parameters else 'Module'}List"

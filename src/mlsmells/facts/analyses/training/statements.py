"""Statements of a training program that have no effect: methods not called, results dropped, ``forward`` by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.bindings import bindings, scope_of
from mlsmells.facts.analyses.training.module_classes import module_classes, qualified
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_NETWORK = regex(
    r"model|net|encoder|decoder|classif|generator|discriminator|critic|policy|actor|backbone|module|resnet|bert"
)
_STEPPING = regex(r"optim|sched|scaler|(?:^|_)opt(?:$|_)")
_BY_LIBRARY = frozenset({"matplotlib.pyplot.show", "matplotlib.pyplot.close", "wandb.finish", "mlflow.end_run"})
# Methods of tensors that give a new one. The first are also methods of networks, which they change in place.
_PLACES = frozenset("to cuda cpu float double half long int bool type bfloat16".split())
_PURE = _PLACES | frozenset(
    "add sub mul div pow clamp clamp_min clamp_max squeeze unsqueeze view reshape permute transpose flatten detach "
    "clone contiguous masked_fill masked_scatter index_fill scatter sigmoid softmax log_softmax relu tanh abs neg "
    "exp log sqrt round expand repeat type_as view_as expand_as".split()
)
# Functions of torch that give no tensor.
_NO_TENSOR = frozenset("load device compile save Generator no_grad manual_seed get_default_dtype dtype jit".split())


@dataclass(frozen=True)
class Dropped:
    """``x.to(device)`` on a line of its own; ``name`` is the tensor that stays as it was."""

    statement: ast.Expr
    call: ast.Call
    name: str
    method: str


def uncalled(facts: Facts) -> Iterator[ast.Attribute]:
    """Methods on a line of their own without their parentheses: ``optimizer.step``."""
    for statement in facts.nodes:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Attribute):
            node = statement.value
            if _is_a_step(facts, node) and not _is_shown(facts, statement) and not _is_property(facts, node.attr):
                yield node


def _is_a_step(facts: Facts, node: ast.Attribute) -> bool:
    full = qualified(facts, node)
    if full:
        return full in _BY_LIBRARY
    name = called_as(node.value).lower()
    if node.attr in ("zero_grad", "backward"):
        return True
    if node.attr in ("eval", "train"):
        return bool(_NETWORK.search(name)) or _has_weights(facts, variable(node.value))
    return node.attr == "step" and (bool(_STEPPING.search(name)) or _clears(facts, variable(node.value)))


def _has_weights(facts: Facts, name: str) -> bool:
    return bool(name) and _asked(facts, name, ("parameters", "state_dict", "load_state_dict"))


def _clears(facts: Facts, name: str) -> bool:
    return bool(name) and _asked(facts, name, ("zero_grad",))


def _asked(facts: Facts, name: str, methods: tuple[str, ...]) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in methods and variable(n.value) == name for n in facts.nodes)


def _is_property(facts: Facts, name: str) -> bool:
    """A class of the file has it as a property."""
    return any(
        isinstance(method, ast.FunctionDef) and method.name == name and method.decorator_list
        for info in facts.classes
        for method in info.node.body
    )


def _is_shown(facts: Facts, statement: ast.Expr) -> bool:
    """The last line of a notebook's cell: its value is shown."""
    tree, line = facts.source.tree, statement.end_lineno or statement.lineno
    if not facts.source.is_notebook or tree is None or statement not in tree.body:
        return False
    cell = next((c for c in facts.source.cells if c.start <= line < c.start + len(c.physical_lines)), None)
    end = cell.start + len(cell.physical_lines) if cell is not None else line
    return not any(line < other.lineno < end for other in tree.body)


def dropped_results(facts: Facts) -> Iterator[Dropped]:
    """Methods that give a new tensor, whose result nobody takes."""
    for statement in facts.nodes:
        if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
            continue
        call = statement.value
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in _PURE or _is_given_a_place(call):
            continue
        name = variable(call.func.value)
        if name and _is_tensor(facts, call.func.value, name) and not _is_shown(facts, statement):
            if not any(
                isinstance(outer, (ast.Try, ast.With)) and _expects_errors(outer) for outer in around(facts, call)
            ):
                yield Dropped(statement, call, name, call.func.attr)


def _is_given_a_place(call: ast.Call) -> bool:
    return any(keyword.arg in ("out", "inplace") for keyword in call.keywords)


def _expects_errors(block: ast.AST) -> bool:
    """It is tried whether it works at all."""
    if isinstance(block, (ast.With, ast.AsyncWith)):
        used = [node for item in block.items for node in every_node(item.context_expr)]
        return any(called_as(node) in ("raises", "suppress", "assertRaises") for node in used)
    return isinstance(block, ast.Try)


def _is_tensor(facts: Facts, node: ast.expr, name: str) -> bool:
    """Made by a function of torch, one of several things that a loader gives, or what ``forward`` gets."""
    found = bindings(facts, name, node)
    if found:
        return all(bound.value is not None and _gives_a_tensor(facts, bound.value) for bound in found)
    if any(name == variable(inner) for inner in _stored(facts, node)):
        return False
    return _is_of_a_batch(facts, node, name) or _is_input(facts, node, name)


def _stored(facts: Facts, node: ast.expr) -> Iterator[ast.AST]:
    for inner in every_node(scope_of(facts, node)):
        if isinstance(inner, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            yield from inner.targets if isinstance(inner, ast.Assign) else [inner.target]


def _gives_a_tensor(facts: Facts, value: ast.expr) -> bool:
    full = qualified(facts, value.func) if isinstance(value, ast.Call) else ""
    short = full.removeprefix("torch.")
    functional = full.startswith("torch.nn.functional.")
    return functional or (full.startswith("torch.") and "." not in short and short not in _NO_TENSOR)


def _is_of_a_batch(facts: Facts, node: ast.expr, name: str) -> bool:
    """``for x, y in loader:``; a batch as a whole may be a dictionary that moves itself."""
    for loop in around(facts, node):
        if isinstance(loop, (ast.For, ast.AsyncFor)) and _goes_over_batches(loop.iter):
            pairs = [inner for inner in every_node(loop.target) if isinstance(inner, (ast.Tuple, ast.List))]
            inner = pairs[-1].elts if pairs else []
            counted = called_as(loop.iter.func) == "enumerate" if isinstance(loop.iter, ast.Call) else False
            if any(variable(one) == name for one in inner) and (len(pairs) > 1 or not counted):
                return True
    return False


def _goes_over_batches(node: ast.expr) -> bool:
    words = [called_as(inner).lower() for inner in every_node(node)]
    return any("loader" in word or word.endswith("_dl") for word in words) and "graph" not in " ".join(words)


def _is_input(facts: Facts, node: ast.expr, name: str) -> bool:
    method = function_around(facts, node)
    own = method is not None and any(method in info.node.body for info in module_classes(facts))
    if not own or method is None or method.name != "forward":
        return False
    return name in [argument.arg for argument in method.args.args[1:]] and called_as(node) == name


def forwards(facts: Facts) -> Iterator[tuple[ast.expr, ast.Attribute]]:
    """``model.forward(x)``, of what is surely a network: what is called, and how."""
    own = {info.node for info in module_classes(facts)}
    written_by_hand = any(
        isinstance(method, ast.FunctionDef) and method.name == "forward" and info.node not in own and not _unknown(info)
        for info in facts.classes
        for method in info.node.body
    )
    for node in facts.nodes if "torch" in facts.packages and not written_by_hand else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "forward":
            if _is_a_network(facts, node.func.value):
                yield node.func.value, node.func


def _unknown(info: Class) -> bool:
    """It may be a network: its base is not seen."""
    return any(base.kind != "lib" for base in info.bases)


def _is_a_network(facts: Facts, node: ast.expr) -> bool:
    name = called_as(node)
    if (
        not variable(node)
        or name in ("self", "cls")
        or "remote" in name
        or name[:1].isupper()
        or qualified(facts, node)
    ):
        return False
    if _NETWORK.search(name.lower()) or _has_weights(facts, variable(node)):
        return True
    made = [n.value for n in facts.nodes_of(ast.Assign) if variable(n.targets[0]) == variable(node)]
    return bool(made) and all(
        isinstance(value, ast.Call) and qualified(facts, value.func).startswith("torch.nn.") for value in made
    )

"""Probabilities that are made another way than the network was trained for: softmax after a loss of sigmoids, or back.

Asked of files with one kind of loss: the output of the network goes into it as it is, and where predictions are made
into the other activation. The place of the largest number is the same for both, so only what is kept counts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import module_classes
from mlsmells.facts.analyses.training.surroundings import parents
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAYS = regex(r"\b(?:softmax|sigmoid)\(")
_LOSSES = {
    "CrossEntropyLoss": "softmax",
    "cross_entropy": "softmax",
    "BCEWithLogitsLoss": "sigmoid",
    "MultiLabelSoftMarginLoss": "sigmoid",
    "binary_cross_entropy_with_logits": "sigmoid",
}
_FUNCTIONS = frozenset({"cross_entropy", "binary_cross_entropy_with_logits"})
_ACTIVATIONS = frozenset({"softmax", "sigmoid"})
_MODES = frozenset({"eval", "train", "parameters", "state_dict"})
_PLACES = frozenset({"argmax", "topk", "max"})
# Losses that want something else, and networks that learn from networks.
_OTHERS = regex(
    r"(?i)focal|dice|nll_?loss|BCELoss|binary_cross_entropy\(|kl_?div|multilabel_margin|distill|teacher|soft_?target"
)


class Mismatch(NamedTuple):
    """``activation`` is of another kind than the ``loss`` that the network learned by."""

    activation: ast.Call
    loss: ast.Call
    used: str
    wanted: str


def other_activations(facts: Facts) -> Iterator[Mismatch]:
    """The first of a file."""
    if "torch" not in facts.packages or not facts.says(_SAYS) or facts.says(_OTHERS):
        return
    losses = [n for n in facts.nodes_of(ast.Call) if called_as(n.func) in _LOSSES]
    wanted = {_LOSSES[called_as(loss.func)] for loss in losses}
    if len(wanted) != 1 or not _takes_outputs(facts, losses):
        return
    kind = next(iter(wanted))
    inside = {id(n) for info in module_classes(facts) for n in every_node(info.node)}
    made = [n for n in facts.nodes_of(ast.Call) if called_as(n.func) in _ACTIVATIONS and id(n) not in inside]
    if any(called_as(call.func) == kind for call in made):
        return  # both are made: of two heads, or for comparison
    for call in made:
        if _of_output(facts, call) and not _only_its_place(facts, call):
            yield Mismatch(call, losses[0], called_as(call.func), kind)
            return


def _takes_outputs(facts: Facts, losses: list[ast.Call]) -> bool:
    """A loss gets what a network gives, and nothing in between."""
    criteria = {
        variable(target)
        for node in facts.nodes_of(ast.Assign)
        if isinstance(node.value, ast.Call) and any(inner in losses for inner in every_node(node.value))
        for target in node.targets
    }
    for call in facts.nodes_of(ast.Call):
        named = called_as(call.func) in _FUNCTIONS or variable(call.func) in criteria - {""}
        if named and call.args and _is_output(facts, call.args[0], call):
            return True
    return False


def _of_output(facts: Facts, call: ast.Call) -> bool:
    given = call.args[0] if call.args else getattr(call.func, "value", None)
    return isinstance(given, ast.expr) and _is_output(facts, given, call)


def _is_output(facts: Facts, node: ast.expr, place: ast.AST) -> bool:
    """``model(x)``, a variable that holds it, or a part of either."""
    while isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr == "logits"):
        node = node.value
    if isinstance(node, ast.Call):
        return _is_network(facts, node)
    if not isinstance(node, ast.Name):
        return False
    values = [n.value for n in _scope(facts, place) if isinstance(n, ast.Assign) and node.id in _first_names(n)]
    return bool(values) and all(isinstance(value, ast.Call) and _is_network(facts, value) for value in values)


def _first_names(node: ast.Assign) -> set[str]:
    """``logits`` of ``logits, hidden = …``: networks give what is learned first."""
    firsts = [t.elts[0] if isinstance(t, ast.Tuple) and t.elts else t for t in node.targets]
    return {first.id for first in firsts if isinstance(first, ast.Name)}


def _is_network(facts: Facts, call: ast.Call) -> bool:
    """What is called has a mode, or weights that an optimizer gets."""
    if "networks" not in facts.memo:
        calls = (n for n in facts.nodes_of(ast.Call) if isinstance(n.func, ast.Attribute) and n.func.attr in _MODES)
        facts.memo["networks"] = {variable(n.func.value) for n in calls if isinstance(n.func, ast.Attribute)} - {""}
    return variable(call.func) in facts.memo["networks"]


def _scope(facts: Facts, place: ast.AST) -> list[ast.AST]:
    above = parents(facts)
    node = place
    while node in above and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        node = above[node]
    return every_node(node)


def _only_its_place(facts: Facts, call: ast.Call) -> bool:
    """Nothing but the largest is asked of it: ``torch.softmax(out, 1).argmax(1)``."""
    above = parents(facts)
    outer = above.get(call)
    if _asks_place(above, call):
        return True
    if isinstance(outer, ast.Assign) and len(outer.targets) == 1 and isinstance(outer.targets[0], ast.Name):
        name = outer.targets[0].id
        names = (n for n in _scope(facts, call) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
        uses = [each for each in names if each.id == name]
        return bool(uses) and all(_asks_place(above, use) for use in uses)
    return False


def _asks_place(above: dict[ast.AST, ast.AST], use: ast.AST) -> bool:
    outer = above.get(use)
    if isinstance(outer, ast.Attribute):
        return outer.attr in _PLACES
    return isinstance(outer, ast.Call) and called_as(outer.func) in _PLACES

"""Thresholds for probabilities on outputs that are none."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.analyses.training.losses import loss_name
from mlsmells.facts.analyses.training.passes import passes
from mlsmells.facts.domain.events import Metric
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Methods after which raw outputs are still raw.
_SHAPES = frozenset(
    "squeeze view reshape flatten detach cpu cuda numpy to float double unsqueeze data contiguous".split()
)
_SIGMOIDS = frozenset({"sigmoid", "expit", "Sigmoid"})


@dataclass(frozen=True)
class RawThreshold:
    """``out > 0.5``, though ``loss`` wants raw outputs and got these; or a sigmoid of a sigmoid, ``twice``."""

    place: ast.AST
    value: str
    rounded: bool
    loss: str = ""
    told: ast.AST | None = None
    twice: ast.AST | None = None


def raw_thresholds(facts: Facts) -> Iterator[RawThreshold]:
    """Outputs compared with 0.5, or rounded, before anything made probabilities of them."""
    cuts = [(node, value) for node in facts.nodes if (value := _threshold(node)) is not None]
    for node, value in cuts:
        inner = _bare(value)
        twice = _sigmoid_of_a_sigmoid(facts, inner)
        if twice is not None:
            yield RawThreshold(node, ast.unparse(value), _is_rounded(node), twice=twice)
            continue
        loss = _loss_of(facts, inner)
        if loss is not None:
            yield RawThreshold(node, ast.unparse(inner), _is_rounded(node), loss_name(loss), loss.node)


def _threshold(node: ast.AST) -> ast.expr | None:
    """What is compared with 0.5 or rounded."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Gt, ast.GtE, ast.Lt)):
        bound = node.comparators[0]
        return node.left if isinstance(bound, ast.Constant) and bound.value == 0.5 else None
    if isinstance(node, ast.Call) and called_as(node.func) in ("round", "rint", "round_"):
        if node.args:
            return node.args[0] if len(node.args) == 1 and not node.keywords else None
        return node.func.value if isinstance(node.func, ast.Attribute) else None
    return None


def _is_rounded(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def _bare(node: ast.expr) -> ast.expr:
    """``out`` of ``out.squeeze(1).cpu()`` and of ``out[:, 0]``."""
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SHAPES:
            node = node.func.value
        elif isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr == "data"):
            node = node.value
        else:
            return node


def _source(facts: Facts, node: ast.expr) -> ast.expr | None:
    """The expression that gave the value, through variables and changes of shape; None where it is not sure."""
    for _ in range(4):
        node = _bare(node)
        name = variable(node)
        if not name:
            return node
        found = bindings(facts, name, node)
        if len(found) != 1 or not isinstance(found[0], ast.Assign) or len(found[0].targets) != 1:
            return None
        if not variable(found[0].targets[0]):
            return None
        node = found[0].value
    return None


def _loss_of(facts: Facts, node: ast.expr) -> Metric | None:
    """The loss of raw outputs that got the same value, or another output of the same network."""
    losses = [m for m in facts.of(Metric) if m.expects == "logits" and _input(m) and _is_binary(facts, m)]
    made = _source(facts, node) if losses else None
    if made is None or not isinstance(made, ast.Call) or called_as(made.func) in _SIGMOIDS:
        return None
    networks = {id(one.network) for one in passes(facts) if one.event.node is made and not _has_sigmoid(one.network)}
    for loss in losses:
        given = _input(loss)
        other = _source(facts, given[0]) if given else None
        if other is made and not any(one.event.node is made and _has_sigmoid(one.network) for one in passes(facts)):
            return loss
        if any(one.event.node is other and id(one.network) in networks for one in passes(facts)):
            return loss
    return None


def _input(loss: Metric) -> list[ast.expr]:
    return loss.node.args[:1] if isinstance(loss.node, ast.Call) else []


def _is_binary(facts: Facts, loss: Metric) -> bool:
    """Of two classes, or of several that do not exclude each other."""
    func = loss.node.func if isinstance(loss.node, ast.Call) else None
    made = [func] if isinstance(func, ast.Call) else [] if func is None else _made(facts, variable(func))
    names = [loss.name, *(called_as(call.func) for call in made)]
    return any("binary" in name or "BCE" in name or "MultiLabel" in name for name in names)


def _made(facts: Facts, name: str) -> list[ast.Call]:
    """What the variable is made by, anywhere in the file: ``self.loss = nn.BCEWithLogitsLoss()``."""
    found = [node for node in facts.nodes_of(ast.Assign) if isinstance(node.value, ast.Call)]
    return [
        node.value for node in found
        if isinstance(node.value, ast.Call) and any(variable(target) == name for target in node.targets)
    ]  # fmt: skip


def _has_sigmoid(network: object) -> bool:
    """It makes probabilities itself, perhaps in evaluation only."""
    klass = network.classdef if isinstance(network, Obj) else getattr(getattr(network, "klass", None), "node", None)
    return any(called_as(node) in _SIGMOIDS for node in every_node(klass))


def _sigmoid_of_a_sigmoid(facts: Facts, node: ast.expr) -> ast.AST | None:
    """The inner one of two that are applied one after the other."""
    outer = _source(facts, node)
    if not _is_sigmoid(outer):
        return None
    inner = _source(facts, _argument(outer))
    return inner if _is_sigmoid(inner) else None


def _is_sigmoid(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Call) and called_as(node.func) in ("sigmoid", "expit")


def _argument(node: ast.expr | None) -> ast.expr:
    assert isinstance(node, ast.Call)
    if node.args or not isinstance(node.func, ast.Attribute):
        return node.args[0] if node.args else node
    return node.func.value

"""Networks that are exported with the one example they were shown: what of it is frozen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.analyses.training.module_classes import module_classes, qualified
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\btrace\(|onnx\.export|\bexport\(")
# Programs for which one row at a time is what is wanted.
_ONE_ROW = regex(
    r"(?i)tensorrt|\btrt|mobile|coreml|ncnn|rknn|openvino|netron|edge|android|\bios\b|dynamic|tflite|benchmark|"
    r"batch_?size\s*=\s*1\b"
)
# What reads a value of a tensor.
_VALUES = frozenset("sum mean max min any all item".split())
_SIZED = frozenset({"torch.randn", "torch.rand", "torch.zeros", "torch.ones"})


@dataclass(frozen=True)
class FrozenBranch:
    """``call`` traces a network whose ``forward`` takes a way by the values it gets, at ``branch``."""

    call: ast.Call
    network: str
    branch: ast.stmt


@dataclass(frozen=True)
class FrozenBatch:
    """``call`` exports a network that then takes batches of ``rows`` alone."""

    call: ast.Call
    rows: int


def frozen_branches(facts: Facts) -> Iterator[FrozenBranch]:
    """Traces of networks of the file that decide by values."""
    if "torch" not in facts.packages or not facts.says(_SAID):
        return
    for node in facts.nodes:
        if isinstance(node, ast.Call) and qualified(facts, node.func) == "torch.jit.trace" and node.args:
            info = _class_of(facts, node.args[0], node)
            branch = _decides(info) if info is not None else None
            if info is not None and branch is not None:
                yield FrozenBranch(node, info.node.name, branch)


def _class_of(facts: Facts, node: ast.expr, place: ast.AST) -> Class | None:
    """The class of the file that the traced network is of."""
    if variable(node):
        found = bindings(facts, variable(node), place)
        makers = [one.value for one in found if one.value is not None]
        node = makers[-1] if makers else node
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
        node = node.func.value  # ``Net().eval()``
    name = called_as(node.func) if isinstance(node, ast.Call) else ""
    return next((info for info in module_classes(facts) if info.node.name == name), None)


def _decides(info: Class) -> ast.stmt | None:
    """The first condition or loop of ``forward`` that depends on the values of what it gets."""
    method = next((m for m in info.node.body if isinstance(m, ast.FunctionDef) and m.name == "forward"), None)
    if method is None:
        return None
    given = method.args.args[1:]
    # What has a default is an option as often as a tensor.
    tensors = {argument.arg for argument in given[: len(given) - len(method.args.defaults)]}
    for node in every_node(method):
        if isinstance(node, (ast.If, ast.While)) and any(_asks(part, tensors) for part in every_node(node.test)):
            return node
    return None


def _asks(part: ast.AST, tensors: set[str]) -> bool:
    """``x.sum()``, ``torch.any(x)``, ``steps > 0``: a value of the input, not its shape, kind or presence."""
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in _VALUES:
        subjects = [part.func.value, *part.args]
        return any(isinstance(one, ast.Name) and one.id in tensors for one in subjects)
    if isinstance(part, ast.Compare) and isinstance(part.left, ast.Name) and part.left.id in tensors:
        return all(isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for op in part.ops)
    return False


def frozen_batches(facts: Facts) -> Iterator[FrozenBatch]:
    """Exports to ONNX whose example has a batch axis of a fixed length, and no axis is said to vary."""
    if "torch" not in facts.packages or not facts.says(_SAID) or facts.says(_ONE_ROW):
        return
    for node in facts.nodes:
        if not isinstance(node, ast.Call) or qualified(facts, node.func) != "torch.onnx.export" or len(node.args) < 2:
            continue
        if any(k.arg in (None, "dynamic_axes", "dynamic_shapes", "dynamo") for k in node.keywords):
            continue
        rows = _rows(facts, node.args[1], node)
        if rows:
            yield FrozenBatch(node, rows)


def _rows(facts: Facts, node: ast.expr, place: ast.AST) -> int:
    """The length of the first axis of ``torch.randn(1, 3, 224, 224)``; 0 where it is not seen."""
    found = bindings(facts, variable(node), place) if variable(node) else []
    if len(found) == 1 and found[0].value is not None:
        node = found[0].value
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
        node = node.func.value
    if not isinstance(node, ast.Call) or qualified(facts, node.func) not in _SIZED or not node.args:
        return 0
    sizes = node.args[0].elts if isinstance(node.args[0], (ast.Tuple, ast.List)) else node.args
    first = sizes[0] if len(sizes) > 1 else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, int) else 0

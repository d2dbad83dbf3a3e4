"""What a network gives: the activation that its output went through last."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain.kinds import EffectKind
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Function, Instance
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import called_as, inner_nodes

# Functions and methods by name: ``F.softmax(x, 1)``, ``x.sigmoid()``.
_ACTIVATIONS: dict[str, EffectKind] = {
    "softmax": "softmaxed", "log_softmax": "log-softmaxed", "sigmoid": "sigmoided", "logsigmoid": "log-sigmoided",
    "relu": "rectified",
}  # fmt: skip
_LAYERS: dict[str, EffectKind] = {
    "Softmax": "softmaxed", "LogSoftmax": "log-softmaxed", "Sigmoid": "sigmoided", "LogSigmoid": "log-sigmoided",
    "ReLU": "rectified",
}  # fmt: skip
# What gives the same numbers, in another form or place.
_SAME = frozenset("view reshape squeeze unsqueeze flatten contiguous float double to cuda cpu clone permute t".split())
_MAX_STEPS = 16
# A network within a network costs more: it may hold itself, and each ``return`` of each is looked at.
_INTO_A_NETWORK = 4

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def activation(run: Run, obj: Obj, holder: Value | None = None, left: int = _MAX_STEPS) -> EffectKind | None:
    """The activation at the end of a network; None where there is none, or it is not known."""
    if left <= 0:
        return None
    if obj.spec is not None and "effect" in obj.spec.options:
        kind: EffectKind = obj.spec.options["effect"]
        return kind
    if obj.classdef is None and obj.children and (obj.short == "Sequential" or "wrapper" in obj.tags):
        return activation(run, obj.children[-1][1], left=left)
    instance = holder.ref if holder is not None and isinstance(holder.ref, Instance) else _instance(run, obj)
    if obj.classdef is None or not isinstance(instance, Instance):
        return None
    forward = instance.klass.method("forward")
    if forward is None or not isinstance(forward.ref, Function) or isinstance(forward.ref.node, ast.Lambda):
        return None
    return _of_forward(run, instance, forward.ref.node, left)


def _instance(run: Run, obj: Obj) -> Instance | None:
    """The instance that was made with the object: ``DataParallel(Net())``."""
    return next((made for made in run.alive if isinstance(made, Instance) and made.node is obj.node), None)


def _of_forward(run: Run, instance: Instance, node: FunctionNode, left: int) -> EffectKind | None:
    """What all ``return`` statements agree on."""
    found = {
        _of(run, instance, node, returned.value, left) if returned.value is not None else None
        for returned in _statements(node.body)
        if isinstance(returned, ast.Return)
    }
    return found.pop() if len(found) == 1 else None


def _statements(block: list[ast.stmt]) -> Iterator[ast.stmt]:
    """All statements, in order, without those of functions and classes inside."""
    for statement in block:
        yield statement
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _statements([n for n in inner_nodes(statement) if isinstance(n, ast.stmt)])


def _of(run: Run, instance: Instance, node: FunctionNode, value: ast.expr, left: int) -> EffectKind | None:
    if left <= 0:
        return None
    if isinstance(value, ast.Name):
        bound = _bound(node, value)
        return _of(run, instance, node, bound, left - 1) if bound is not None else None
    if not isinstance(value, ast.Call):
        return None
    if isinstance(value.func, ast.Call):  # a layer that is built on the spot: nn.Softmax(dim=1)(x)
        return _LAYERS.get(called_as(value.func.func))
    name = called_as(value.func)
    own = _is_own(node, value.func)
    if name in _ACTIVATIONS and not own:
        return _ACTIVATIONS[name]
    if name in _SAME and isinstance(value.func, ast.Attribute) and not own:
        inner = value.args[0] if called_as(value.func.value) == "torch" and value.args else value.func.value
        return _of(run, instance, node, inner, left - 1)
    held = run.heap.get((id(instance), name)) if own else None
    if held is None or len(held.objs) != 1 or held.objs[0].is_a("loss"):
        return None
    return activation(run, held.objs[0], held, left - _INTO_A_NETWORK)


def _is_own(node: FunctionNode, func: ast.expr) -> bool:
    """``self.softmax``."""
    me = node.args.args[0].arg if node.args.args else ""
    return isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == me


def _bound(node: FunctionNode, name: ast.Name) -> ast.expr | None:
    """What was last assigned to a variable before; None where that hangs on a condition or a loop."""
    last: ast.expr | None = None
    for statement in _statements(node.body):
        if statement.lineno >= name.lineno:
            break
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if any(isinstance(t, ast.Name) and t.id == name.id for t in targets):
            last = statement.value if isinstance(statement, ast.Assign) and statement in node.body else None
        elif any(isinstance(n, ast.Name) and n.id == name.id for t in targets for n in ast.walk(t)) or (
            isinstance(statement, ast.AugAssign) and called_as(statement.target) == name.id
        ):
            last = None
    return last

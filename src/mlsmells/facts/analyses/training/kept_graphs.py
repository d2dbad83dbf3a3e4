"""Running sums and lists of losses that keep the graph of every batch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.domain.events import Backward
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Methods that leave a tensor in its graph.
_STILL_IN_IT = frozenset("mean sum to cpu cuda clone float double squeeze view reshape".split())
# What gives the number, or the tensor without its graph.
_CUTS = frozenset("item detach data numpy tolist float int reduce_mean".split())
# Functions that learn from what they get.
_LEARNS = frozenset({"backward", "manual_backward", "scale", "grad", "gradient", "scale_loss"})


@dataclass(frozen=True)
class Kept:
    """``total += loss``: the statement, the sum or list, the loss and the place where it stands in the statement."""

    statement: ast.stmt
    holder: str
    loss: str
    use: ast.expr
    backward: Backward
    plain_number: bool  # the sum begins as a number, and nothing asks it for what only tensors have


def kept_graphs(facts: Facts) -> Iterator[Kept]:
    """Sums over the batches of a loop of losses that its gradients are computed of."""
    seen: set[ast.stmt] = set()
    for backward in facts.of(Backward):
        loss, loop = loss_of(backward), loop_around(facts, backward.node)
        if not loss or loop is None or backward.name == "gradient":
            continue
        scope: ast.AST = function_around(facts, backward.node) or facts.source.tree or loop
        for statement in every_node(loop):
            if not isinstance(statement, (ast.AugAssign, ast.Assign, ast.Expr)) or statement in seen:
                continue
            found = _kept(statement, loss)
            if found is None or function_around(facts, statement) is not function_around(facts, backward.node):
                continue
            holder, use = found
            if _is_reset(facts, loop, statement, holder, loss) or is_learned_from(scope, holder, statement):
                continue
            seen.add(statement)
            yield Kept(statement, holder, loss, use, backward, _is_number(scope, holder))


def loss_of(backward: Backward) -> str:
    """The variable that gradients are computed of."""
    node = backward.node
    if not isinstance(node, ast.Call):
        return ""
    if backward.receiver is not None and node.args:
        return variable(node.args[0])
    held = node.func.value if isinstance(node.func, ast.Attribute) else None
    if isinstance(held, ast.Call) and called_as(held.func) == "scale" and held.args:
        return variable(held.args[0])
    return variable(held) if held is not None else ""


def loop_around(facts: Facts, node: ast.AST) -> ast.AST | None:
    for outer in around(facts, node):
        if isinstance(outer, (ast.For, ast.AsyncFor, ast.While)):
            return outer
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return None
    return None


def _kept(statement: ast.stmt, loss: str) -> tuple[str, ast.expr] | None:
    """What the loss is added to, and the expression that holds it."""
    if isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Add):
        holder, value = _base(statement.target), statement.value
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.value, ast.BinOp):
        holder, value = _base(statement.targets[0]), statement.value
        if not isinstance(value.op, ast.Add) or holder not in (variable(value.left), variable(value.right)):
            return None
        value = value.right if variable(value.left) == holder else value.left
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "append" or len(call.args) != 1:
            return None
        holder, value = _base(call.func.value), call.args[0]
    else:
        return None
    use = live(value, loss)
    return (holder, use) if use is not None and holder and holder != loss else None


def _base(node: ast.expr) -> str:
    """``totals`` of ``totals["train"]``."""
    return variable(node.value) if isinstance(node, ast.Subscript) else variable(node)


def live(value: ast.expr, loss: str) -> ast.expr | None:
    """The loss in an expression, where it is still a part of its graph."""
    if variable(value) == loss:
        return value
    if isinstance(value, ast.BinOp):
        left = live(value.left, loss)
        return left if left is not None else live(value.right, loss)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _STILL_IN_IT:
        return live(value.func.value, loss)
    return None


def _is_reset(facts: Facts, loop: ast.AST, statement: ast.stmt, holder: str, loss: str) -> bool:
    """The sum begins anew in each pass, or the loss is a number by then."""
    tests = [t for t in every_node(loop) if isinstance(t, ast.If) and statement not in every_node(t)]
    now_and_then = {id(inner) for test in tests for inner in every_node(test)}
    for node in every_node(loop):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.For) else []
        if id(node) in now_and_then and isinstance(node, ast.Assign) and variable(node.targets[0]) == holder:
            continue  # it goes on growing until then
        if node is statement or node is loop:
            continue
        bound = {variable(inner) for target in targets for inner in every_node(target)}
        if holder in bound or (loss in bound and isinstance(node, ast.Assign) and _is_cut(facts, node.value, loss)):
            return True
        if isinstance(node, ast.Call) and called_as(node.func) == "clear" and isinstance(node.func, ast.Attribute):
            if variable(node.func.value) == holder:
                return True
    return False


def _is_cut(facts: Facts, value: ast.expr, loss: str) -> bool:
    """``loss = loss.item()``, ``loss = float(loss)``; a helper that is not the library's may do the same."""
    nodes = every_node(value)
    cut = any(isinstance(node, (ast.Attribute, ast.Name)) and called_as(node) in _CUTS for node in nodes)
    return (cut or _is_helper(facts, value, loss)) and any(variable(node) == loss for node in nodes)


def _is_helper(facts: Facts, value: ast.expr, loss: str) -> bool:
    """``scalar(loss)``: a function of nobody knows where, or one of the file that makes it a number."""
    if not isinstance(value, ast.Call) or qualified(facts, value.func).startswith("torch"):
        return False
    own = next((f.node for f in facts.functions if getattr(f.node, "name", "") == called_as(value.func)), None)
    if own is not None and not any(called_as(n) in _CUTS for n in every_node(own) if isinstance(n, ast.Attribute)):
        return False
    return any(variable(argument) == loss for argument in value.args)


def is_learned_from(scope: ast.AST, holder: str, statement: ast.stmt) -> bool:
    """Gradients of the sum are wanted, or of what is made of it."""
    nodes = every_node(scope)
    made = {holder}
    for _ in range(3):
        for node in nodes:
            if isinstance(node, (ast.Assign, ast.AugAssign)) and node is not statement:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(variable(inner) in made for inner in every_node(node.value)):
                    made |= {variable(target) for target in targets} - {""}
    for node in nodes:
        if isinstance(node, ast.Call) and called_as(node.func) in _LEARNS:
            if any(variable(inner) in made for inner in every_node(node)):
                return True
    return False


def _is_number(scope: ast.AST, holder: str) -> bool:
    """It begins as a number, does not leave the function, and nobody asks it for what only tensors have."""
    begins = False
    for node in every_node(scope):
        if isinstance(node, ast.Assign) and any(variable(target) == holder for target in node.targets):
            begins = isinstance(node.value, ast.Constant) and isinstance(node.value.value, (int, float))
        if isinstance(node, ast.Attribute) and variable(node.value) == holder:
            return False
        if isinstance(node, ast.Return) and node.value is not None:
            if any(variable(inner) == holder for inner in every_node(node.value)):
                return False
    return begins and "." not in holder

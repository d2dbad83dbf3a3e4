"""Gradients that are added over several batches, and whether the loss is divided by their number."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.loops import learnings
from mlsmells.facts.analyses.training.surroundings import FunctionNode, around, function_around
from mlsmells.facts.domain.events import Backward
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"%")
_WEIGHTS = frozenset("lambda lam lamda alpha beta gamma weight w coef coeff".split())
# Who divides by itself, or adds on purpose.
_DIVIDED = regex(
    r"accelerat|deepspeed|fabric|reduction=[\"']sum|\.sum\(\)\.backward|lightning|engine\.backward|no_sync|"
    r"/ *n_?tokens|num_tokens"
)


@dataclass(frozen=True)
class Accumulated:
    """``backward`` is called in every pass, ``step`` in every ``count``-th."""

    backward: Backward
    step: ast.AST
    condition: ast.If
    count: str


def accumulated(facts: Facts) -> Iterator[Accumulated]:
    """Steps after several batches whose loss is the mean of each."""
    if not facts.says(_SAID) or facts.says(_DIVIDED):
        return
    seen: set[int] = set()
    for learning in learnings(facts):
        condition = _every_so_often(facts, learning.step.node, learning.loop)
        if condition is None or id(condition) in seen:
            continue
        seen.add(id(condition))
        count = _count(condition.test)
        backward = learning.backward
        inside = {id(node) for node in every_node(condition)}
        if not count or id(backward.node) in inside or not _clears_with_the_step(learning.loop, condition):
            continue
        if not _is_divided(learning.loop, count) and not _divides_itself(facts, backward.node, learning.loop, count):
            yield Accumulated(backward, learning.step.node, condition, count)


def _every_so_often(facts: Facts, step: ast.AST, loop: ast.AST) -> ast.If | None:
    """The condition around the step, in the loop: ``if (i + 1) % 4 == 0``."""
    for outer in around(facts, step):
        if outer is loop:
            return None
        if isinstance(outer, ast.If) and _count(outer.test):
            return outer
    return None


def _count(test: ast.expr) -> str:
    """What the number of the batch is divided by: ``4`` or ``steps``."""
    for node in every_node(test):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            right = node.right
            if isinstance(right, ast.Constant) and isinstance(right.value, int) and right.value > 1:
                return str(right.value)
            return variable(right)
    return ""


def _clears_with_the_step(loop: ast.AST, condition: ast.If) -> bool:
    """Gradients are cleared under the same condition, and nowhere else in the loop."""
    inside = {id(node) for node in every_node(condition)}
    clears = [n for n in every_node(loop) if isinstance(n, ast.Call) and called_as(n.func) == "zero_grad"]
    return bool(clears) and all(id(call) in inside for call in clears)


def _divides_itself(facts: Facts, backward: ast.AST, loop: ast.AST, count: str) -> bool:
    """The pass is a function that the loop calls, and divides there."""
    own = function_around(facts, backward)
    if own is None or loop in around(facts, backward):
        return False
    return any(_is_divided(own, name) for name in _handed_as(loop, own, count))


def _handed_as(loop: ast.AST, function: FunctionNode, count: str) -> list[str]:
    """The parameters of a pass that are given the number where the loop calls it, and the number itself."""
    found = [count]
    for call in every_node(loop):
        if isinstance(call, ast.Call) and called_as(call.func) == function.name:
            usual = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
            usual = usual[usual[:1] == ["self"] :]
            given = [*zip(usual, call.args, strict=False), *((k.arg, k.value) for k in call.keywords)]
            found.extend(name for name, value in given if name and ast.unparse(value) == count)
    return found


def _is_divided(loop: ast.AST, count: str) -> bool:
    """Something in the loop is divided or multiplied by the number, or by what may be it."""
    for node in every_node(loop):
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Mult)):
            sides = (node.left, node.right)
            scaled = any("loss" in ast.unparse(side).lower() for side in sides)
            if any(_may_be(side, count) for side in sides) or (scaled and not any(map(_weighs, sides))):
                return True
        if isinstance(node, ast.AugAssign) and isinstance(node.op, (ast.Div, ast.Mult)):
            if _may_be(node.value, count) or "loss" in variable(node.target).lower():
                return True
    return False


def _weighs(node: ast.expr) -> bool:
    """A share of one loss among several: ``entropy_lambda * entropy_loss``."""
    return bool(_WEIGHTS & words_of(called_as(node))) and "loss" not in called_as(node).lower()


def _may_be(node: ast.expr, count: str) -> bool:
    if ast.unparse(node) == count:
        return True
    words = ast.unparse(node).lower()
    return "accum" in words or "grad_acc" in words or "update_freq" in words or "1 / " in words

"""Losses that are cut from the graph before gradients are computed of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.bindings import bindings, scope_of
from mlsmells.facts.analyses.training.loops import common_loop
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import around
from mlsmells.facts.domain.events import Backward, Escape, Event
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Functions of torch that make a tensor without a past of what they get.
_MAKES_NEW = frozenset(
    f"torch.{name}" for name in "tensor as_tensor asarray from_numpy Tensor FloatTensor DoubleTensor".split()
) | {"torch.autograd.Variable", "torch.cuda.FloatTensor"}
# Those that take the graph along when they get a tensor.
_TAKES_ALONG = frozenset({"torch.as_tensor", "torch.asarray"})
# Methods that cut, and those whose result is as cut as what they are called on.
_CUTS = frozenset("detach item numpy tolist argmax round sign".split())
_PASSES_ON = frozenset(
    "mean sum float double to cuda cpu squeeze unsqueeze view reshape clone type requires_grad_ flatten long abs "
    "pow sqrt log exp clamp contiguous".split()
)
# What else than the prediction goes into a loss, and is no part of a graph.
_TARGET = regex(
    r"^(?:y|yb|t|gt|labels?|targets?|truth|ys|real|answers?|actuals?)(?:_(?:true|batch|train|real|b))?$|"
    r"_(?:y|true|labels?|targets?|gt)$"
)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_LOSS = regex(r"loss|criterion|entropy|mse|bce|objective")


@dataclass(frozen=True)
class Detached:
    """``loss`` is cut by ``how`` at ``place``, and ``backward`` follows; ``step`` changes nothing."""

    loss: str
    how: str
    place: ast.AST
    backward: Backward


def detached_losses(facts: Facts) -> Iterator[Detached]:
    """Gradients of something that has no way back to the weights, where an optimizer steps along them."""
    # The step of a scaler that came from elsewhere is a function that gets the optimizer.
    steps = [*facts.calls("loop.step"), *(escape for escape in facts.of(Escape) if escape.name.endswith("step"))]
    for backward in facts.of(Backward) if steps else ():
        loss = _loss(backward)
        if loss is None or backward.name == "gradient" or not any(_belong(step, backward) for step in steps):
            continue
        cut = _Cuts(facts).of(loss)
        if cut is not None and _is_made_for_the_step(facts, cut, backward.node):
            yield Detached(variable(loss) or "the loss", _said(cut), cut, backward)


def _loss(backward: Backward) -> ast.expr | None:
    node = backward.node
    if not isinstance(node, ast.Call):
        return None
    if backward.receiver is not None:
        return node.args[0] if node.args else None
    held = node.func.value if isinstance(node.func, ast.Attribute) else None
    scaled = isinstance(held, ast.Call) and called_as(held.func) == "scale" and held.args
    return held.args[0] if scaled and isinstance(held, ast.Call) else held


def _belong(step: Event, backward: Event) -> bool:
    return common_loop(step, backward) is not None or step.function == backward.function


def _is_made_for_the_step(facts: Facts, cut: ast.AST, backward: ast.AST) -> bool:
    """In the loop around it, or in a function that makes no optimizer: else the new tensor may be what is learned."""
    loop = next((outer for outer in around(facts, backward) if isinstance(outer, _LOOPS)), None)
    if loop is not None and scope_of(facts, loop) is scope_of(facts, backward):
        return any(outer is loop for outer in around(facts, cut))
    nodes = every_node(scope_of(facts, backward))
    return not any(isinstance(n, ast.Call) and qualified(facts, n.func).startswith("torch.optim.") for n in nodes)


def _said(cut: ast.AST) -> str:
    """How it was cut, for a message: ``torch.tensor(…)``, ``.detach()``."""
    if isinstance(cut, ast.Call) and isinstance(cut.func, ast.Attribute) and cut.func.attr in _CUTS:
        return f".{cut.func.attr}()"
    if isinstance(cut, ast.Call):
        return f"{ast.unparse(cut.func)}(…)"
    return f".{cut.attr}" if isinstance(cut, ast.Attribute) else "it"


class _Cuts:
    """Where an expression was cut from its graph; None where it is still in it, or may be."""

    def __init__(self, facts: Facts, depth: int = 6) -> None:
        self.facts = facts
        self.depth = depth

    def of(self, node: ast.expr) -> ast.AST | None:
        """The place of the cut, where all of the expression is cut and something of it is no constant."""
        if self.depth < 0:
            return None
        if isinstance(node, ast.BinOp):
            return self._of_two(node.left, node.right)
        if isinstance(node, ast.UnaryOp):
            return self.of(node.operand)
        if isinstance(node, ast.Attribute) and node.attr == "data":
            return node
        if isinstance(node, ast.Call):
            return self._of_call(node)
        name = variable(node)
        return self._of_variable(node, name) if name else None

    def _of_two(self, left: ast.expr, right: ast.expr) -> ast.AST | None:
        one, other = self.of(left), self.of(right)
        if one is not None and (other is not None or self._is_plain(right)):
            return one
        return other if other is not None and self._is_plain(left) else None

    def _of_variable(self, node: ast.expr, name: str) -> ast.AST | None:
        found = bindings(self.facts, name, node)
        cuts = [_Cuts(self.facts, self.depth - 1).of(bound.value) for bound in found if bound.value is not None]
        return cuts[0] if cuts and all(cut is not None for cut in cuts) else None

    def _of_call(self, node: ast.Call) -> ast.AST | None:
        name = qualified(self.facts, node.func)
        if name in _MAKES_NEW:
            return self._of_a_new_one(node, name)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _CUTS and not name:
            return node
        if isinstance(node.func, ast.Attribute) and node.func.attr in _PASSES_ON and not name:
            return self.of(node.func.value)
        if name in ("torch.mean", "torch.sum", "torch.abs", "torch.sqrt") and node.args:
            return self.of(node.args[0])
        return self._of_a_loss(node) if _LOSS.search((name or ast.unparse(node.func)).lower()) else None

    def _of_a_new_one(self, node: ast.Call, name: str) -> ast.AST | None:
        """``torch.tensor(expression)``; of constants, and of what was there already, nothing is lost."""
        if not node.args or not any(isinstance(inner, (ast.Name, ast.Attribute)) for inner in every_node(node.args[0])):
            return None
        return self.of(node.args[0]) if name in _TAKES_ALONG else node

    def _of_a_loss(self, node: ast.Call) -> ast.AST | None:
        """``criterion(predicted.argmax(1), labels)``: what is predicted is cut, and nothing else is in a graph."""
        if len(node.args) != 2 or node.keywords:
            return None
        return self._of_two(*node.args)

    def _is_plain(self, node: ast.expr) -> bool:
        """A constant, or what a loss compares with."""
        if isinstance(node, (ast.Constant, ast.UnaryOp)):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PASSES_ON:
            return self._is_plain(node.func.value)
        if isinstance(node, ast.Subscript):
            return self._is_plain(node.value)
        name = variable(node)
        found = bindings(self.facts, name, node) if name and self.depth > 0 else []
        inner = _Cuts(self.facts, self.depth - 1)
        values = [bound.value for bound in found if bound.value is not None]
        if values:
            return all(inner._is_plain(value) or inner.of(value) is not None for value in values)
        return _TARGET.search(called_as(node).lower()) is not None

"""Whether an expression improves when the scores in it improve: ``-score``, ``1 - score``, ``scores.mean()``.

The walk knows which scores a value is computed from, not in which way. Here the expression is read again: from what
is returned or compared back to the calls that computed the scores, through names, lists and functions of the file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.directions.scores import Direction, of_event
from mlsmells.facts.domain.events import CrossValidation, Metric
from mlsmells.facts.state.frames import Function
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_HOPS = 8
# What a call makes of its subject or first argument without turning it round.
_SAME = frozenset(
    "mean median float round sum average nanmean sqrt item cpu numpy detach max min array asarray".split()
)


class Polarity:
    """The expressions of one function, or of the module (``scope``), of a file."""

    def __init__(self, facts: Facts, scope: ast.AST) -> None:
        self.facts = facts
        self.nodes = every_node(scope)
        events = (e for e in facts.events if isinstance(e, (Metric, CrossValidation)))
        self.scores: dict[int, Direction] = {id(e.site[0] if e.site else e.node): of_event(e) for e in events}

    def of(self, node: ast.AST, hops: int = _HOPS) -> Direction:
        """1: higher is better; 0 where it cannot be said."""
        if hops == 0:
            return 0
        if id(node) in self.scores:
            return self.scores[id(node)]
        match node:
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return _turned(self.of(inner, hops - 1))
            case ast.BinOp():
                return self._operation(node, hops - 1)
            case ast.Name() | ast.Attribute():
                return _agreed(self.of(value, hops - 1) for value in self._assigned(variable(node)))
            case ast.Subscript(value=inner):
                return self.of(inner, hops - 1)
            case ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner):
                return self.of(inner, hops - 1)
            case ast.Call():
                return self._call(node, hops - 1)
        return 0

    def _operation(self, node: ast.BinOp, hops: int) -> Direction:
        number, turned = _number(node.left), self.of(node.right, hops)
        match node.op:
            case ast.Sub() if number is not None:
                return _turned(turned)
            case ast.Mult() if number is not None:
                return _turned(turned) if number < 0 else turned
            case ast.Mult() if (factor := _number(node.right)) is not None and factor < 0:
                return _turned(self.of(node.left, hops))
            case ast.Div() | ast.Mult() | ast.Pow() if number is None:
                return self.of(node.left, hops)
            case ast.Add() | ast.Sub() if _number(node.right) is not None:
                return self.of(node.left, hops)
            case ast.Add():
                return _agreed((self.of(node.left, hops), turned))
        return 0

    def _call(self, node: ast.Call, hops: int) -> Direction:
        name = called_as(node.func)
        if name in _SAME:
            held = node.args[0] if node.args and not self._of_value(node.func) else getattr(node.func, "value", None)
            return self.of(held, hops) if held is not None else 0
        function = named(self.facts, name)
        if function is None:
            return 0
        inner = Polarity(self.facts, function)
        return _agreed(inner.of(value, hops) for value in returned(function))

    def _of_value(self, function: ast.expr) -> bool:
        """``scores.mean(0)``: the subject is what stands before the dot, unless that is a module."""
        if not isinstance(function, ast.Attribute):
            return False
        held = self.facts.module_values.get(variable(function.value).partition(".")[0])
        return held is None or held.kind != "lib"

    def _assigned(self, name: str) -> Iterator[ast.AST]:
        """What a name is assigned, added or appended to it; but for the number it begins with."""
        for node in self.nodes if name else ():
            match node:
                case ast.Assign(targets=[target], value=value) if variable(target) == name:
                    if _number(value) is None and not (isinstance(value, ast.List) and not value.elts):
                        yield value
                case ast.AugAssign(target=target, op=ast.Add(), value=value) if variable(target) == name:
                    yield value
                case ast.Call(func=ast.Attribute(value=held, attr="append"), args=[value]) if variable(held) == name:
                    yield value


def named(facts: Facts, name: str) -> ast.AST | None:
    """The one function of that name: of the file, or one that it imports from another module of the project."""
    own = [f.node for f in facts.functions if getattr(f.node, "name", "") == name]
    held = facts.module_values.get(name)
    if not own and held is not None and isinstance(held.ref, Function):
        own = [held.ref.node]
    return own[0] if len(own) == 1 else None


def returned(function: ast.AST) -> list[ast.expr]:
    """What a function returns; of a report to hyperopt, its loss."""
    values = [n.value for n in every_node(function) if isinstance(n, ast.Return) and n.value is not None]
    return [_loss(value) for value in values]


def _loss(value: ast.expr) -> ast.expr:
    if isinstance(value, ast.Dict):
        for key, held in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "loss":
                return held
    return value


def _number(node: ast.AST) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -value
        case ast.Call(func=ast.Name(id="float")) | ast.Attribute(attr="inf"):
            return 0.0
    return None


def _turned(direction: Direction) -> Direction:
    return -1 if direction == 1 else 1 if direction == -1 else 0


def _agreed(directions: Iterable[Direction]) -> Direction:
    found = list(directions)
    return found[0] if found and all(one == found[0] for one in found) else 0

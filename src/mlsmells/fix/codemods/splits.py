"""A division of rows whose parts have names: a call of ``train_test_split``, or a loop over folds."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import Placed
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit


class NamedSplit(NamedTuple):
    """``X_train, X_test, y_train, y_test = train_test_split(X, y)``."""

    placed: Placed
    call: ast.Call
    given: tuple[ast.expr, ...]
    parts: tuple[str, ...]  # two for each that is given: the training part, and the other

    def parts_of(self, name: str) -> tuple[str, str] | None:
        """What the split makes of the variable; None if it does not get it as it is."""
        for index, given in enumerate(self.given):
            if isinstance(given, ast.Name) and given.id == name:
                return self.parts[2 * index], self.parts[2 * index + 1]
        return None

    def occurrences(self, name: str) -> list[ast.Name]:
        """Where it takes the variable as it is."""
        return [given for given in self.given if isinstance(given, ast.Name) and given.id == name][:1]


class FoldSplit(NamedTuple):
    """``for a, b in folds.split(X):`` whose body begins with ``X_train, X_test = X[a], X[b]``."""

    placed: Placed  # the last statement that binds a part
    call: ast.Call
    given: tuple[ast.expr, ...]
    taken: dict[str, dict[str, str]]  # the variable → "train" and "test" → the part's name
    places: dict[str, list[ast.Name]]

    def parts_of(self, name: str) -> tuple[str, str] | None:
        """The training part and the other."""
        parts = self.taken.get(name, {})
        return (parts["train"], parts["test"]) if len(parts) == 2 else None

    def occurrences(self, name: str) -> list[ast.Name]:
        """Where it takes the variable as it is."""
        return self.places.get(name, [])


Division = NamedSplit | FoldSplit


def fold_split(loop: Placed, names: tuple[str, ...]) -> FoldSplit:
    """The loop as a split of these variables. Raises Refused."""
    node = loop.node
    refused = Refused(f"the loop at line {loop.line} has not the form `for a, b in folds.split(X)`")
    if not isinstance(node, ast.For):
        raise refused
    call, rows = _fold_call(node)
    if call is None:
        raise refused
    taken: dict[str, dict[str, str]] = {}
    places: dict[str, list[ast.Name]] = {}
    last: ast.stmt | None = None
    for statement in node.body:
        for made, name, part in _bound_parts(statement, rows):
            if name.id in names:
                taken.setdefault(name.id, {})[part] = made
                places.setdefault(name.id, []).append(name)
                last = statement
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        if isinstance(argument, ast.Name) and argument.id in names:
            places.setdefault(argument.id, []).append(argument)
    if last is None:
        raise Refused(f"the loop at line {loop.line} does not take its parts from {', '.join(names)} by name")
    return FoldSplit(Placed(loop.unit, last), ast.Call(call.func, [], []), (), taken, places)


def _fold_call(loop: ast.For) -> tuple[ast.Call | None, dict[str, str]]:
    """The call of ``split``, and which loop variable holds which part's rows."""
    target, source = loop.target, loop.iter
    match source, target:
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]), ast.Tuple(elts=[_, rest]):
            source, target = inner, rest
    match source, target:
        case (
            ast.Call(func=ast.Attribute(attr="split")) as call,
            ast.Tuple(elts=[ast.Name(id=train), ast.Name(id=test)])
            | ast.List(elts=[ast.Name(id=train), ast.Name(id=test)]),
        ):
            return call, {train: "train", test: "test"}
    return None, {}


def _bound_parts(statement: ast.stmt, rows: dict[str, str]) -> list[tuple[str, ast.Name, str]]:
    """(made, variable, part) of ``A, B = X[a], X[b]`` or one of them."""
    match statement:
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)) if len(targets) == len(values):
            pairs = list(zip(targets, values, strict=True))
        case ast.Assign(targets=[target], value=value):
            pairs = [(target, value)]
        case _:
            return []
    found = []
    for target, value in pairs:
        match target, value:
            case ast.Name(id=made), ast.Subscript(value=held, slice=ast.Name(id=index)) if index in rows:
                inner = held.value if isinstance(held, ast.Attribute) and held.attr in ("iloc", "loc") else held
                if isinstance(inner, ast.Name):
                    found.append((made, inner, rows[index]))
    return found


def taken_by(use: ast.Name, unit: Unit) -> str:
    """How rows are taken from the variable: ``[]``, ``iloc`` or ``loc``; "" where none are."""
    parent = unit.parent(use)
    if isinstance(parent, ast.Attribute):
        return parent.attr
    return "[]" if isinstance(parent, ast.Subscript) else ""


def named_split(placed: Placed) -> NamedSplit:
    """The split of this statement. Raises Refused for every other form."""
    match placed.node:
        case ast.Assign(targets=[ast.Tuple(elts=targets) | ast.List(elts=targets)], value=ast.Call() as call):
            names = tuple(target.id for target in targets if isinstance(target, ast.Name))
            if any(isinstance(given, ast.Starred) for given in call.args) or _name(call.func) != "train_test_split":
                break_ = True
            else:
                break_ = len(names) != len(targets) or len(names) != 2 * len(call.args) or len(set(names)) < len(names)
            if not break_:
                return NamedSplit(placed, call, tuple(call.args), names)
    raise Refused(f"the split at line {placed.line} has not the form `a, b, … = train_test_split(…)`")


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""

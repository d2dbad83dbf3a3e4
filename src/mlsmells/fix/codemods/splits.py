"""A call of ``train_test_split`` whose parts have names."""

from __future__ import annotations

import ast
from typing import NamedTuple

from mlsmells.fix.codemods.blocks import Placed
from mlsmells.fix.units import Refused


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

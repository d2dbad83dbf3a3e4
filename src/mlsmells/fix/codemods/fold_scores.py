"""Fold scores that are averaged where they are made get a name, so that their spread can be printed beside the mean.

``print("f1", cross_val_score(model, X, y).mean())`` becomes two lines. Only the order of evaluation could change, so
everything else that is printed must be plain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import InsertBefore, ReplaceExpression
from mlsmells.fix.codemods.plain import is_plain
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import RunCodemod
    from mlsmells.fix.units import Unit

_NAMES = ("scores", "fold_scores", "cv_scores")


def named(units: list[Unit], intent: RunCodemod) -> Iterable[InsertBefore | ReplaceExpression]:
    """The ``print`` at ``target`` shows the mean of the validation at ``other``."""
    assert intent.other is not None
    unit = unit_at(units, intent.target.line)
    call, made = unit.find(intent.target, ast.Call), unit.find(intent.other, ast.Call)
    line = intent.target.line
    shown = next((each for each in call.args if _form(each, made, "")), None)
    if shown is None or not isinstance(unit.parent(call), ast.Expr):
        raise Refused(f"the mean at line {line} is printed in another form")
    others = [*(each for each in call.args if each is not shown), *(keyword.value for keyword in call.keywords)]
    if not all(is_plain(each) or isinstance(each, ast.Constant) for each in others):
        raise Refused(f"line {line} does more than print names and the mean")
    taken = {word for each in units for node in ast.walk(each.tree) for word in _words(node)}
    name = next((each for each in _NAMES if each not in taken), None)
    if name is None:
        raise Refused("every usual name of fold scores is taken")
    yield InsertBefore(intent.target, f"{name} = {_outdented(unit, made)}")
    mean = _form(shown, made, name)
    yield ReplaceExpression(unit.span(shown), f'f"{{{mean.format("mean")}}} ± {{{mean.format("std")}}}"')


def _outdented(unit: Unit, made: ast.Call) -> str:
    """Its text, less the indentation that the new line gets again; a text over several lines stays as it is."""
    text = unit.segment(made)
    start = unit.starts[unit.row(unit.extent(made)[0])]
    indent = unit.code[start : start + len(unit.code[start:]) - len(unit.code[start:].lstrip(" \t"))]
    if any(quotes in text for quotes in ('"""', "'''", "\\")):
        return text
    return "\n".join(line.removeprefix(indent) for line in text.split("\n"))


def _words(node: ast.AST) -> Iterable[str]:
    """The names that a node reads, binds, imports or asks for."""
    fields = (getattr(node, field, None) for field in ("id", "arg", "name", "asname"))
    return (field for field in fields if isinstance(field, str))


def _form(shown: ast.expr, made: ast.Call, name: str) -> str:
    """``round({name}.{}(), 3)``: how the mean is written, with a hole for the statistic; "" where it is another."""
    match shown:
        case ast.Call(func=ast.Attribute(value=held, attr="mean"), args=[], keywords=[]) if held is made:
            return f"{name}.{{}}()"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np" | "numpy" as module), attr="mean"), args=[held]) if (
            held is made and not shown.keywords
        ):
            return f"{module}.{{}}({name})"
        case ast.Call(func=ast.Name(id="round"), args=[ast.Call() as inner, ast.Constant(value=int() as places)]):
            form = "" if shown.keywords else _form(inner, made, name)
            return form and f"round({form}, {places})"
    return ""

"""The standard deviation of the folds' scores is printed behind their mean, with as many places."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import RunCodemod
    from mlsmells.fix.units import Unit


def add(units: list[Unit], intent: RunCodemod) -> Iterable[Splice]:
    """``print(…, round(scores.mean(), 3))`` at ``target`` gets ``"±", round(scores.std(), 3)`` as well."""
    unit = unit_at(units, intent.target.line)
    call = unit.find(intent.target, ast.Call)
    told = _told(call.args[-1]) if call.args else ""
    if not told:
        raise Refused(f"the mean at line {unit.span(call).line} is not in the last argument")
    end = unit.extent(call.args[-1])[1]
    while unit.code[end : end + 1] == ")" and unit.code[end + 1 :].lstrip()[:1] in (")", ","):
        end += 1  # parentheses of its own
    yield Splice(unit, end, end, f', "±", {told}')


def _told(last: ast.expr) -> str:
    for node in ast.walk(last):
        match node:
            case ast.Call(func=ast.Name(id="round"), args=[mean, ast.Constant(value=int() as places)]) if _scores(mean):
                return f"round({_scores(mean)}.std(), {places})"
            case ast.FormattedValue(value=mean, format_spec=ast.JoinedStr(values=[ast.Constant(value=str() as spec)])):
                if _scores(mean):
                    return f'f"{{{_scores(mean)}.std():{spec}}}"'
            case ast.FormattedValue(value=mean, format_spec=None) if _scores(mean):
                return f"{_scores(mean)}.std()"
    return ""


def _scores(node: ast.expr) -> str:
    """``scores`` of ``scores.mean()``."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="mean"), args=[], keywords=[]):
            return name
    return ""

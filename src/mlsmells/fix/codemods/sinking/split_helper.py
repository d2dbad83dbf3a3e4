"""A split that stands in a helper: the call of the helper divides the rows as the split itself would.

``X_train, X_test, y_train, y_test = divide(X, y)`` with ``def divide(X, y): return train_test_split(X, y, …)``.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import APART, Placed, loads, stores
from mlsmells.fix.codemods.splits import NamedSplit
from mlsmells.fix.scopes import FUNCTIONS, arguments
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit


def helper_split(units: list[Unit], block: list[Placed], at: int, span: Span) -> tuple[int, NamedSplit]:
    """The later statement of the block that calls the helper around this split. Raises Refused."""
    unit = unit_at(units, span.line)
    function = _around(unit.find(span, ast.Call), unit)
    if function is None or function.decorator_list:
        raise Refused(APART)
    split = _returned_split(function)
    for index in range(at + 1, len(block)):
        match block[index].node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call() as call) if _calls(call, function):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
                given = _given(call, function, split)
                if len(names) == len(targets) == 2 * len(given) and len(set(names)) == len(names):
                    # Nothing can be added to how it divides: others may call it too.
                    told = ast.Call(call.func, [], [*call.keywords, ast.keyword(None, ast.Dict([], []))])
                    return index, NamedSplit(block[index], told, given, tuple(names))
    raise Refused(APART)


def _around(node: ast.AST, unit: Unit) -> ast.FunctionDef | None:
    each = unit.parent(node)
    while each is not None and not isinstance(each, (*FUNCTIONS, ast.Lambda)):
        each = unit.parent(each)
    return each if isinstance(each, ast.FunctionDef) else None


def _returned_split(function: ast.FunctionDef) -> ast.Call:
    """``return train_test_split(…)``, or its parts in their order, which nothing else uses."""
    *before, last = function.body
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    match last, before:
        case ast.Return(value=ast.Call() as call), _:
            found, parts = call, []
        case (
            ast.Return(value=ast.Tuple(elts=made)),
            [*_, ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call() as call)],
        ) if [ast.unparse(each) for each in made] == [ast.unparse(each) for each in targets]:
            found, parts = call, before[-1:]
        case _:
            raise Refused(APART)
    above = [statement for statement in before if statement not in parts]
    given = [node.id for node in ast.walk(found) if isinstance(node, ast.Name)]
    changed = any(stores(name, *above) for name in given if name in arguments(function))
    if len(returns) != 1 or changed or not ast.unparse(found.func).endswith("train_test_split"):
        raise Refused(APART)
    return found


def _calls(call: ast.Call, function: ast.FunctionDef) -> bool:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name):
            return name == function.name and not any(isinstance(each, ast.Starred) for each in call.args)
    return False


def _given(call: ast.Call, function: ast.FunctionDef, split: ast.Call) -> tuple[ast.expr, ...]:
    """What the split gets, as the caller calls it."""
    own = [each.arg for each in function.args.args]
    own = own[1:] if isinstance(call.func, ast.Attribute) else own
    told = {**dict(zip(own, call.args, strict=False)), **{k.arg: k.value for k in call.keywords if k.arg}}
    given = [told.get(each.id) if isinstance(each, ast.Name) else None for each in split.args]
    beside = {name for keyword in split.keywords for name in own if any(loads(name, keyword.value))}
    passed = [ast.unparse(told[name]) for name in beside if name in told]
    found = tuple(each for each in given if each is not None)
    if len(found) < len(given) or any(ast.unparse(each) in passed for each in found[:1]):
        raise Refused(APART)
    return found

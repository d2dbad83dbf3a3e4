"""Results of the project's own functions that nobody keeps: ``shuffle(rows)`` of a function that returns other rows."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.table_events import Lost
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run


def thrown_away(run: Run, node: ast.Expr, value: Value) -> None:
    """The call of such a function is a statement: its argument stays as it is."""
    call = node.value
    if not isinstance(call, ast.Call) or not isinstance(call.func, (ast.Name, ast.Attribute)) or not call.args:
        return
    function = evaluate(run, call.func).ref
    if not isinstance(function, Function) or not isinstance(function.node, ast.FunctionDef):
        return
    changed = _gives_back(function.node)
    names = [arg.arg for arg in function.node.args.args if arg.arg != "self"]
    for name, given in zip(names, call.args, strict=False):
        if name == changed and isinstance(given, ast.Name):
            held = evaluate(run, given)
            run.emit(Lost(node, how="dropped", name=function.node.name, target=given, value=held, call=call))


def _gives_back(function: ast.FunctionDef) -> str:
    """The parameter to which the function assigns anew, to return it, and that is all it does; "" if there is none."""
    body = [s for s in function.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    match body:
        case [*before, ast.Return(value=ast.Name(id=name))] if name in {arg.arg for arg in function.args.args}:
            made = [_made(statement) for statement in before]
            return name if name in made and "" not in made else ""
    return ""


def _made(statement: ast.stmt) -> str:
    """The variable to which something new is assigned; "" for any other statement."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() | ast.BinOp()):
            return name
    return ""

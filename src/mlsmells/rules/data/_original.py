"""Whether a program goes on with a frame or array as it was, after a function has changed it.

Asked of the tree: which later calls of the same scope, and of what they are made, hand over the whole variable.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import CrossValidation, Facts, Fit, Handed, Predict, Split, every_node, variable

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef)
_BRANCHING = (ast.For, ast.AsyncFor, ast.While)
# The same rows, however it is looked at.
_SAME = frozenset("drop to_numpy values copy T astype reshape dropna reset_index query sample head tail".split())


def used_again(facts: Facts, handed: Handed) -> ast.AST | None:
    """The next place that learns from, divides or predicts the original; the call itself, where it comes again."""
    call = handed.node
    name = variable(handed.argument) if handed.argument is not None else ""
    if not isinstance(call, ast.Call) or not name or _is_kept(handed, name):
        return None
    scope = _scope(facts, call)
    rest = sorted(_after(scope, call), key=_place)
    until = next((_place(n) for n in rest if _binds(n, name) and not _inside(call, n)), (1 << 30, 0))
    if handed.grows and _comes_again(scope, call, name):
        return call
    learning = {id(e.node) for kind in (Fit, Split, CrossValidation, Predict) for e in facts.of(kind)}
    names = {name}
    for node in rest:
        if _place(node) > until:
            return None
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and _whole(node.value, names, handed.columns)
        ):
            names.add(node.targets[0].id)
        if (
            handed.grows
            and isinstance(node, ast.Call)
            and variable(node.func) == variable(call.func)
            and _given(node, {name}, handed.columns)
        ):
            return node
        if id(node) in learning and _given(node, names, handed.columns):
            return node
    return None


def _is_kept(handed: Handed, name: str) -> bool:
    """The result takes the place of the original, or nobody takes it: the change is what the call is for."""
    statement = handed.statement
    if isinstance(statement, ast.Assign):
        return any(name in (variable(t), *map(variable, getattr(t, "elts", ()))) for t in statement.targets)
    return isinstance(statement, (ast.Expr, ast.Return)) and getattr(statement, "value", None) is handed.node


def _scope(facts: Facts, call: ast.Call) -> ast.AST:
    around = [n for n in facts.nodes if isinstance(n, _SCOPES) and _inside(call, n)]
    return min(around, key=lambda n: (n.end_lineno or 0) - n.lineno) if around else facts.source.tree or call


def _after(scope: ast.AST, call: ast.Call) -> Iterator[ast.AST]:
    end = (call.end_lineno or 0, call.end_col_offset or 0)
    return (n for n in every_node(scope) if isinstance(n, (ast.expr, ast.stmt)) and _place(n) >= end)


def _place(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _inside(inner: ast.AST, outer: ast.AST) -> bool:
    first, last = _place(outer), (getattr(outer, "end_lineno", 0), getattr(outer, "end_col_offset", 0))
    return first <= _place(inner) < last


def _binds(node: ast.AST, name: str) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store) and variable(node) == name


def _comes_again(scope: ast.AST, call: ast.Call, name: str) -> bool:
    """A loop around it does not begin each turn with another object."""
    loops = [n for n in every_node(scope) if isinstance(n, _BRANCHING) and _inside(call, n) and n is not scope]
    return any(all(not _binds(n, name) for n in every_node(loop)) for loop in loops)


def _given(node: ast.AST, names: set[str], changed: frozenset[str] | None) -> bool:
    if isinstance(node, ast.Call):
        return any(_whole(arg, names, changed) for arg in (*node.args, *(k.value for k in node.keywords)))
    return isinstance(node, ast.expr) and _whole(node, names, changed)


def _whole(node: ast.expr, names: set[str], changed: frozenset[str] | None) -> bool:
    """All columns, or several of them, among which some are that were changed: not the labels alone."""
    match node:
        case ast.Name() | ast.Attribute() if variable(node) in names:
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr=attr)) | ast.Attribute(value=inner, attr=attr):
            return attr in _SAME and _whole(inner, names, changed)
        case ast.Subscript(value=inner, slice=index):
            several = isinstance(index, (ast.List, ast.Slice, ast.Compare, ast.Tuple))
            return several and not _others(index, changed) and _whole(inner, names, changed)
    return False


def _others(index: ast.expr, changed: frozenset[str] | None) -> bool:
    """A list of columns, none of which was changed."""
    if changed is None or not isinstance(index, ast.List):
        return False
    named = [e.value if isinstance(e, ast.Constant) else None for e in index.elts]
    return None not in named and changed.isdisjoint(map(str, named))

"""Whether a program goes on with a frame or array as it was, after a function has changed it.

Asked of the tree: which later calls of the same scope, and of what they are made, hand over the whole variable.
"""

from __future__ import annotations

import ast

from mlsmells.facts import Facts, Handed, every_node, variable
from mlsmells.rules.data._places import Place, Places, Queue, after, place, place_of_end, places_in

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef)
# The same rows, however it is looked at.
_SAME = frozenset("drop to_numpy values copy T astype reshape dropna reset_index query sample head tail".split())


def used_again(facts: Facts, handed: Handed) -> ast.AST | None:
    """The next place that learns from, divides or predicts the original; the call itself, where it comes again."""
    call = handed.node
    name = variable(handed.argument) if handed.argument is not None else ""
    if not isinstance(call, ast.Call) or not name or _is_kept(handed, name):
        return None
    scope = _scope(facts, call)
    places = places_in(facts, scope)
    bound = after(places.bound.get(name, []), place_of_end(call))
    until = next((place(n) for n in bound if not _inside(call, n)), (1 << 30, 0))
    if handed.grows and _comes_again(places, scope, call, name):
        return call
    return _first_use(facts, handed, name, places, until)


def _first_use(facts: Facts, handed: Handed, name: str, places: Places, until: Place) -> ast.AST | None:
    end = place_of_end(handed.node)
    again = _again(handed, name, places) if handed.grows else None
    queue = Queue(places.uses, name, end)
    while (
        (node := queue.next()) is not None and place(node) <= until and (again is None or place(node) <= place(again))
    ):
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name) and _whole(node.value, queue.names, handed.columns):
                queue.add(target.id, place(node))
        elif _given(node, queue.names, handed.columns):
            return node
    return again if again is not None and place(again) <= until else None


def _again(handed: Handed, name: str, places: Places) -> ast.AST | None:
    """The next call of the same function with the same object."""
    called = variable(handed.node.func) if isinstance(handed.node, ast.Call) else ""
    later = after(places.calls.get(called, []), place_of_end(handed.node))
    return next((node for node in later if _given(node, {name}, handed.columns)), None)


def _is_kept(handed: Handed, name: str) -> bool:
    """The result takes the place of the original, or nobody takes it: the change is what the call is for."""
    statement = handed.statement
    if isinstance(statement, ast.Assign):
        return any(name in (variable(t), *map(variable, getattr(t, "elts", ()))) for t in statement.targets)
    return isinstance(statement, (ast.Expr, ast.Return)) and getattr(statement, "value", None) is handed.node


def _scope(facts: Facts, call: ast.Call) -> ast.AST:
    around = [n for kind in _SCOPES for n in facts.nodes_of(kind) if _inside(call, n)]
    return min(around, key=lambda n: (n.end_lineno or 0) - n.lineno) if around else facts.source.tree or call


def _inside(inner: ast.AST, outer: ast.AST) -> bool:
    first, last = place(outer), (getattr(outer, "end_lineno", 0), getattr(outer, "end_col_offset", 0))
    return first <= place(inner) < last


def _binds(node: ast.AST, name: str) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store) and variable(node) == name


def _comes_again(places: Places, scope: ast.AST, call: ast.Call, name: str) -> bool:
    """A loop around it does not begin each turn with another object."""
    loops = [n for n in places.loops if _inside(call, n) and n is not scope]
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

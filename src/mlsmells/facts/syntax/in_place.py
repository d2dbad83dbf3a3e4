"""Parameters that a function changes in place, as it is written: before they are bound to something else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts.syntax.walk import every_node

# In place for arrays and frames; a number or a text only gets another name.
_CELLS = frozenset({"loc", "iloc", "at", "iat", "values"})


class Change(NamedTuple):
    """A parameter is changed at ``node``. ``grows``: done again, it changes the object once more.

    ``columns`` are all that this and later statements change, None where one of them may change others.
    """

    node: ast.AST
    grows: bool
    columns: frozenset[str] | None = None


def changed_parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, Change]:
    """The first change of each parameter that is still the caller's object then."""
    arguments = function.args
    names = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)} - {"self", "cls"}
    bound = {name: line for name, line in reversed(list(_bindings(function))) if name in names}
    found: dict[str, Change] = {}
    for node in every_node(function):
        for name, grows in _changes(node):
            line = getattr(node, "lineno", 0)
            if name in names and line < bound.get(name, line + 1):
                columns = _columns(node)
                if name in found:
                    known = found[name].columns
                    columns = known | columns if known is not None and columns is not None else None
                    found[name] = found[name]._replace(columns=columns)
                else:
                    found[name] = Change(node, grows, columns)
    return found


def _columns(node: ast.AST) -> frozenset[str] | None:
    """``df["a"] = …``: the column that the statement puts into a frame."""
    match node:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(), slice=ast.Constant(value=str(name)))]):
            return frozenset((name,))
        case ast.AugAssign(target=ast.Subscript(value=ast.Name(), slice=ast.Constant(value=str(name)))):
            return frozenset((name,))
    return None


def _bindings(function: ast.AST) -> Iterator[tuple[str, int]]:
    """Names that are bound anew, with the line, first to last."""
    nodes = (n for n in every_node(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    augmented = {id(n.target) for n in every_node(function) if isinstance(n, ast.AugAssign)}
    yield from sorted(((n.id, n.lineno) for n in nodes if id(n) not in augmented), key=lambda pair: pair[1])


def _changes(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """The names whose objects a statement changes, and whether it would change them again."""
    match node:
        case ast.AugAssign(target=target):
            yield _owner(target), True
        case ast.Assign(targets=targets, value=value):
            for place in targets:
                if isinstance(place, ast.Subscript):
                    yield _owner(place), ast.unparse(place) in ast.unparse(value)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name)), keywords=keywords):
            if any(
                k.arg == "inplace" and isinstance(k.value, ast.Constant) and k.value.value is True for k in keywords
            ):
                yield name, True


def _owner(target: ast.expr) -> str:
    """The name of the object that ``a``, ``a[i]`` or ``a.loc[i]`` is a part of."""
    inner: ast.expr = target
    while isinstance(inner, (ast.Subscript, ast.Attribute)):
        if isinstance(inner, ast.Attribute) and inner.attr not in _CELLS:
            return ""
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) else ""

"""Windows, rows or samples that are each scaled by themselves: nothing is learned that others could use.

Asked of the tree: what the fit is given leads back, by rows, to the variable of a loop around it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain.events import Event, Fit
from mlsmells.facts.syntax.walk import called_as, every_node, statements

# What gives the same rows in another shape.
_SHAPES = frozenset(
    "array asarray asanyarray reshape copy deepcopy astype to_numpy ravel flatten squeeze expand_dims "
    "atleast_2d float32 nan_to_num DataFrame Series".split()
)
_ROWS = frozenset({"iloc", "loc"})
_COUNTING = frozenset({"range", "trange", "prange"})


def each_alone(first: Fit, later: Event) -> bool:
    """``first`` is one of many: of a window, a row or a sample, in a loop that what comes later is no part of."""
    calls = [call for call in (first.node, *first.calls) if isinstance(call, ast.Call) and call.args]
    # What the fit is given, and the helpers around it.
    loops = [loop for loop in first.loops if isinstance(loop, ast.For) and loop not in later.loops]
    return any(_is_one_of(call.args[0], loop, hops=4) for loop in loops for call in calls)


def _is_one_of(given: ast.expr, loop: ast.For, hops: int) -> bool:
    """The rows at which the loop stands, as they are or in another shape."""
    match given:
        case ast.Name(id=name):
            if name in _samples(loop):
                return True
            sources = list(_assigned(name, loop)) if hops else []
            return bool(sources) and any(_is_one_of(source, loop, hops - 1) for source in sources)
        case ast.Subscript(value=ast.Attribute(attr=attr), slice=index) if attr in _ROWS:
            return _at_rows(index, loop)
        case ast.Subscript(slice=index):
            return _at_rows(index, loop)
        case ast.Attribute(value=inner, attr="values"):
            return _is_one_of(inner, loop, hops)
        case ast.Call(func=ast.Attribute(value=inner, attr=attr), args=args) if attr in _SHAPES:
            return any(_is_one_of(part, loop, hops) for part in (inner, *args[:1]))
    return False


def _at_rows(index: ast.expr, loop: ast.For) -> bool:
    """``[i]``, ``[i, :]``, ``[i : i + n]``; with ``[:, i]`` it goes by columns, with ``[name]`` perhaps as well."""
    first = index.elts[0] if isinstance(index, ast.Tuple) and index.elts else index
    return isinstance(first, (ast.Name, ast.BinOp, ast.Slice)) and bool(_positions(loop) & _names(first))


def _positions(loop: ast.For) -> set[str]:
    """``for i in range(…)``, ``for i, x in enumerate(…)``: i."""
    over = loop.iter
    if isinstance(over, ast.Call) and over.args and called_as(over.func) == "tqdm":
        over = over.args[0]  # shown while it runs
    if not isinstance(over, ast.Call):
        return set()
    if called_as(over.func) in _COUNTING:
        return _names(loop.target)
    counted = called_as(over.func) == "enumerate" and isinstance(loop.target, ast.Tuple)
    return _names(loop.target.elts[0]) if counted and isinstance(loop.target, ast.Tuple) else set()


def _samples(loop: ast.For) -> set[str]:
    """``for window in windows``: window. The parts that a literal lists, and those of folds, are no samples."""
    over = loop.iter
    if isinstance(over, ast.Call) and over.args and called_as(over.func) in {"tqdm", "enumerate", "zip"}:
        over = over.args[0]
    plain = isinstance(over, (ast.Name, ast.Attribute, ast.Subscript))
    return _names(loop.target) - _positions(loop) if plain else set()


def _assigned(name: str, loop: ast.For) -> Iterator[ast.expr]:
    """What the loop gives this name."""
    for node in statements(loop):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value


def _names(node: ast.AST) -> set[str]:
    return {inner.id for inner in every_node(node) if isinstance(inner, ast.Name)}

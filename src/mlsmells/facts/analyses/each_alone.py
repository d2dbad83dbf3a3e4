"""Windows, rows or samples that are each scaled by themselves: nothing is learned that others could use.

Asked of the tree: what the fit is given leads back, by rows, to the variable of a loop around it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts.domain.events import Event, Fit
from mlsmells.facts.syntax.walk import called_as, every_node, statements

# What gives the same rows in another shape.
_SHAPES = frozenset(
    "array asarray asanyarray reshape copy deepcopy astype to_numpy ravel flatten squeeze expand_dims "
    "atleast_2d float32 nan_to_num DataFrame Series".split()
)
_ROWS = frozenset({"iloc", "loc"})
_COUNTING = frozenset({"range", "trange", "prange"})


class _Pass(NamedTuple):
    """One pass of a loop, a comprehension or a ``map``: by which names it takes its rows, and what it assigns."""

    positions: frozenset[str]
    samples: frozenset[str]
    body: ast.AST | None = None


def each_alone(first: Fit, later: Event | None) -> bool:
    """``first`` is one of many: of a window, a row or a sample, in a loop that what comes later is no part of."""
    calls = [call for call in (first.node, *first.calls) if isinstance(call, ast.Call) and call.args]
    # What the fit is given, and the helpers around it.
    return any(_is_one_of(call.args[0], each, hops=4) for each in _passes(first, calls, later) for call in calls)


def _passes(first: Fit, calls: list[ast.Call], later: Event | None) -> Iterator[_Pass]:
    for loop in first.loops:
        if (later is None or loop not in later.loops) and isinstance(loop, (ast.For, ast.While)):
            yield _of_for(loop.target, loop.iter, loop) if isinstance(loop, ast.For) else _of_while(loop)
    if first.statement is None or (later is not None and first.statement is later.statement):
        return
    for node in every_node(first.statement):
        match node:
            case ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner) | ast.SetComp(elt=inner) if _holds(inner, calls):
                yield from (_of_for(generator.target, generator.iter, None) for generator in node.generators)
            case ast.Call(func=ast.Name(id="map"), args=[ast.Lambda() as made, *_]) if _holds(made.body, calls):
                yield _Pass(frozenset(), frozenset(arg.arg for arg in made.args.args))


def _holds(node: ast.AST, calls: list[ast.Call]) -> bool:
    return any(inner is call for inner in every_node(node) for call in calls)


def _of_for(target: ast.expr, over: ast.expr, body: ast.AST | None) -> _Pass:
    """``for i in range(…)``: i is a position. ``for w in windows``: w is a sample, which literals and folds lack."""
    if isinstance(over, ast.Call) and over.args and called_as(over.func) == "tqdm":
        over = over.args[0]  # shown while it runs
    names, positions = _names(target), frozenset[str]()
    if isinstance(over, ast.Call) and called_as(over.func) in _COUNTING:
        return _Pass(names, positions, body)
    if isinstance(over, ast.Call) and over.args and called_as(over.func) in ("enumerate", "zip"):
        if called_as(over.func) == "enumerate" and isinstance(target, ast.Tuple):
            positions = _names(target.elts[0])
        over = over.args[0]
    plain = isinstance(over, (ast.Name, ast.Attribute, ast.Subscript))
    return _Pass(positions, names - positions if plain else frozenset(), body)


def _of_while(loop: ast.While) -> _Pass:
    """``while i < n: … i += 1``."""
    counted = (n.target for n in statements(loop) if isinstance(n, ast.AugAssign))
    return _Pass(frozenset(n.id for n in counted if isinstance(n, ast.Name)), frozenset(), loop)


def _is_one_of(given: ast.expr, each: _Pass, hops: int) -> bool:
    """The rows at which the loop stands, as they are or in another shape."""
    match given:
        case ast.Name(id=name):
            if name in each.samples:
                return True
            return hops > 0 and any(_is_one_of(source, each, hops - 1) for source in _assigned(name, each.body))
        case ast.Subscript(value=ast.Attribute(attr=attr), slice=index) if attr in _ROWS:
            return _at_rows(index, each)
        case ast.Subscript(slice=index):
            return _at_rows(index, each)
        case ast.Attribute(value=inner, attr="values"):
            return _is_one_of(inner, each, hops)
        case ast.Call(func=ast.Attribute(value=inner, attr=attr), args=args) if attr in _SHAPES:
            return any(_is_one_of(part, each, hops) for part in (inner, *args[:1]))
    return False


def _at_rows(index: ast.expr, each: _Pass) -> bool:
    """``[i]``, ``[i, :]``, ``[i : i + n]``; with ``[:, i]`` it goes by columns, with ``[name]`` perhaps as well."""
    first = index.elts[0] if isinstance(index, ast.Tuple) and index.elts else index
    return isinstance(first, (ast.Name, ast.BinOp, ast.Slice)) and bool(each.positions & _names(first))


def _assigned(name: str, body: ast.AST | None) -> Iterator[ast.expr]:
    """What the loop gives this name."""
    for node in statements(body):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value


def _names(node: ast.AST) -> frozenset[str]:
    return frozenset(inner.id for inner in every_node(node) if isinstance(inner, ast.Name))

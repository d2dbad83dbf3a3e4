"""Where the variables of a function are bound, handed to learners and taken over by others, in the order of the text.

Looked up once for all that is asked about a function: to walk it for each question costs the square of its length.
"""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from mlsmells.facts import CrossValidation, Facts, Fit, Predict, Split, every_node, variable

Place = tuple[int, int]
Named = dict[str, list[ast.AST]]


class Places(NamedTuple):
    """By variable where it is bound, and the assignments and learners that are given it; calls by what they call."""

    bound: Named
    uses: Named
    calls: Named
    loops: list[ast.AST]


def places_in(facts: Facts, scope: ast.AST) -> Places:
    """The places in a function, or in the module."""
    return facts.once(f"places in {id(scope)}", partial(_found, facts, scope))


def _found(facts: Facts, scope: ast.AST) -> Places:
    learning = {id(e.node) for kind in (Fit, Split, CrossValidation, Predict) for e in facts.of(kind)}
    found = Places({}, {}, {}, [])
    nodes = [n for n in every_node(scope) if isinstance(n, (ast.expr, ast.stmt))]
    for node in sorted(nodes, key=place):
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            found.bound.setdefault(variable(node), []).append(node)
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            found.loops.append(node)
        if isinstance(node, ast.Call):
            found.calls.setdefault(variable(node.func), []).append(node)
        if isinstance(node, ast.Assign) or id(node) in learning:
            for name in {name for part in _parts(node) for name in _held(part)}:
                found.uses.setdefault(name, []).append(node)
    return found


def _parts(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Call):
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    return [node.value if isinstance(node, ast.Assign) else node]


def _held(node: ast.AST) -> Iterator[str]:
    """``self.df`` and ``self`` of ``self.df.drop("a")[["b"]]``."""
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
            return
        if variable(node):
            yield variable(node)
        if isinstance(node, ast.Name):
            return
        node = node.value


def place(node: ast.AST) -> Place:
    """Where a node begins."""
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def place_of_end(node: ast.AST) -> Place:
    """Where a node ends."""
    return getattr(node, "end_lineno", 0) or 0, getattr(node, "end_col_offset", 0) or 0


def after(nodes: list[ast.AST], end: Place) -> Iterator[ast.AST]:
    """Those nodes that begin there or later."""
    return islice(nodes, bisect_left(nodes, end, key=place), None)


class Queue:
    """The uses of a variable, and of what turns out to be the same, in the order of the text."""

    def __init__(self, uses: Named, name: str, start: Place) -> None:
        self.names: set[str] = set()
        self._uses = uses
        self._waiting: list[tuple[Place, int, ast.AST, Iterator[ast.AST]]] = []
        self.add(name, start)

    def add(self, name: str, start: Place) -> None:
        """From there on the name means the same."""
        if name not in self.names:
            self.names.add(name)
            self._push(after(self._uses.get(name, []), start))

    def next(self) -> ast.AST | None:
        """The next use."""
        if not self._waiting:
            return None
        _, _, node, others = heappop(self._waiting)
        self._push(others)
        return node

    def _push(self, others: Iterator[ast.AST]) -> None:
        node = next(others, None)
        if node is not None:
            heappush(self._waiting, (place(node), id(others), node, others))

"""Which statement bound the variable that is read at a place, and where else that binding is read.

Notebooks call every search ``grid`` and every table of parameters ``params``: what counts is the binding that holds.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import loads
from mlsmells.fix.scopes import FUNCTIONS, arguments, bindings

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

_BODIES = ("body", "orelse", "finalbody")


class Read(NamedTuple):
    """Where the variable is read."""

    unit: Unit
    use: ast.Name


class Binding(NamedTuple):
    """``name = value``, and all that reads it before the variable is bound anew."""

    unit: Unit
    node: ast.Assign
    reads: tuple[Read, ...]


class _Scope(NamedTuple):
    """The function around a place, or the module with all its cells."""

    name: str
    parts: list[tuple[Unit, ast.AST]]

    def inside(self) -> list[tuple[Unit, ast.AST]]:
        """The statements; a function's name and parameters belong to those around it."""
        return [(u, each) for u, node in self.parts for each in (node.body if isinstance(node, FUNCTIONS) else [node])]

    def bound(self) -> list[tuple[Unit, ast.AST]]:
        """What binds the name, in the order of the text."""
        found = [(unit, each) for unit, node in self.inside() for each in bindings(self.name, node)]
        return sorted((each for each in found if hasattr(each[1], "lineno")), key=lambda each: each[0].span(each[1]))

    def reads(self) -> list[Read]:
        """What reads it."""
        return [Read(unit, use) for unit, node in self.inside() for use in loads(self.name, node)]


def reaching(name: str, unit: Unit, node: ast.AST, units: list[Unit]) -> Binding | None:
    """The one assignment that surely bound the variable where the node is; None where that is not certain."""
    scope = _scope(name, unit, node, units)
    if scope is None:
        return None
    bound = scope.bound()
    before = [each for each in bound if each[0].span(each[1]) < unit.span(node)]
    last = before[-1] if before else bound[0] if len(bound) == 1 else None
    statement = last and _assigned(last)
    if last is None or statement is None or not _stands_before(last[0], statement, unit, node, scope, len(bound)):
        return None
    return _with_reads(last[0], statement, scope, bound)


def binding(name: str, unit: Unit, statement: ast.Assign, units: list[Unit]) -> Binding | None:
    """This assignment of the variable with all that reads it; None where another may be read there."""
    scope = _scope(name, unit, statement, units)
    return None if scope is None else _with_reads(unit, statement, scope, scope.bound())


def _scope(name: str, unit: Unit, node: ast.AST, units: list[Unit]) -> _Scope | None:
    """Where the name is looked up; None where functions bind it for others."""
    if any(isinstance(n, ast.Global | ast.Nonlocal) and name in n.names for u in units for n in ast.walk(u.tree)):
        return None
    around = unit.parent(node)
    while around is not None:
        if isinstance(around, FUNCTIONS):
            if name in arguments(around):
                return None
            if any(True for _ in bindings(name, *around.body)):
                return _Scope(name, [(unit, around)])
        around = unit.parent(around)
    return _Scope(name, [(each, each.tree) for each in units])


def _assigned(bound: tuple[Unit, ast.AST]) -> ast.Assign | None:
    parent = bound[0].parent(bound[1])
    return parent if isinstance(parent, ast.Assign) and len(parent.targets) == 1 else None


def _stands_before(unit: Unit, statement: ast.Assign, other: Unit, node: ast.AST, scope: _Scope, times: int) -> bool:
    """It runs before the node whenever the node runs, and nothing binds the name between the two."""
    if times == 1:
        return True
    if _in_function(other, node, scope):
        return False
    if unit is not other:
        return statement in unit.tree.body
    around = list(_around(other, node))
    body = _body(unit, statement)
    if not any(each in body for each in around):
        return False
    loops = [each for each in around if isinstance(each, ast.For | ast.While)]
    return all(len(list(bindings(scope.name, loop))) <= (statement in ast.walk(loop)) for loop in loops)


def _with_reads(unit: Unit, statement: ast.Assign, scope: _Scope, bound: list[tuple[Unit, ast.AST]]) -> Binding | None:
    reads = scope.reads()
    if len(bound) == 1:
        return Binding(unit, statement, tuple(reads))
    if any(_in_function(read.unit, read.use, scope) for read in reads):
        return None
    start, end = unit.span(statement), _until(unit, statement, bound)

    def is_between(where: Span) -> bool:
        return start < where and (end is None or where < end)

    # What binds it anew may read it itself: `grid = grid.fit(X)`.
    held = [read for read in reads if is_between(read.unit.span(read.use))]
    others = [node for each, node in bound if is_between(each.span(node)) and node not in ast.walk(statement)]
    if len(others) > (end is not None) or not all(_is_below(read, unit, statement) for read in held):
        return None  # a branch may bind it
    known = {read.use for read in held}
    loops = [each for each in _around(unit, statement) if isinstance(each, ast.For | ast.While)]
    if any(use not in known for loop in loops for use in loads(scope.name, loop)):
        return None  # the next round of the loop reads it before it is bound
    return Binding(unit, statement, tuple(held))


def _is_below(read: Read, unit: Unit, statement: ast.Assign) -> bool:
    """In the block of the statement, or deeper."""
    body = _body(unit, statement)
    if body is unit.tree.body:
        return True
    return read.unit is unit and any(each in body for each in _around(unit, read.use))


def _until(unit: Unit, statement: ast.Assign, bound: list[tuple[Unit, ast.AST]]) -> tuple[int, ...] | None:
    """Where the next statement ends that surely binds the name anew."""
    body = _body(unit, statement)
    for other, node in bound:
        parent = _assigned((other, node))
        if parent is None or other.span(parent) <= unit.span(statement):
            continue
        if parent in body or (statement in unit.tree.body and parent in other.tree.body):
            span = other.span(parent)
            return (span.end_line, span.end_column)
    return None


def _in_function(unit: Unit, node: ast.AST, scope: _Scope) -> bool:
    """In a function or lambda within the scope, which runs when it is called."""
    own = [part for _, part in scope.parts]
    return any(isinstance(each, (*FUNCTIONS, ast.Lambda)) and each not in own for each in _around(unit, node, own))


def _around(unit: Unit, node: ast.AST, until: list[ast.AST] | None = None) -> Iterator[ast.AST]:
    """The node and what holds it, innermost first."""
    each: ast.AST | None = node
    while each is not None and each not in (until or ()):
        yield each
        each = unit.parent(each)


def _body(unit: Unit, statement: ast.stmt) -> list[ast.stmt]:
    parent = unit.parent(statement)
    for field in _BODIES:
        body = getattr(parent, field, None)
        if isinstance(body, list) and statement in body:
            return body
    return unit.tree.body if statement in unit.tree.body else []

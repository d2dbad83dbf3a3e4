"""How arguments came into a function: the calls that handed them on, and what the parameters are called."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.state.frames import Function
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.record.facts import Facts


class Passed(NamedTuple):
    """A call that handed on some arguments: what the function calls them, and what was given."""

    names: tuple[str, ...]
    call: ast.Call
    arguments: tuple[ast.expr, ...]
    positions: tuple[int, ...]  # in the call; -1 when given by keyword


def way_in(facts: Facts, event: Event, arguments: Iterable[ast.expr]) -> Iterator[Passed]:
    """The calls through which the arguments of an event came to where it stands, from the inside outwards.

    It ends where they are not simply the parameters of the function around.
    """
    given = tuple(arguments)
    if event.foreign or not given:
        return
    for call in reversed(event.calls):
        function = function_around(facts, given[0])
        passed = _handed_on(function, call, given) if function is not None else None
        if passed is None:
            break
        yield passed
        given = passed.arguments
    made = _given_to_object(facts, given)
    if made is not None:
        yield made


def function_around(facts: Facts, node: ast.AST) -> Function | None:
    """The innermost function in which a node stands, in whichever module."""
    line = getattr(node, "lineno", 0)
    around = [f for f in facts.followed if f.node.lineno <= line <= (f.node.end_lineno or 0)]
    around.sort(key=lambda f: f.node.lineno, reverse=True)
    return next((f for f in around if id(node) in _inside(facts, f.node)), None)


def _inside(facts: Facts, function: ast.AST) -> frozenset[int]:
    """Which nodes stand in a function: asked again and again for each score."""
    key = f"nodes in {id(function)}"
    if key not in facts.memo:
        facts.memo[key] = frozenset(map(id, every_node(function)))
    known: frozenset[int] = facts.memo[key]
    return known


def _given_to_object(facts: Facts, given: tuple[ast.expr, ...]) -> Passed | None:
    """``self.target``, ``self.predicted``: what the one call that makes the object was given for them."""
    method = function_around(facts, given[0])
    owner = method.owner if method is not None else None
    made = owner.method("__init__") if owner is not None else None
    init = made.ref if made is not None else None
    if owner is None or not isinstance(init, Function):
        return None
    kept = {
        ast.unparse(target): statement.value
        for statement in ast.walk(init.node)
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    }
    calls = [n for n in facts.nodes_of(ast.Call) if getattr(n.func, "id", "") == owner.node.name]
    sources = [kept.get(ast.unparse(node)) for node in given]
    if len(calls) != 1 or not all(isinstance(source, ast.Name) for source in sources):
        return None
    return _handed_on(init, calls[0], tuple(source for source in sources if source is not None))


def _replaced(function: ast.AST) -> set[str]:
    """The names that a function gives another meaning; ``y = y.astype(int)`` keeps it."""
    out: set[str] = set()
    for statement in ast.walk(function):
        if isinstance(statement, ast.Name) and isinstance(statement.ctx, ast.Store):
            out.add(statement.id)
    for statement in ast.walk(function):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(statement.value)):
                out.discard(name)
    return out


def _handed_on(function: Function, call: ast.Call, given: tuple[ast.expr, ...]) -> Passed | None:
    parameters = [a.arg for a in (*function.node.args.posonlyargs, *function.node.args.args)]
    stored = _replaced(function.node)
    shift = 1 if function.owner is not None and parameters[:1] == ["self"] else 0
    names = tuple(n.id for n in given if isinstance(n, ast.Name) and n.id not in stored)
    if len(names) < len(given) or any(isinstance(a, ast.Starred) for a in call.args):
        return None
    keywords = {k.arg: k.value for k in call.keywords}
    out, positions = [], []
    for name in names:
        at = parameters.index(name) - shift if name in parameters else -1
        if name in keywords:
            out.append(keywords[name])
            positions.append(-1)
        elif 0 <= at < len(call.args):
            out.append(call.args[at])
            positions.append(at)
        else:
            return None
    return Passed(names, call, tuple(out), tuple(positions))

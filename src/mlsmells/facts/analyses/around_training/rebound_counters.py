"""Counters of loops that are bound anew inside of the loop, and read as the counter afterwards.

``for i, batch in enumerate(loader)`` counts batches; a loop ``for i in range(3)`` within leaves its own last number in
``i``. What is asked after it, whether it is time to step or which row a label belongs to, gets that number.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_COUNTS = frozenset({"enumerate", "range"})
_STEPS = regex(r"\.(?:step|zero_grad|update)\(")
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Recounted(NamedTuple):
    """``read`` asks for ``name``, which ``again`` has bound anew in the loop. ``how``: "steps" or "rows"."""

    read: ast.AST
    name: str
    again: ast.stmt
    how: str


def recounted(facts: Facts) -> Iterator[Recounted]:
    """The first of each loop."""
    for loop in facts.nodes_of(ast.For):
        for name in _counters(loop):
            found = next(_after(loop, name), None)
            if found is not None:
                yield found


def _counters(loop: ast.For) -> Iterator[str]:
    """``i`` of ``for i in range(…)`` and of ``for i, row in enumerate(…)``."""
    call = loop.iter
    while isinstance(call, ast.Call) and called_as(call.func) == "tqdm" and call.args:
        call = call.args[0]
    if not isinstance(call, ast.Call) or called_as(call.func) not in _COUNTS:
        return
    target = loop.target.elts[0] if isinstance(loop.target, ast.Tuple) else loop.target
    if isinstance(target, ast.Name):
        yield target.id


def _after(loop: ast.For, name: str) -> Iterator[Recounted]:
    """What reads the counter behind the statement that bound it anew, in the same pass."""
    inside = [node for statement in loop.body for node in _own(statement)]
    again = next((n for n in inside if isinstance(n, (ast.For, ast.Assign)) and _binds(n, name)), None)
    if again is None:
        return
    end, local = again.end_lineno or again.lineno, _stored(inside)
    for node in inside:
        if getattr(node, "lineno", 0) <= end:
            continue
        if isinstance(node, (ast.For, ast.Assign)) and _binds(node, name):
            return
        if isinstance(node, ast.If) and _asks_for_the_turn(node.test, name) and _steps(node):
            yield Recounted(node.test, name, again, "steps")
        elif isinstance(node, ast.Call) and called_as(node.func) == "append" and _takes_row(node, name, local):
            yield Recounted(node, name, again, "rows")


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a statement in the order of the text, without those of functions and comprehensions."""
    yield node
    if not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from _own(child)


def _binds(node: ast.For | ast.Assign, name: str) -> bool:
    """To something that has nothing to do with the counter."""
    targets = [node.target] if isinstance(node, ast.For) else node.targets
    value = node.iter if isinstance(node, ast.For) else node.value
    stored = {n.id for target in targets for n in every_node(target) if isinstance(n, ast.Name)}
    asks = any(isinstance(n, ast.Name) and n.id == name for n in every_node(value))
    return name in stored and not asks and not any(isinstance(t, (ast.Subscript, ast.Attribute)) for t in targets)


def _asks_for_the_turn(test: ast.expr, name: str) -> bool:
    """``(i + 1) % 4 == 0``."""
    return any(
        isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mod) and _names(n.left, name) for n in every_node(test)
    )


def _steps(node: ast.If) -> bool:
    return any(_STEPS.search(ast.unparse(statement)) for statement in node.body)


def _stored(nodes: list[ast.AST]) -> set[str]:
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _takes_row(call: ast.Call, name: str, local: set[str]) -> bool:
    """``labels.append(y[i])``, where ``y`` is nothing that the pass has made."""
    return any(
        isinstance(n, ast.Subscript)
        and isinstance(n.slice, ast.Name)
        and n.slice.id == name
        and called_as(n.value) not in local
        for arg in call.args
        for n in every_node(arg)
    )


def _names(node: ast.AST, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in every_node(node))

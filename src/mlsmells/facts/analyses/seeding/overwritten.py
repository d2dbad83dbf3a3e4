"""Networks whose drawn weights are overwritten as soon as they are made: in the statements that follow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Rng
    from mlsmells.facts.record.facts import Facts

Place = tuple[list[ast.stmt], int]

_NEAR = 4  # statements
_LOADS = ("load_state_dict", "load_weights")
_SETS = ("copy_", "zero_", "fill_")


def overwritten_at_once(facts: Facts, draw: Rng) -> bool:
    """What is made at one of the calls that led to the draw is loaded, or gets all its numbers, right after."""
    node, calls = draw.site if draw.site is not None else (draw.node, draw.calls)
    return any(_is_overwritten(facts, call) for call in (node, *calls) if isinstance(call, ast.Call))


def _assigned(tree: ast.AST) -> dict[ast.AST, Place | None]:
    """For each call of a tree the block and the place in it of the assignment that it stands in, if it does."""
    nodes = every_node(tree)
    found: dict[ast.AST, Place | None] = {node: None for node in nodes if isinstance(node, ast.Call)}
    for body in (body for node in nodes for body in _bodies(node)):
        for at, statement in enumerate(body):
            if isinstance(statement, ast.Assign):
                found |= {node: (body, at) for node in every_node(statement.value) if node in found}
    return found


def _place(facts: Facts, call: ast.Call) -> Place | None:
    """The same of one call, in this file or in another module."""
    tree = facts.source.tree
    own = facts.once("assigned calls", lambda: _assigned(tree) if tree is not None else {})
    if call in own:
        return own[call]
    for function in facts.followed:
        node = function.node
        if node.lineno <= call.lineno <= (node.end_lineno or 0):
            inside = facts.once(f"assigned calls in {id(node)}", partial(_assigned, node))
            if call in inside:
                return inside[call]
    return None


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        body = getattr(node, name, None)
        if isinstance(body, list):
            yield body


def _is_overwritten(facts: Facts, call: ast.Call) -> bool:
    place = _place(facts, call)
    if place is None:
        return False
    body, at = place
    statement = body[at]
    name = variable(statement.targets[0]) if isinstance(statement, ast.Assign) else ""
    return _sets_all(name, call, body[at + 1 : at + 1 + _NEAR])


def _sets_all(name: str, call: ast.Call, after: list[ast.stmt]) -> bool:
    """``net.load_state_dict(state)``; ``layer.weight.copy_(w)`` with its bias, if it has one."""
    done: set[str] = set()
    for node in (inner for statement in after for inner in _always(statement)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not name:
            continue
        holder = variable(node.func.value)
        if node.func.attr in _LOADS and holder == name and not any(k.arg == "strict" for k in node.keywords):
            return True
        if node.func.attr in _SETS and holder.startswith(f"{name}."):
            done.add(holder.removeprefix(f"{name}.").removesuffix(".data"))
    plain = any(k.arg == "bias" and isinstance(k.value, ast.Constant) and not k.value.value for k in call.keywords)
    return "weight" in done and (plain or "bias" in done)


def _always(statement: ast.stmt) -> list[ast.AST]:
    """What is done in any case: nothing of conditions and loops."""
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        return [node for inner in statement.body for node in _always(inner)]
    return every_node(statement) if isinstance(statement, (ast.Expr, ast.Assign)) else []

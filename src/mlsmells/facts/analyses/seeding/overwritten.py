"""Networks whose drawn weights are overwritten as soon as they are made: in the statements that follow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Rng
    from mlsmells.facts.record.facts import Facts

_NEAR = 4  # statements
_LOADS = ("load_state_dict", "load_weights")
_SETS = ("copy_", "zero_", "fill_")


def overwritten_at_once(facts: Facts, draw: Rng) -> bool:
    """What is made at one of the calls that led to the draw is loaded, or gets all its numbers, right after."""
    node, calls = draw.site if draw.site is not None else (draw.node, draw.calls)
    return any(_is_overwritten(call, _blocks(facts, call)) for call in (node, *calls) if isinstance(call, ast.Call))


def _blocks(facts: Facts, call: ast.Call) -> Iterator[list[ast.stmt]]:
    """The lists of statements around a call, in this file or in another module."""
    functions = [f.node for f in facts.followed if f.node.lineno <= call.lineno <= (f.node.end_lineno or 0)]
    for tree in (*functions, facts.source.tree):
        nodes = every_node(tree)
        if any(node is call for node in nodes):
            yield from (body for node in nodes for body in _bodies(node))
            return


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        body = getattr(node, name, None)
        if isinstance(body, list):
            yield body


def _is_overwritten(call: ast.Call, blocks: Iterator[list[ast.stmt]]) -> bool:
    for body in blocks:
        for at, statement in enumerate(body):
            if isinstance(statement, ast.Assign) and any(node is call for node in every_node(statement.value)):
                return _sets_all(variable(statement.targets[0]), call, body[at + 1 : at + 1 + _NEAR])
    return False


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

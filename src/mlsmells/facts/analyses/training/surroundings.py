"""The blocks around an event: functions, ``with`` statements, loops; also those of the calls that led to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import called_as, inner_nodes

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.record.facts import Facts

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_NO_GRAD = frozenset({"no_grad", "inference_mode"})


def parents(facts: Facts) -> dict[ast.AST, ast.AST]:
    """Every node of the file and the one it stands in; made once, when first asked for."""
    if "parents" not in facts.memo:
        facts.memo["parents"] = {inner: node for node in facts.nodes for inner in inner_nodes(node)}
    known: dict[ast.AST, ast.AST] = facts.memo["parents"]
    return known


def around(facts: Facts, node: ast.AST) -> Iterator[ast.AST]:
    """The nodes around a node, innermost first."""
    above = parents(facts)
    while (outer := above.get(node)) is not None:
        yield outer
        node = outer


def function_around(facts: Facts, node: ast.AST) -> FunctionNode | None:
    """The function that a node stands in; None at module level."""
    return next((n for n in around(facts, node) if isinstance(n, FunctionNode)), None)


def functions_on_the_way(facts: Facts, event: Event) -> list[FunctionNode]:
    """The functions that led to an event, outermost first; its own is the last."""
    found = [function_around(facts, node) for node in (*event.calls, event.node)]
    return [function for function in found if function is not None]


def root(facts: Facts, event: Event) -> FunctionNode | None:
    """The function that the walk began with to get to the event; None for the module's own code."""
    return function_around(facts, event.calls[0] if event.calls else event.node)


def without_gradients(facts: Facts, event: Event) -> bool:
    """No graph is recorded: ``torch.no_grad()`` around the event or around a call that led to it, or as decorator."""
    contexts = _contexts(facts)
    return any(_switches_off(outer, contexts) for node in (event.node, *event.calls) for outer in around(facts, node))


def _contexts(facts: Facts) -> frozenset[ast.AST]:
    return facts.once("without gradients", lambda: frozenset(call.node for call in facts.calls("context.no-grad")))


def _switches_off(block: ast.AST, contexts: frozenset[ast.AST]) -> bool:
    if isinstance(block, (ast.With, ast.AsyncWith)):
        used = [item.context_expr for item in block.items]
    elif isinstance(block, FunctionNode):
        used = block.decorator_list
    else:
        return False
    return any(node in contexts or _named_so(node) for node in used)


def _named_so(node: ast.expr) -> bool:
    """``no_grad()``, ``set_grad_enabled(False)``."""
    name = called_as(node.func if isinstance(node, ast.Call) else node)
    if name == "set_grad_enabled" and isinstance(node, ast.Call) and node.args:
        return isinstance(node.args[0], ast.Constant) and node.args[0].value is False
    return name in _NO_GRAD

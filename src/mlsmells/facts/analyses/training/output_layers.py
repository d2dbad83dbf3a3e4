"""Networks that are classes: the layer that ``call`` or ``forward`` gives the output of."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def output_layer(facts: Facts, model: ast.ClassDef, method: str = "call") -> Obj | None:
    """The layer behind the one ``return`` of the method; None where there are several, or it is not known."""
    call = _method(model, method)
    returns = [node for node in every_node(call) if isinstance(node, ast.Return)] if call is not None else []
    if call is None or len(returns) != 1 or returns[0] not in call.body:
        return None
    return _made(facts, model, _called(call, returns[0].value))


def _method(model: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    return next((node for node in model.body if isinstance(node, ast.FunctionDef) and node.name == name), None)


def _called(call: ast.FunctionDef, value: ast.expr | None) -> str:
    """``self.head`` of ``return self.head(x)``, also by way of a variable."""
    if isinstance(value, ast.Name):
        bound = [s for s in call.body if isinstance(s, ast.Assign) and value.id in map(variable, s.targets)]
        elsewhere = [n for n in every_node(call) if isinstance(n, ast.Name) and n.id == value.id]
        stored = [n for n in elsewhere if isinstance(n.ctx, ast.Store)]
        value = bound[-1].value if bound and len(stored) == len(bound) else None
    return variable(value.func) if isinstance(value, ast.Call) else ""


def _made(facts: Facts, model: ast.ClassDef, attribute: str) -> Obj | None:
    """What an attribute is: bound once in the class, to a layer that is built there."""
    if "." not in attribute:
        return None
    nodes = [node for node in every_node(model) if isinstance(node, ast.Assign)]
    bound = [node.value for node in nodes if attribute in map(variable, node.targets)]
    return next((o for o in facts.objects if o.node is bound[0]), None) if len(bound) == 1 else None

"""Outputs of networks that end in a layer with weights, given to a loss as they are."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.training.output_layers import output_layer
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Metric
    from mlsmells.facts.record.facts import Facts

_RAW = frozenset({"Linear", "LazyLinear", "Bilinear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d"})
# Methods that give the same numbers in another form or place.
_SAME = frozenset("squeeze unsqueeze view reshape flatten float double to cuda cpu contiguous".split())


def raw_output(facts: Facts, metric: Metric) -> Obj | None:
    """The layer with weights behind the very output that a loss gets; None where something else may have come after."""
    made = metric.pred.predictions if metric.pred is not None else ()
    if len(made) != 1 or not metric.argument_nodes or not _is_output(facts, metric, made[0].node, made[0].statement):
        return None
    last = _last(facts, made[0].obj)
    return last if last is not None and last.short in _RAW and last.classdef is None else None


def _last(facts: Facts, network: Obj) -> Obj | None:
    if network.classdef is not None:
        found = output_layer(facts, network.classdef, "forward")
        return _last(facts, found) if found is not None and found.classdef is None else None
    if network.short == "Sequential":
        return _last(facts, network.children[-1][1]) if network.children else None
    return network


def _is_output(facts: Facts, metric: Metric, made: ast.AST, statement: ast.stmt | None) -> bool:
    """An argument is the call of the network, or the one name that it was bound to."""
    return any(_is_it(facts, metric, _peeled(given), made, statement) for given in metric.argument_nodes)


def _is_it(facts: Facts, metric: Metric, given: ast.AST, made: ast.AST, statement: ast.stmt | None) -> bool:
    if given is made:
        return True
    if not isinstance(given, ast.Name) or not isinstance(statement, ast.Assign) or _peeled(statement.value) is not made:
        return False
    scope = function_around(facts, metric.node) or facts.source.tree
    stores = [
        n for n in every_node(scope) if isinstance(n, ast.Name) and n.id == given.id and isinstance(n.ctx, ast.Store)
    ]  # fmt: skip
    return len(stores) == 1 and stores[0] in statement.targets


def _peeled(node: ast.AST) -> ast.AST:
    """``net(x)`` of ``net(x).squeeze(1).float()``."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAME:
        node = node.func.value
    return node

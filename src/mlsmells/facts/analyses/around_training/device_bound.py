"""Checkpoints that can only be loaded where they were saved."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\bload\(")
# A device that is chosen when the program runs.
_CHOSEN = regex(r"is_available\(\)")
_ON_CPU = regex(r"map_location|set_default_device|\.cpu\(\)\.state_dict|set_default_tensor_type")


@dataclass(frozen=True)
class Bound:
    """Weights are loaded to the device they were saved from; ``device`` is the variable that says which is here."""

    call: ast.Call
    device: str


def device_bound(facts: Facts) -> Iterator[Bound]:
    """Loads of weights without ``map_location``, where the device is chosen at run time."""
    if "torch" not in facts.packages or not facts.says(_SAID) or not facts.says(_CHOSEN):
        return
    choices = [node for node in facts.nodes_of(ast.IfExp) if _CHOSEN.search(ast.unparse(node.test))]
    if not choices or facts.says(_ON_CPU):
        return
    saved = _saved(facts)
    for node in facts.nodes:
        if not isinstance(node, ast.Call) or qualified(facts, node.func) != "torch.load" or not node.args:
            continue
        if len(node.args) > 1 or any(keyword.arg in (None, "map_location") for keyword in node.keywords):
            continue
        if not _is_saved_here(facts, node, saved) and _gives_weights(facts, node) and not _asks_first(facts, node):
            yield Bound(node, _device(facts, node, choices))


def _saved(facts: Facts) -> list[tuple[str, ast.AST | None]]:
    """What the same program writes, and the function that does: it is the same device then."""
    return [
        (ast.unparse(node.args[1]), function_around(facts, node))
        for node in facts.nodes_of(ast.Call)
        if qualified(facts, node.func) == "torch.save" and len(node.args) > 1
    ]


def _is_saved_here(facts: Facts, node: ast.Call, saved: list[tuple[str, ast.AST | None]]) -> bool:
    here, path = function_around(facts, node), ast.unparse(node.args[0])
    return any(written == path or scope is here for written, scope in saved)


def _gives_weights(facts: Facts, node: ast.Call) -> bool:
    """They go into ``load_state_dict``, at once or through a variable."""
    outer = next(iter(_calls_around(facts, node)), None)
    if outer is not None and called_as(outer.func) == "load_state_dict":
        return True
    name = next(
        (variable(n.targets[0]) for n in around(facts, node) if isinstance(n, ast.Assign) and n.value is node), ""
    )
    scope = function_around(facts, node) or facts.source.tree
    return bool(name) and any(
        isinstance(other, ast.Call) and called_as(other.func) == "load_state_dict"
        and any(variable(inner) == name for arg in other.args for inner in every_node(arg))
        and (found := bindings(facts, name, other)) and found[0].value is node
        for other in every_node(scope)
    )  # fmt: skip


def _calls_around(facts: Facts, node: ast.AST) -> Iterator[ast.Call]:
    for outer in around(facts, node):
        if isinstance(outer, ast.stmt):
            return
        if isinstance(outer, ast.Call):
            yield outer


def _asks_first(facts: Facts, node: ast.AST) -> bool:
    """It is loaded only where there is such a device."""
    for outer in around(facts, node):
        if isinstance(outer, ast.Try):
            return True
        asked = [outer.test] if isinstance(outer, (ast.If, ast.IfExp)) else []
        asked += [item.context_expr for item in outer.items] if isinstance(outer, ast.With) else []
        if any("cuda" in (text := ast.unparse(part)) or "device" in text for part in asked):
            return True
    return False


def _device(facts: Facts, node: ast.Call, choices: list[ast.IfExp]) -> str:
    """The variable of the module that holds the choice, for the repair; "" where it has no such name."""
    tree = facts.source.tree
    for statement in tree.body if tree is not None else ():
        if isinstance(statement, ast.Assign) and any(n in choices for n in every_node(statement.value)):
            name = variable(statement.targets[0])
            if name and "." not in name and statement.lineno < node.lineno:
                return name
    return ""

"""Networks whose weights are overwritten by saved ones before anybody uses them, and that are not trained after it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_LOADS = frozenset({"load_state_dict", "load_weights"})
# What hands a network to an optimiser, or trains it.
_TRAINS = frozenset({"parameters", "named_parameters", "fit", "compile", "train", "trainable_variables"})


def loaded_over(facts: Facts, place: ast.AST) -> bool:
    """The network made at ``place`` gets a name; weights are loaded into it, and nothing here trains it."""
    used = _attributes(facts)
    if not any(asked & _LOADS for asked in used.values()):
        return False
    names = {
        variable(target)
        for node in facts.nodes_of(ast.Assign)
        if place in every_node(node.value)
        for target in node.targets
    } - {""}
    called = {attribute for name in names for attribute in used.get(name, ())}
    return bool(called & _LOADS) and not called & _TRAINS


def _attributes(facts: Facts) -> dict[str, set[str]]:
    """By variable, which of its attributes the file asks for."""
    if "attributes" not in facts.memo:
        found: dict[str, set[str]] = {}
        for node in facts.nodes:
            if isinstance(node, ast.Attribute):
                found.setdefault(variable(node.value), set()).add(node.attr)
        facts.memo["attributes"] = found
    known: dict[str, set[str]] = facts.memo["attributes"]
    return known

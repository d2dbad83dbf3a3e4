"""Habits that a call shows by itself: what is called, and which arguments it lacks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mlsmells.facts.analyses.preferences.use import Use, lacking
from mlsmells.facts.analyses.retired.names import Names
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def of_calls(facts: Facts, entry: Mapping[str, Any]) -> Iterator[Use]:
    """The calls of what the entry names that lack what it asks for."""
    wanted = frozenset(entry["of"])
    last = {name.rpartition(".")[2] for name in wanted}
    if facts.source.tree is None or last.isdisjoint(facts.source.words) or says_otherwise(facts, entry):
        return
    names = Names(facts.source.tree, facts)
    grown = _grown(facts) if entry.get("growing") else None
    for call in facts.nodes_of(ast.Call):
        name = names.full(call.func)
        if name in wanted and (grown is None or id(call) in grown):
            absent = _absent(call, entry, name)
            if absent is not None:
                yield Use(call, ast.unparse(call.func), absent)


def says_otherwise(facts: Facts, entry: Mapping[str, Any]) -> bool:
    """The file says a word by which it keeps the habit elsewhere."""
    return not facts.source.words.isdisjoint(entry.get("silent", ()))


def _absent(call: ast.Call, entry: Mapping[str, Any], name: str) -> str | None:
    """The arguments to name; None where the call is as it is asked for."""
    every = entry.get("lacks") or entry.get("lacks_one")
    if every is None:
        return ""
    places = {} if name in entry.get("variadic", ()) else entry.get("at", {})
    missing = lacking(call, every, places)
    enough = missing if "lacks_one" in entry else len(missing) == len(every)
    return " and ".join(f"{name}=" for name in (missing if "lacks_one" in entry else missing[:1])) if enough else None


def _grown(facts: Facts) -> set[int]:
    """In a loop: ``t = f([t, …])``, what is made of itself and more."""
    out: set[int] = set()
    loops: list[ast.For | ast.While] = [*facts.nodes_of(ast.For), *facts.nodes_of(ast.While)]
    for loop in loops:
        for node in (inner for statement in loop.body for inner in every_node(statement)):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and len(node.targets) == 1:
                target = ast.unparse(node.targets[0])
                parts = [part for arg in node.value.args for part in every_node(arg)]
                if any(isinstance(p, (ast.Name, ast.Attribute)) and ast.unparse(p) == target for p in parts):
                    out.add(id(node.value))
    return out

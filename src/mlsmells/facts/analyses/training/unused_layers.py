"""Layers that a network makes and nobody uses."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.hidden_layers import NO_WEIGHTS, has_weights, made_elsewhere
from mlsmells.facts.analyses.training.module_classes import module_classes, qualified
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# What gets at layers without naming them.
_BY_ALL = frozenset({
    "children", "named_children", "modules", "named_modules", "_modules", "__dict__", "vars", "getattr",
    "get_submodule", "__getattr__", "__getattribute__", "attrgetter", "eval", "exec", "locals",
})  # fmt: skip
# What is no layer that anything would have to go through.
_NO_LAYER = regex(r"^(?:Identity|Parameter\w*|Module|\w*Loss\d?d?|Buffer)$")


@dataclass(frozen=True)
class Unused:
    """``self.fc2 = nn.Linear(…)``, and no line reads ``fc2``. ``instead``: a sister that is used more than once."""

    place: ast.AST
    layer: str
    owner: str
    instead: str
    matters: bool  # it has weights, or works against overfitting


def unused_layers(facts: Facts) -> Iterator[Unused]:
    """Layers that ``__init__`` makes and that nothing in the file reads."""
    for info in module_classes(facts):
        made = dict(made_layers(facts, info)) if _has_its_own_forward(info) else {}
        unread = {name: place for name, place in made.items() if name not in _read(facts)}
        if not unread or any(called_as(node) in _BY_ALL for node in every_node(info.node)):
            continue
        calls = Counter(node.attr for node in every_node(info.node) if _reads(node) and isinstance(node, ast.Attribute))
        for name, place in unread.items():
            assert isinstance(place.value, ast.Call)
            matters = _matters(facts, info, place.value)
            yield Unused(place, name, info.node.name, _sister(name, calls), matters)


def _has_its_own_forward(info: Class) -> bool:
    """Something goes through it; an empty method is filled elsewhere."""
    return any(
        isinstance(method, ast.FunctionDef)
        and method.name == "forward"
        and any(isinstance(node, ast.Return) and node.value is not None for node in every_node(method))
        for method in info.node.body
    )


def made_layers(facts: Facts, info: Class) -> Iterator[tuple[str, ast.Assign]]:
    """The layers that are made in ``__init__``, by name."""
    init = next((m for m in info.node.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
    me = init.args.args[0].arg if init is not None and init.args.args else ""
    for node in every_node(init) if me else ():
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.value, ast.Call):
            target = node.targets[0]
            if variable(target) == f"{me}.{called_as(target)}" and _is_layer(facts, node.value):
                yield called_as(target), node


def _is_layer(facts: Facts, call: ast.Call) -> bool:
    name = qualified(facts, call.func)
    short = name.rpartition(".")[2]
    if name.startswith("torch.nn.") and name.count(".") == 2:
        return short[:1].isupper() and not _NO_LAYER.match(short)
    own = called_as(call.func)
    return (
        isinstance(call.func, ast.Name) and any(other.node.name == own for other in module_classes(facts))
    ) or made_elsewhere(facts, call) is not None


def _read(facts: Facts) -> frozenset[str]:
    """All names of attributes that the file reads, deletes, or has as a text: ``"layer4"``, ``"fc.weight"``."""
    if "read attributes" not in facts.memo:
        found: set[str] = set()
        for node in facts.nodes:
            if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Store) and not qualified(facts, node):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 100:
                found.update(re.findall(r"\w+", node.value))
        facts.memo["read attributes"] = frozenset(found)
    known: frozenset[str] = facts.memo["read attributes"]
    return known


def _reads(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)


def _sister(name: str, calls: Counter[str]) -> str:
    """``fc1`` is used twice where ``fc2`` is not: probably one of them should have been the other."""
    stem = name.rstrip("0123456789_")
    found = (other for other, times in calls.items() if times > 1 and other.rstrip("0123456789_") == stem)
    return next(found, "") if stem != name else ""


def _matters(facts: Facts, info: Class, made: ast.Call) -> bool:
    """It has weights, or a mode; and no function does the same instead: ``F.dropout``."""
    layer, elsewhere = called_as(made.func), made_elsewhere(facts, made)
    if elsewhere is not None:
        return has_weights(elsewhere)
    instead = f"torch.nn.functional.{layer.lower()}"
    return NO_WEIGHTS.match(layer) is None and not any(
        isinstance(node, ast.Call) and qualified(facts, node.func) == instead for node in every_node(info.node)
    )

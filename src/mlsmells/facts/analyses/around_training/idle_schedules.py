"""Schedules of the learning rate that are made and never moved on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.bindings import scope_of
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import parents
from mlsmells.facts.domain.events import Backward
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_MADE = regex(r"^torch\.optim\.lr_scheduler\.[A-Z]\w+$|^transformers\.(?:\w+\.)*get_\w*schedule\w*$")
_SAID = regex(r"[Ss]ched")
_BASES = frozenset({"_LRScheduler", "LRScheduler"})
# What only looks at it, or keeps it for the next run.
LOOKS = frozenset({"state_dict", "load_state_dict", "get_last_lr", "get_lr", "last_epoch", "base_lrs"})
_OFF = regex(r"#[^\n]*\.step\(")


class Idle(NamedTuple):
    """``name`` is made by ``call`` and never stepped. ``off``: a line that would do it is a comment."""

    call: ast.Call
    name: str
    off: bool


def idle_schedules(facts: Facts) -> Iterator[Idle]:
    """Schedules of files that train, whose variable nothing but a look reads."""
    trains = facts.says(_SAID) and (bool(facts.calls("loop.step")) or bool(facts.of(Backward)))
    if not trains:
        return
    for node in facts.nodes_of(ast.Assign):
        name = variable(node.targets[0]) if len(node.targets) == 1 else ""
        call = node.value
        if name and isinstance(call, ast.Call) and _is_schedule(facts, call):
            if not _is_used(facts, node, name):
                yield Idle(call, name, facts.says(_OFF) and _is_off(facts, name))


def _is_schedule(facts: Facts, call: ast.Call) -> bool:
    """A schedule of a library, or of a class of the project that inherits from one."""
    own = next((info.node for info in facts.followed_classes if info.node.name == called_as(call.func)), None)
    bases = [called_as(base) for base in own.bases] if own is not None else []
    return bool(_MADE.match(qualified(facts, call.func))) or any(base in _BASES for base in bases)


def _is_used(facts: Facts, made: ast.Assign, name: str) -> bool:
    """Stepped, handed on, given back, put somewhere; an attribute by anybody in the file."""
    scope = facts.source.tree if "." in name else scope_of(facts, made)
    last = name.rpartition(".")[2]
    for node in every_node(scope):
        same = variable(node) == name or ("." in name and isinstance(node, ast.Attribute) and node.attr == last)
        if not same or not isinstance(getattr(node, "ctx", None), ast.Load):
            continue
        outer = parents(facts).get(node)
        if not (isinstance(outer, ast.Attribute) and outer.attr in LOOKS):
            return True
    return False


def _is_off(facts: Facts, name: str) -> bool:
    return any(f"{name}.step(" in line.partition("#")[2] for line in facts.source.lines)

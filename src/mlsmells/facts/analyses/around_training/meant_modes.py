"""The mode that the author means a network to have: dropout while predicting, a ready-made network as it comes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.said import documents
from mlsmells.facts.analyses.training.things import called, written
from mlsmells.facts.domain.events import Call, Event
from mlsmells.facts.syntax.walk import called_as, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Beside ``model.train()``: dropout is wanted, ``not eval, dropout would be off`` is the same said otherwise.
_WANTED = regex(r"stochastic|monte.?carlo|\bmc\b|mc.?dropout|(?:enable|activate|keep|with)\b.{0,30}\bdropout|bayesian")
_REPEATED = frozenset({"repeat", "repeat_interleave", "expand", "tile"})
_SPREAD = regex(r"\.(?:std|var|mean)\(")


def is_wanted(facts: Facts, switch: Event, scored: Event) -> bool:
    """``model.train()`` for Monte Carlo dropout: a comment says so, or the same rows go in many times."""
    if any(_WANTED.search(text.lower()) for text in documents(facts.source, switch.line)):
        return True
    return _is_repeated(facts, scored) and facts.says(_SPREAD)


def _is_repeated(facts: Facts, scored: Event) -> bool:
    """``model(x.repeat(RUNS, 1))``, or a variable that was bound to it."""
    given = scored.node.args[:1] if isinstance(scored.node, ast.Call) else []
    names = {variable(node) for node in given if variable(node)}
    bound = [n.value for n in facts.nodes if isinstance(n, ast.Assign) and variable(n.targets[0]) in names]
    return any(isinstance(node, ast.Call) and called_as(node.func) in _REPEATED for node in (*given, *bound))


def comes_in_eval_mode(facts: Facts, scored: Event) -> bool:
    """Wherever the file makes a network of this name, ``from_pretrained`` gives it, in eval mode; none switches it."""
    name = called(scored.node)
    made = [n.value for n in facts.nodes if isinstance(n, ast.Assign) and variable(n.targets[0]) == name]
    ready = [value for value in made if _is_call_of(value, "from_pretrained")]
    others = [v for v in made if v not in ready and not _is_moved(v, name)]
    if not name or not ready or any(not isinstance(v, ast.Constant) for v in others):
        return False
    return not any("mode.train" in c.tags and written(c.node) == name for c in facts.everywhere(Call))


def _is_call_of(node: ast.AST, method: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method


def _is_moved(node: ast.AST, name: str) -> bool:
    """``encoder = encoder.to(device)``: the same network."""
    return isinstance(node, ast.Call) and written(node) == name

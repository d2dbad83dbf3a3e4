"""Steps of pipelines that are asked for what they learned, where the pipeline fits copies of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"memory\s*=")
_ASKS = frozenset({"transform", "inverse_transform", "get_feature_names_out", "predict"})


@dataclass(frozen=True)
class CachedStep:
    """``read`` asks ``step`` for what only its copy in ``pipeline`` has."""

    read: ast.Attribute
    step: str
    pipeline: ast.Call


def cached_steps(facts: Facts) -> Iterator[CachedStep]:
    """Reads of steps behind a pipeline with ``memory``; the last step is no copy."""
    if not facts.says(_SAID):
        return
    for node in facts.nodes:
        if not isinstance(node, ast.Call) or called_as(node.func) not in ("Pipeline", "make_pipeline"):
            continue
        memory = next((k.value for k in node.keywords if k.arg == "memory"), None)
        if memory is None or (isinstance(memory, ast.Constant) and memory.value is None):
            continue
        scope = function_around(facts, node) or facts.source.tree
        for step in _steps(node):
            read = _read(scope, step, node)
            if read is not None:
                yield CachedStep(read, step, node)


def _steps(call: ast.Call) -> list[str]:
    """The variables of all steps but the last."""
    given = call.args[0] if called_as(call.func) == "Pipeline" and call.args else None
    given = given or next((k.value for k in call.keywords if k.arg == "steps"), None)
    if isinstance(given, (ast.List, ast.Tuple)):
        parts = [pair.elts[1] for pair in given.elts if isinstance(pair, ast.Tuple) and len(pair.elts) == 2]
    else:
        parts = list(call.args) if called_as(call.func) == "make_pipeline" else []
    return [name for part in parts[:-1] if (name := variable(part))]


def _read(scope: ast.AST | None, step: str, pipeline: ast.Call) -> ast.Attribute | None:
    """What it learned is asked for later, and it was never fitted itself."""
    nodes = every_node(scope)
    asked = [n for n in nodes if isinstance(n, ast.Attribute) and variable(n.value) == step]
    if any(n.attr.startswith("fit") for n in asked):
        return None
    for node in asked:
        learned = node.attr.endswith("_") and not node.attr.startswith("_")
        if node.lineno > (pipeline.end_lineno or pipeline.lineno) and (learned or node.attr in _ASKS):
            return node
    return None

"""Evaluations that record a graph for gradients nobody computes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import module_classes
from mlsmells.facts.analyses.training.passes import Pass, header, is_evaluation, over_data, passes
from mlsmells.facts.analyses.training.surroundings import around, functions_on_the_way, without_gradients
from mlsmells.facts.analyses.training.things import called
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Whoever says one of these has gradients in hand: they are wanted, or switched off in a way that is not followed.
_IN_HAND = regex(
    r"no_grad|enable_grad|set_grad|requires_grad|autograd|\.grad\b|grad_?cam|gradient|inference_mode|volatile|\.backward\(|"
    r"attack|adversar|salien|explain|captum|attribut|perturb|stop_grad|maml|inner_loop|accelerat|\.detach\(\)\.requires"
)
_OFF_FOR_ALL = regex(r"set_grad_enabled\(|inference_mode\(True\)")
# Frameworks call these with gradients switched off.
_CALLED_BY_A_FRAMEWORK = regex(r"_step$|^on_|^(?:forward|__call__|compute_loss|prediction_loop)$|callback|hook")
# What is called so makes networks, or calls them in its own way.
_NO_NETWORK = regex(r"pipe|class|factory|build|make|generate")
# Libraries whose networks switch gradients off themselves.
_BY_ITSELF = frozenset({"ultralytics", "sentence_transformers", "whisper", "fastai", "facenet_pytorch", "easyocr"})


def tracked_gradients(facts: Facts) -> Iterator[Pass]:
    """Passes of a torch network that score or predict while a graph is recorded; each place once."""
    if "torch" not in facts.packages or facts.packages & _BY_ITSELF or facts.says(_OFF_FOR_ALL):
        return
    seen: set[object] = set()
    quiet = {id(one.event.node) for one in passes(facts) if without_gradients(facts, one.event)}
    for one in passes(facts):
        if id(one.event.node) in quiet or header(one) in seen or not is_evaluation(facts, one):
            continue
        if _is_of_torch(facts, one) and _is_run_here(facts, one) and not _has_gradients_in_hand(facts, one):
            seen.add(header(one))
            yield one


def _is_of_torch(facts: Facts, one: Pass) -> bool:
    """A module that the file makes, or what is switched to eval mode under its name."""
    network = one.network
    if isinstance(network, Obj):
        return network.is_a("module")
    if not isinstance(network, Value) or (network.read is not None and "hub" in network.read.tags):
        return False
    name = called(one.event.node)
    if _NO_NETWORK.search(name.lower()):
        return False
    switched = (call for call in facts.everywhere(Call) if "mode.eval" in call.tags)
    return any(isinstance(c.node, ast.Call) and _holder(c.node) == name for c in switched) if name else False


def _holder(node: ast.Call) -> str:
    return ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""


def _is_run_here(facts: Facts, one: Pass) -> bool:
    """A loop over the data stands around it: what only hands the outputs on leaves gradients to its callers."""
    own = {info.node for info in module_classes(facts)}
    if any(outer in own for outer in around(facts, one.event.node)):
        return False
    return over_data(one)


def _has_gradients_in_hand(facts: Facts, one: Pass) -> bool:
    functions = functions_on_the_way(facts, one.event)
    if any(_CALLED_BY_A_FRAMEWORK.search(function.name.lower()) for function in functions):
        return True
    blocks: list[ast.AST] = [*functions] or ([one.loop] if one.loop is not None else [])
    return any(_IN_HAND.search(_text(facts, block).lower()) for block in blocks)


def _text(facts: Facts, block: ast.AST) -> str:
    """Of a function with its decorators."""
    start = min([getattr(block, "lineno", 1), *(d.lineno for d in getattr(block, "decorator_list", ()))])
    return "\n".join(facts.source.lines[start - 1 : getattr(block, "end_lineno", 1)])

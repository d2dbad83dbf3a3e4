"""Passes of data through a network: those it learns from, and those that score or predict."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.loops import common_loop
from mlsmells.facts.analyses.training.surroundings import (
    around,
    function_around,
    functions_on_the_way,
    without_gradients,
)
from mlsmells.facts.analyses.training.things import called, thing
from mlsmells.facts.domain.events import Backward, Call, Event, Predict
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_HELD_OUT = (
    r"(?:val|valid|validation|validate|test|testing|dev|eval|evaluation|evaluate|holdout|predict|prediction|infer|"
    r"inference)"
)
# What functions that score or predict are called, and the data they go over.
_NAMED = regex(rf"(?:^|_){_HELD_OUT}(?:$|_)|^(?:val|valid|test|eval)(?:loader|set|data|dl|ds|iter|gen)\b")
# What networks are called where nothing else shows that it is one.
_NETWORK = regex(
    r"model|net|encoder|decoder|classif|generator|discriminator|critic$|policy|actor|backbone|module|resnet|bert|cnn|lstm|gru"
)
# What is done with outputs that are scored.
_SCORED = regex(
    r"correct|accura|argmax|\.max\(|metric|\bf1|auc\b|\bmse\b|psnr|dice|\biou\b|confusion|\bpreds?\b|predict"
)
# An agent acts in a world, layers get their statistics anew: neither is an evaluation.
_OTHER_WORK = regex(
    r"\benvs?\b|\baction|rollout|replay|buffer|update_bn|calibrat|mc_?dropout|monte|uncertain|bayes",
)


# Decorators of functions that answer requests.
_ROUTES = frozenset({"route", "get", "post", "put", "websocket", "api_view"})
# What is done to networks alone.
_OF_NETWORKS = frozenset({"mode.train", "mode.eval", "module.load-state", "module.parameters"})


@dataclass(frozen=True)
class Pass:
    """Data goes through a network. ``learned``: the network learns from the result. ``loop``: the innermost, if
    it does nothing but that."""

    event: Event
    network: object
    learned: bool
    loop: ast.AST | None


def passes(facts: Facts) -> list[Pass]:
    """All passes of the file through things that are, or may be, networks."""
    if "passes" not in facts.memo:
        facts.memo["passes"] = list(_found(facts))
    known: list[Pass] = facts.memo["passes"]
    return known


def _found(facts: Facts) -> list[Pass]:
    backwards = facts.everywhere(Backward)
    shown = {id(thing(call)) for call in facts.everywhere(Call) if call.tags & _OF_NETWORKS}
    out = []
    for event in facts.events:
        if event.foreign or not _is_pass(event):
            continue
        network = thing(event)
        if id(network) in shown or isinstance(event, Predict) or _NETWORK.search(called(event.node).lower()):
            loop = event.loop if not any(event.loop in b.loops for b in backwards) else None
            out.append(Pass(event, network, _is_learned(facts, event, backwards), loop))
    return out


def _is_pass(event: Event) -> bool:
    if isinstance(event, Predict):
        return event.obj.is_a("module") and event.method in ("__call__", "forward")
    return isinstance(event, Call) and "module.forward" in event.tags


def _is_learned(facts: Facts, event: Event, backwards: list[Backward]) -> bool:
    """Gradients of it are computed: in the same loop, or in the same function."""
    if isinstance(event, Predict) and event.trained:
        return True
    here = function_around(facts, event.node)
    after = [b for b in backwards if b.order > event.order]
    near = [
        b for b in after
        if (common_loop(event, b) is event.loop and event.loop is not None)
        or (b.function == event.function and b.calls == event.calls and b.loops == event.loops)
    ]  # fmt: skip
    if not near or without_gradients(facts, event):
        return False
    # A function of another name than the one that learns may be called in the same loop.
    return (
        here is None
        or not _NAMED.search(here.name.lower())
        or any(function_around(facts, b.node) is here for b in near)
    )


def is_evaluation(facts: Facts, one: Pass) -> bool:
    """The outputs are scored or are predictions: said by the function, the data, or what is done with them."""
    if not _is_apart(facts, one):
        return False
    event = one.event
    if any(_NAMED.search(name) for name in _names(facts, event)) or _over_held_out_data(one):
        return True
    scored = _SCORED.search(_text(facts, _block(facts, one)).lower()) is not None
    return _is_served(facts, event) or (scored and without_gradients(facts, event))


def is_inference(facts: Facts, one: Pass) -> bool:
    """The outputs are wanted and no gradients: of a network that was loaded, these are predictions."""
    return is_evaluation(facts, one) or (_is_apart(facts, one) and without_gradients(facts, one.event))


def _is_apart(facts: Facts, one: Pass) -> bool:
    """Outputs that somebody wants, and from which nothing is learned; no other work either."""
    if one.learned or _is_dropped(one.event) or _in_training_loop(facts, one):
        return False
    texts = (_text(facts, _block(facts, one)).lower(), *_names(facts, one.event))
    return not any(_OTHER_WORK.search(text) for text in texts)


def _names(facts: Facts, event: Event) -> list[str]:
    """What the function is called that it stands in, and the one that calls this."""
    return [function.name.lower() for function in functions_on_the_way(facts, event)[-2:]]


def _is_dropped(event: Event) -> bool:
    """Nobody looks at what comes out."""
    return isinstance(event.statement, ast.Expr) and event.statement.value is event.node


def _is_served(facts: Facts, event: Event) -> bool:
    """In a function that answers requests: ``@app.post("/predict")``."""
    return any(
        isinstance(decorator, ast.Call) and called_as(decorator.func) in _ROUTES
        for function in functions_on_the_way(facts, event)
        for decorator in function.decorator_list
    )


def _over_held_out_data(one: Pass) -> bool:
    """``for images, labels in tqdm(val_loader):``, ``model(X_test)``."""
    node = one.event.node
    data = [*node.args, *(keyword.value for keyword in node.keywords)] if isinstance(node, ast.Call) else []
    if isinstance(one.loop, (ast.For, ast.AsyncFor)) and over_data(one):
        data.append(one.loop.iter)
    return any(_NAMED.search(called_as(inner).lower()) for part in data for inner in every_node(part))


def _in_training_loop(facts: Facts, one: Pass) -> bool:
    """A loop around it computes gradients itself: a teacher, a sample, a rollout, the score of a batch of training.

    A function of its own that is called in it, or a loop over other data, is an evaluation.
    """
    event = one.event
    backwards = facts.once("backward by loop", lambda: _by_loop(facts))
    inner = [b for loop in event.loops for b in backwards.get(loop, ())]
    if not inner or _over_held_out_data(one):
        return False
    here = function_around(facts, event.node)
    apart = here is not None and _NAMED.search(here.name.lower()) is not None
    return not apart or any(function_around(facts, b.node) is here for b in inner)


def _by_loop(facts: Facts) -> dict[ast.AST, list[Backward]]:
    """The calls of ``backward()`` by the loop that they stand in."""
    found: dict[ast.AST, list[Backward]] = {}
    for event in facts.everywhere(Backward):
        if event.loop is not None:
            found.setdefault(event.loop, []).append(event)
    return found


def _block(facts: Facts, one: Pass) -> ast.AST:
    """The loop over the data, where it stands in the function; else the function."""
    node = one.event.node
    for outer in around(facts, node):
        if outer is one.loop or isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return outer
    return one.event.statement or node


def _text(facts: Facts, block: ast.AST) -> str:
    start, end = getattr(block, "lineno", 1), getattr(block, "end_lineno", 1)
    return "\n".join(facts.source.lines[start - 1 : end])


def name_of(one: Pass) -> str:
    """How the network is written."""
    return called(one.event.node) or "model"


def over_data(one: Pass) -> bool:
    """The innermost loop stands around the call itself, and goes over data."""
    loop, line = one.loop, one.event.line
    return isinstance(loop, (ast.For, ast.AsyncFor)) and loop.lineno <= line <= (loop.end_lineno or 0)


def header(one: Pass) -> Span:
    """Where to report a pass: the head of the loop over the data, or the call itself."""
    loop = one.loop
    if isinstance(loop, (ast.For, ast.AsyncFor)) and over_data(one):
        return Span(loop.lineno, loop.col_offset, loop.iter.end_lineno or loop.lineno, loop.iter.end_col_offset or 0)
    return Span.of(one.event.node)


def place(one: Pass) -> Span:
    """The same for a message; a loop over numbers says nothing of the data: there it is the call."""
    counts = isinstance(one.loop, (ast.For, ast.AsyncFor)) and _counts(one.loop.iter)
    return Span.of(one.event.node) if counts else header(one)


def _counts(iterated: ast.expr) -> bool:
    return any(
        called_as(node.func) in ("range", "trange") for node in every_node(iterated) if isinstance(node, ast.Call)
    )


def first_statement(loop: ast.AST) -> ast.stmt | None:
    """The first statement in a loop."""
    return loop.body[0] if isinstance(loop, (ast.For, ast.AsyncFor, ast.While)) else None

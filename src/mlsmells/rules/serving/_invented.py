"""Answers of a model or service that come from a random generator and from nothing else.

Asked of a function that predicts, by its name, in a class of its own or in a handler. What it gives back is followed
to draws, and to everything that could inform it: what the input holds (not how long it is), and what the object
learned. Only a draw that nothing informs is invented; noise on a prediction, and a sample of what was learned, are not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import Facts, Flow, called_as, every_node, handlers, variable, words_of

_DRAWS = regex(r"\b(?:random|rand|randn|rng|uniform|choice|randint)\b")
_PREDICTS = frozenset(
    "predict predict_proba predict_log_proba predict_one predict_single predict_batch decision_function score_samples "
    "classify forecast infer inference".split()
)
_KEYS = frozenset(
    "prediction predictions predicted probability probabilities proba confidence confidences score scores label "
    "labels class risk sentiment forecast".split()
)
_MEANT = frozenset(
    "random dummy mock mocked fake stub baseline simulated simulation simulator synthetic sampler sampling agent "
    "policy monte mc noise noisy bootstrap chance test example demo bandit thompson".split()
)
_SIZES = frozenset("n num number classes size dim shape count len length batch labels features horizon steps".split())
_MODULES = ("random", "np.random", "numpy.random", "torch", "tf.random", "self.rng", "rng", "secrets")
_TORCH = frozenset("rand randn randint rand_like randn_like".split())
_NOT_DRAWN = frozenset("seed default_rng RandomState Random manual_seed set_seed Generator SeedSequence".split())
_SHAPES = frozenset("len hasattr isinstance range".split())
_OPEN = regex(
    r"(?i)#[^#\n]*\b(mock|placeholder|simulat\w*|dummy|fake|todo|demo|stub)|^\s*\"\"\".*\b(mock|placeholder|dummy)"
)
Block = ast.FunctionDef | ast.AsyncFunctionDef


class Invented(NamedTuple):
    """``draw`` is what ``function`` answers, at ``place``. ``said``: a comment in it says so."""

    place: ast.AST
    draw: ast.Call
    function: str
    said: bool


def invented(facts: Facts) -> Iterator[Invented]:
    """All of the file, one for each function."""
    if not facts.says(_DRAWS) or _MEANT & words_of(facts.source.path):
        return
    for block in _blocks(facts):
        draws = [n for n in every_node(block) if isinstance(n, ast.Call) and _is_draw(n)]
        if not draws:
            continue
        drawn, informed = _flows(block, draws)
        for place, value in _answers(block):
            draw = next((d for d in draws if any(n is d for n in every_node(value))), draws[0])
            if drawn.reaches(value) and not informed.reaches(value) and not _is_sampled(draw):
                text = "\n".join(facts.source.lines[block.lineno - 1 : block.end_lineno])
                yield Invented(place, draw, block.name, _OPEN.search(text) is not None)
                break


def _blocks(facts: Facts) -> Iterator[Block]:
    """Methods that predict, of classes that do not say what they are for; and handlers."""
    for function in facts.functions:
        node, owner = function.node, function.owner
        if isinstance(node, ast.Lambda) or owner is None or node.name not in _PREDICTS:
            continue
        if not _MEANT & {*words_of(owner.node.name), *words_of(node.name)}:
            yield node
    for handler in handlers.handlers(facts):
        if not isinstance(handler.node, (ast.For, ast.AsyncFor)) and not _MEANT & words_of(handler.name):
            yield handler.node


def _is_draw(call: ast.Call) -> bool:
    name = variable(call.func)
    holder, _, method = name.rpartition(".")
    if method in _NOT_DRAWN or holder not in _MODULES:
        return False
    return holder != "torch" or method in _TORCH


def _flows(block: Block, draws: list[ast.Call]) -> tuple[Flow, Flow]:
    """What comes from the draws, and what comes from the input or from what was learned."""
    ids = frozenset(map(id, draws))
    given = {a.arg for a in (*block.args.posonlyargs, *block.args.args, *block.args.kwonlyargs)} - {"self", "cls"}
    empty = frozenset(id(n) for node in every_node(block) for n in _told_shape(node))

    def informs(node: ast.AST) -> bool:
        if id(node) in empty:
            return False
        if isinstance(node, ast.Attribute) and called_as(node.value) == "self":
            return not _SIZES & words_of(node.attr) and node.attr != "rng"
        return isinstance(node, ast.Name) and node.id in given

    return Flow(block, lambda node: id(node) in ids), Flow(block, informs)


def _told_shape(node: ast.AST) -> Iterator[ast.AST]:
    """What is asked for its shape alone, or only chooses the seed."""
    match node:
        case ast.Call(func=func, args=args) if called_as(func) in _SHAPES | _NOT_DRAWN:
            for arg in args:
                yield from every_node(arg)
        case ast.Attribute(attr="shape" | "index" | "size", value=value):
            yield from every_node(value)


def _answers(block: Block) -> Iterator[tuple[ast.AST, ast.expr]]:
    """What is given back; of a dictionary, what stands under the name of a prediction."""
    for node in every_node(block):
        if not isinstance(node, ast.Return) or node.value is None:
            continue
        if not isinstance(node.value, ast.Dict):
            if block.name in _PREDICTS:
                yield node, node.value
            continue
        for key, value in zip(node.value.keys, node.value.values, strict=True):
            if isinstance(key, ast.Constant) and _KEYS & words_of(str(key.value)):
                yield value, value


def _is_sampled(draw: ast.Call) -> bool:
    """Drawn from what was learned: ``np.random.normal(self.mean, self.std)``."""
    given = (n for arg in (*draw.args, *(k.value for k in draw.keywords)) for n in every_node(arg))
    return any(
        isinstance(n, ast.Attribute) and called_as(n.value) == "self" and not _SIZES & words_of(n.attr) for n in given
    )

"""Images for networks that a library trained: prepared as those the network learned from, or in another way.

The networks of ``keras.applications`` want pixels in four ways: in BGR with the means taken off, from -1 to 1,
normalised, or as they are, because the network scales them itself. ``preprocess_input`` of another network of the same
way does the same.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import parents
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\bapplications\b")
_PREPARES = regex(r"^(?:tensorflow\.)?keras\.applications\.(\w+)\.preprocess_input$")
_BACKBONE = regex(r"^(?:tensorflow\.)?keras\.applications\.(?:\w+\.)?([A-Z]\w+)$")
# The first that matches, of a class or of a module.
_WAYS = (
    (regex(r"^(?:efficientnet|mobilenet_?v3|convnext|regnet|resnet_?rs)", 2), "itself"),
    (regex(r"^(?:inception|mobilenet|xception|nasnet|resnet\d*_?v2)", 2), "-1 to 1"),
    (regex(r"^(?:vgg|resnet)", 2), "BGR"),
    (regex(r"^densenet", 2), "normalised"),
)
_OPTION = frozenset({"include_preprocessing"})


class Unfit(NamedTuple):
    """``place`` prepares images ``by`` one way, and ``backbone`` wants another. ``twice``: they are scaled twice."""

    place: ast.AST
    by: str
    backbone: str
    made: ast.Call
    twice: bool


def unfit_images(facts: Facts) -> Iterator[Unfit]:
    """The first use of each preparation that none of the file's networks wants."""
    made = [*_backbones(facts)] if facts.says(_SAID) else []
    if not made:
        return
    ways = {way for _, way, _ in made}
    seen: set[str] = set()
    for node, module in _prepared(facts):
        way = _way(module)
        if way and way not in ways and module not in seen:
            seen.add(module)
            yield Unfit(node, module, made[0][0], made[0][2], twice=False)
    if ways == {"itself"} and not any(_prepared(facts)):
        scaled = _scaled(facts)
        if scaled is not None:
            yield Unfit(scaled, "255", made[0][0], made[0][2], twice=True)


def _way(name: str) -> str:
    return next((way for pattern, way in _WAYS if pattern.match(name)), "")


def _backbones(facts: Facts) -> Iterator[tuple[str, str, ast.Call]]:
    """Networks with the library's weights, that scale by themselves unless told otherwise."""
    for call in facts.nodes_of(ast.Call):
        match = _BACKBONE.match(qualified(facts, call.func))
        way = _way(match[1]) if match is not None else ""
        options = {keyword.arg: keyword.value for keyword in call.keywords}
        weights = options.get("weights")
        if not way or (isinstance(weights, ast.Constant) and weights.value is None) or _OPTION & options.keys():
            continue
        assert match is not None
        yield match[1], way, call


def _prepared(facts: Facts) -> Iterator[tuple[ast.AST, str]]:
    """Where ``preprocess_input`` is called or handed on."""
    nodes: list[ast.Name | ast.Attribute] = [*facts.nodes_of(ast.Name), *facts.nodes_of(ast.Attribute)]
    for node in nodes:
        match = _PREPARES.match(qualified(facts, node)) if isinstance(node.ctx, ast.Load) else None
        if match is not None and not isinstance(parents(facts).get(node), ast.Attribute):
            yield node, match[1]


def _scaled(facts: Facts) -> ast.AST | None:
    """``ImageDataGenerator(rescale=1.0 / 255)`` in all generators, or ``Rescaling(1.0 / 255)``."""
    calls = [call for call in facts.nodes_of(ast.Call) if called_as(call.func) in ("ImageDataGenerator", "Rescaling")]
    scaled = [call for call in calls if any(_is_a_255th(n) for n in every_node(call))]
    return scaled[0] if scaled and len(scaled) == len(calls) else None


def _is_a_255th(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and isinstance(node.right, ast.Constant)
        and node.right.value == 255
    )

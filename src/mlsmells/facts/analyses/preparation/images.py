"""Images for training and images for testing: both are scaled and normalised, or neither is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"ImageDataGenerator|Compose\(|/=?\s*255")
_TRAINS = regex(r"(?:^|_)(?:train|training|tr|trn)(?:$|_)")
_TESTS = regex(r"(?:^|_)(?:test|testing|val|valid|validation|eval|evaluation|infer|inference|predict|tst|te)(?:$|_)")
_WORDS = regex(r"(?<=[a-z])(?=[A-Z])")
# What scales the pixels of a generator.
_SCALES = frozenset(
    {"rescale", "preprocessing_function", "samplewise_std_normalization", "featurewise_std_normalization",
     "samplewise_center", "featurewise_center"}
)  # fmt: skip
# Layers that scale inside the network: then nobody else need.
_INSIDE = regex(
    r"Rescaling\(|Normalization\(axis|layers\.Normalization|preprocess_input|Lambda\(lambda \w+: *\w+ */|normalize\(|"
    r"[a-zA-Z_)\]] */ *255"
)
# Steps behind which a picture is a tensor that a network may get.
_TO_TENSOR = frozenset({"ToTensor", "ToTensorV2", "ToImage", "ConvertImageDtype", "ToDtype", "PILToTensor"})
_NORMALISES = frozenset({"Normalize", "Normalise"})


@dataclass(frozen=True)
class UnlikeImages:
    """``without`` prepares images without what ``scaled`` does to others."""

    without: ast.Call
    scaled: ast.Call
    name: str
    other: str
    how: str


@dataclass(frozen=True)
class _Maker:
    call: ast.Call
    name: str
    scales: bool
    part: str  # train, test or ""


def unlike_images(facts: Facts) -> Iterator[UnlikeImages]:
    """Generators and transforms for one part that leave out what those for the other part do."""
    if not facts.says(_SAID):
        return
    yield from _compared([m for m in _makers(facts) if called_as(m.call.func) == "ImageDataGenerator"], "rescaled")
    transforms = [m for m in _makers(facts) if called_as(m.call.func) == "Compose"]
    yield from _compared(transforms, "normalised")


def _compared(makers: list[_Maker], how: str) -> Iterator[UnlikeImages]:
    """Where all of one part scale and none of the other does."""
    parts = {part: [m for m in makers if m.part == part] for part in ("train", "test")}
    for here, there in (("train", "test"), ("test", "train")):
        if parts[here] and parts[there]:
            if all(m.scales for m in parts[there]) and not any(m.scales for m in parts[here]):
                first, other = parts[here][0], parts[there][0]
                yield UnlikeImages(first.call, other.call, first.name, other.name, how)


def _makers(facts: Facts) -> Iterator[_Maker]:
    inside = _INSIDE.search(facts.source.code) is not None
    for statement in facts.nodes:
        for name, call in _named_calls(statement):
            kind = called_as(call.func)
            if kind == "ImageDataGenerator" and not inside and not _is_open(call):
                yield _Maker(call, name, any(k.arg in _SCALES for k in call.keywords), _part(name))
            elif kind == "Compose" and (steps := _steps(call)) and steps & _TO_TENSOR:
                if not any(step[:1].islower() or step == "" for step in steps):
                    yield _Maker(call, name, bool(steps & _NORMALISES), _part(name))


def _named_calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """``train_transform = Compose(…)``, ``{"train": Compose(…)}``."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        yield variable(node.targets[0]), node.value
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and isinstance(value, ast.Call):
                yield repr(key.value), value


def _part(name: str) -> str:
    """What its name says it is for; "" where it says both or nothing."""
    words = _WORDS.sub("_", name.strip("'")).rpartition(".")[2].lower()
    trains, tests = _TRAINS.search(words) is not None, _TESTS.search(words) is not None
    return "" if trains == tests else "train" if trains else "test"


def _is_open(call: ast.Call) -> bool:
    return any(k.arg is None for k in call.keywords) or bool(call.args)


def _steps(call: ast.Call) -> set[str]:
    """What the steps of a list are called, also inside of others; nothing for a list that is made elsewhere."""
    given = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "transforms"), None)
    if not isinstance(given, (ast.List, ast.Tuple)):
        return set()
    if any(not isinstance(element, ast.Call) for element in given.elts):
        return {""}
    return {called_as(n.func) for e in given.elts for n in every_node(e) if isinstance(n, ast.Call)}

"""Networks of Keras whose initialisers all bring a seed: building one draws nothing that another run would not."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.values import Arg, ArgState

if TYPE_CHECKING:
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.record.facts import Facts

# The arguments with which a layer fills its weights.
WEIGHTED = {
    "Dense": ("kernel",), "Embedding": ("embeddings",), "Conv1D": ("kernel",), "Conv2D": ("kernel",),
    "Conv3D": ("kernel",), "Conv2DTranspose": ("kernel",), "DepthwiseConv2D": ("depthwise",),
    "SeparableConv2D": ("depthwise", "pointwise"), "LSTM": ("kernel", "recurrent"), "GRU": ("kernel", "recurrent"),
    "SimpleRNN": ("kernel", "recurrent"), "ConvLSTM2D": ("kernel", "recurrent"), "LSTMCell": ("kernel", "recurrent"),
    "MultiHeadAttention": ("kernel",),
}  # fmt: skip
_DROPPING = ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "AlphaDropout", "GaussianDropout", "GaussianNoise")
# They draw nothing.
_CONSTANT = ("zeros", "ones", "Zeros", "Ones", "Constant", "Identity", "identity")


def all_seeded(facts: Facts) -> bool:
    """The layers of the file that have weights, and those that drop something, all bring a seed."""
    layers = [obj for obj in facts.objects if obj.is_a("layer") and obj.cls.startswith("keras.")]
    weighted = [obj for obj in layers if obj.short in WEIGHTED]
    return bool(weighted) and all(_is_seeded(facts, obj) for obj in layers)


def _is_seeded(facts: Facts, obj: Obj) -> bool:
    if obj.short in _DROPPING:
        return not obj.param("seed").absent_or(None)
    return all(_draws_nothing(facts, obj.param(f"{part}_initializer")) for part in WEIGHTED.get(obj.short, ()))


def _draws_nothing(facts: Facts, initialiser: Arg) -> bool:
    """A constant, or an initialiser with a seed, also under a name that is given to one only."""
    if initialiser.is_const(*_CONSTANT):
        return True
    if initialiser.state is ArgState.ABSENT or initialiser.node is None:
        return False
    return all(_brings_seed(node) for node in _made(facts, initialiser.node))


def _made(facts: Facts, node: ast.expr) -> list[ast.expr]:
    if not isinstance(node, ast.Name):
        return [node]
    given = [
        assigned.value
        for assigned in facts.nodes
        if isinstance(assigned, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == node.id for t in assigned.targets)
    ]
    return given or [node]


def _brings_seed(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if ast.unparse(node.func).rpartition(".")[2] in _CONSTANT:
        return True
    seeds = [keyword.value for keyword in node.keywords if keyword.arg == "seed"]
    return any(not (isinstance(seed, ast.Constant) and seed.value is None) for seed in seeds)

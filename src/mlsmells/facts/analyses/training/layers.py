"""Layers that work differently in training and evaluation: dropout, batch normalisation."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Instance
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_BY_MODE = regex(
    r"[Dd]rop(?:out|_?[Pp]ath|[Bb]lock|[Cc]onnect)|[Bb]atch_?[Nn]orm|\bBN\b|Instance_?[Nn]orm|StochasticDepth|RReLU|Spectral|[Tt]ransformer|"
    r"MultiheadAttention|\btraining\b"
)
# Layers, losses and containers of the library that are the same in both modes.
_PLAIN = regex(
    r"^(?:Linear|Bilinear|Identity|Embedding\w*|Conv\w*|LazyLinear|LazyConv\w*|\w*ReLU\w*|ELU|GELU|SiLU|Mish|Tanh|Sigmoid|Soft\w*|"
    r"LogSoftmax|Hard\w*|Flatten|Unflatten|LayerNorm|GroupNorm|RMSNorm|\w*Pool\w*|Upsample\w*|Pixel\w*|\w*Pad\w*|"
    r"Graph(?:Conv|Norm)|GCNConv|SAGEConv|GINE?Conv|GAT(?:v2)?Conv|ChebConv|SGConv|TAGConv|EdgeConv|RGCNConv|NNConv|"
    r"RNN\w*|LSTM\w*|GRU\w*|Sequential|Module\w*|Parameter\w*|\w*Loss|Cosine\w*|\w*Tensor|Variable|Parallel)$"
)


def depends_on_mode(facts: Facts, network: object) -> bool:
    """False only where all layers are known, and all of them are the same in both modes; and for a loss by its name."""
    if _called(network).endswith(("Loss", "Criterion")):
        return False
    if isinstance(network, Instance):
        return _of_class(facts, network.klass.node, set())
    if not isinstance(network, Obj):
        return _of_a_saved_one(facts) if isinstance(network, Value) and network.read is not None else True
    if network.classdef is not None:
        return _of_class(facts, network.classdef, set())
    if network.children:
        return any(depends_on_mode(facts, child) for _, child in network.children)
    if network.short == "Sequential":  # its layers are added one by one
        return facts.says(_BY_MODE)
    if "mode-dependent" in network.tags:
        return network.param("p").const != 0 if network.param("p").const is not None else True
    return not _PLAIN.match(network.short)


def _called(network: object) -> str:
    """The name of its class."""
    if isinstance(network, Instance):
        return network.klass.node.name
    return network.short if isinstance(network, Obj) else ""


def _of_a_saved_one(facts: Facts) -> bool:
    """A whole network from a file: its class stands here, if any does."""
    own = [info.node for info in facts.classes if any(called_as(base) == "Module" for base in info.node.bases)]
    return not own or any(_of_class(facts, node, set()) for node in own)


def _of_class(facts: Facts, node: ast.ClassDef, seen: set[str]) -> bool:
    seen.add(node.name)
    if any(not _is_plain_base(facts, base, seen) for base in node.bases):
        return True
    for inner in every_node(node):
        if isinstance(inner, (ast.Name, ast.Attribute)) and _BY_MODE.search(called_as(inner)):
            return True
        if isinstance(inner, ast.keyword) and inner.arg and _BY_MODE.search(inner.arg):
            return True
        if isinstance(inner, ast.Call) and not _is_own(inner) and not _is_plain(facts, called_as(inner.func), seen):
            return True
    return False


def _is_own(call: ast.Call) -> bool:
    """``self.Output(x)``: what it is says the line that binds it."""
    return isinstance(call.func, ast.Attribute) and called_as(call.func.value) == "self"


def _is_plain_base(facts: Facts, base: ast.expr, seen: set[str]) -> bool:
    name = called_as(base)
    return name in ("Module", "Sequential", "object", "ABC") or _is_plain(facts, name, seen)


def _is_plain(facts: Facts, name: str, seen: set[str]) -> bool:
    """A class that is known to be the same in both modes; small letters are functions."""
    if not name[:1].isupper() or _PLAIN.match(name) or name in seen:
        return True
    own = next((info.node for info in facts.followed_classes if info.node.name == name), None)
    return own is not None and not _of_class(facts, own, seen)

"""Arrays of pixels: those to learn from are divided by 255, those to test on are not, or the other way round."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"/=?\s*\(?(?:255|127\.5|256)")
_LEVELS = (255, 256, 127.5)
# Methods and functions that a model is given data by, and those that leave pixels as they are.
_GIVEN = frozenset({"evaluate", "predict", "fit", "score", "predict_classes", "predict_proba", "predict_generator"})
_KEEPS = frozenset(
    "reshape astype expand_dims array asarray squeeze len print copy shape float32 imshow flatten".split()
)
_READS = frozenset({"load_data", "load", "drop", "read_csv"})
# What scales inside the network.
_INSIDE = regex(
    r"Rescaling\(|layers\.Normalization|BatchNormalization\(input_shape|preprocess_input|experimental\.preprocessing"
)


@dataclass(frozen=True)
class UnlikeArrays:
    """``used`` gives pixels of ``name`` as they are; ``scaled`` divides those of ``other``."""

    used: ast.Call
    scaled: ast.stmt
    name: str
    other: str


def unlike_arrays(facts: Facts) -> Iterator[UnlikeArrays]:
    """The first use of raw pixels by a model, of each array whose partner is scaled."""
    tree = facts.source.tree
    if tree is None or not facts.says(_SAID) or facts.says(_INSIDE):
        return
    scopes: list[ast.AST] = [tree, *(f.node for f in facts.functions if not isinstance(f.node, ast.Lambda))]
    for scope in scopes:
        nodes = list(_own(scope))
        scaled = dict(_scaled(nodes))
        for name, statement in scaled.items():
            partner = _partner(name)
            if partner and partner not in scaled and _is_only_given(nodes, partner):
                used = next((n for n in nodes if _gives(n, partner)), None)
                if isinstance(used, ast.Call) and used.lineno > statement.lineno:
                    yield UnlikeArrays(used, statement, partner, name)


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the functions in it."""
    inner = [n for n in every_node(scope) if n is not scope and isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    held = {id(node) for function in inner for node in every_node(function)}
    return (node for node in every_node(scope) if id(node) not in held)


def _scaled(nodes: list[ast.AST]) -> Iterator[tuple[str, ast.stmt]]:
    """``x = x / 255``, ``x = x.astype("float32") / 255``, ``x /= 255``, ``x *= 1 / 255``."""
    for node in nodes:
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div) and _is_level(node.value):
            yield variable(node.target), node
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and _divides(node.value):
            name = variable(node.targets[0])
            if name and name in {variable(inner) for inner in every_node(node.value)}:
                yield name, node


def _divides(node: ast.AST) -> bool:
    return any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div) and _is_level(n.right) for n in every_node(node))


def _is_level(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in _LEVELS


def _partner(name: str) -> str:
    """``x_test`` of ``x_train``, ``testX`` of ``trainX``, and the other way round."""
    for one, other in (("train", "test"), ("test", "train")):
        if re.search(one, name, re.IGNORECASE):
            return re.sub(one, lambda m, other=other: _cased(m[0], other), name, flags=re.IGNORECASE)  # type: ignore[misc]
    return ""


def _cased(like: str, word: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[:1].isupper() else word


def _is_only_given(nodes: list[ast.AST], name: str) -> bool:
    """Nothing is done to the array but to look at it and to hand it to the model."""
    for node in nodes:
        if isinstance(node, ast.BinOp) and any(variable(n) == name for n in (node.left, node.right)):
            return False
        if isinstance(node, ast.AugAssign) and variable(node.target) == name:
            return False
        if isinstance(node, ast.Call) and called_as(node.func) not in _GIVEN | _KEEPS and _holds(node, name):
            return False
    made = [node for node in nodes if isinstance(node, ast.Assign) and _sets(node, name)]
    return bool(made) and all(_is_plain(node.value) for node in made)


def _holds(call: ast.Call, name: str) -> bool:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(variable(inner) == name for arg in given for inner in every_node(arg))


def _sets(node: ast.Assign, name: str) -> bool:
    return any(variable(inner) == name for target in node.targets for inner in every_node(target))


def _is_plain(value: ast.expr) -> bool:
    """Read or put into another shape; what is cut from a scaled array may be scaled by then."""
    return not isinstance(value, ast.Call) or called_as(value.func) in _KEEPS | _READS


def _gives(node: ast.AST, name: str) -> bool:
    """``model.predict(x_test)``, ``validation_data=(x_test, y_test)``."""
    return isinstance(node, ast.Call) and called_as(node.func) in _GIVEN and _holds(node, name)

"""Classes of networks that a file defines: layers that are hidden from torch, dropout that never ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.no_rate import is_never_set, is_set_elsewhere, is_switched
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

MODULES = frozenset({
    "torch.nn.Module", "torch.nn.modules.Module", "torch.nn.modules.module.Module", "torch.nn.Sequential",
    "lightning.pytorch.LightningModule", "pytorch_lightning.LightningModule", "lightning.LightningModule",
})  # fmt: skip
_DROPOUT = regex(r"^torch\.nn\.functional\.(?:feature_)?(?:alpha_)?dropout\w*$")
_LAYER = regex(r"^torch\.nn\.(?:Feature)?(?:Alpha)?Dropout(?:\dd)?$")
_ON_PURPOSE = regex(r"mc|monte|bayes|uncertain|always|stochastic|augment|noise|corrupt", 2)


def module_classes(facts: Facts) -> list[Class]:
    """The classes of the file that inherit from torch's Module."""
    return facts.once("module classes", lambda: [info for info in facts.classes if is_module(info)])


def is_module(info: Class, depth: int = 5) -> bool:
    """The class inherits from torch's Module, perhaps through others of the file."""
    return depth > 0 and any(
        base.name in MODULES if base.kind == "lib" else isinstance(base.ref, Class) and is_module(base.ref, depth - 1)
        for base in info.bases
    )


def qualified(facts: Facts, node: ast.AST) -> str:
    """The full name of a function or class of a library, as the file's imports say; "" for others."""
    if isinstance(node, ast.Attribute):
        holder = qualified(facts, node.value)
        return f"{holder}.{node.attr}" if holder else ""
    if not isinstance(node, ast.Name):
        return ""
    value = facts.module_values.get(node.id)
    return value.name if value is not None and value.kind == "lib" else ""


@dataclass(frozen=True)
class Dropout:
    """A call of a dropout function that drops in every mode. ``built``: of a layer that is made on the spot.

    ``unknown``: how much it drops is said in another file.
    """

    call: ast.Call
    name: str
    owner: str
    fixable: bool
    built: bool
    unknown: bool = False


def endless_dropout(facts: Facts) -> Iterator[Dropout]:
    """Dropout by a function, in a method of a network, that does not ask for the mode."""
    for info in module_classes(facts):
        if _ON_PURPOSE.search(info.node.name):
            continue
        for node in every_node(info.node):
            if not isinstance(node, ast.Call) or not (_is_function(facts, node) or _is_built_anew(facts, node)):
                continue
            method = function_around(facts, node)
            if method is None or _ON_PURPOSE.search(method.name) or method.name == "__init__":
                continue
            built = isinstance(node.func, ast.Call)
            if not built and not _drops_always(node):
                continue
            if _asked_before(facts, node, info.node) or _drops_nothing(facts, node, info.node, method):
                continue
            me = method.args.args[0].arg if method.args.args else ""
            fixable = not built and len(node.args) < 3 and me == "self"
            unknown = is_set_elsewhere(facts, _rate(node), info.node)
            yield Dropout(node, ast.unparse(node.func), info.node.name, fixable, built, unknown)


def _drops_nothing(facts: Facts, node: ast.Call, owner: ast.ClassDef, method: ast.AST) -> bool:
    rate = _rate(node)
    return is_never_set(facts, rate, owner) or is_switched(facts, rate, method)


def _is_function(facts: Facts, node: ast.Call) -> bool:
    return _DROPOUT.match(qualified(facts, node.func)) is not None


def _is_built_anew(facts: Facts, node: ast.Call) -> bool:
    """``nn.Dropout(0.5)(x)``: a layer that is made in each pass, and so in train mode."""
    return isinstance(node.func, ast.Call) and _LAYER.match(qualified(facts, node.func.func)) is not None


def _drops_always(node: ast.Call) -> bool:
    """``training`` is left at its default or constantly true, and the rate is not zero."""
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if None in keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
        return False
    rate = _rate(node)
    if isinstance(rate, ast.Constant) and rate.value == 0:
        return False
    given = node.args[2] if len(node.args) > 2 else keywords.get("training")
    return given is None or (isinstance(given, ast.Constant) and given.value is True)


def _rate(node: ast.Call) -> ast.expr | None:
    return node.args[1] if len(node.args) > 1 else next((k.value for k in node.keywords if k.arg == "p"), None)


def _asked_before(facts: Facts, node: ast.AST, owner: ast.ClassDef) -> bool:
    """It stands under a condition that asks for the mode, or for a wish: ``if self.training:``."""
    for outer in around(facts, node):
        if outer is owner:
            return False
        if isinstance(outer, (ast.If, ast.IfExp)) and _ASKS.search(ast.unparse(outer.test)):
            return True
    return False


_ASKS = regex(r"train|eval|\bmc|sampl|\bself\.mode")

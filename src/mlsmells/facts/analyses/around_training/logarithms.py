"""Logarithms of what has just been squeezed, summed or added to 1: forms that lose digits or overflow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.bindings import Bound, bindings
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\blog\(")
_LOG = frozenset({"torch.log", "tensorflow.math.log", "tensorflow.log", "numpy.log"})
_EXP = frozenset({"torch.exp", "tensorflow.math.exp", "tensorflow.exp", "numpy.exp"})
_SUM = frozenset({"torch.sum", "tensorflow.math.reduce_sum", "tensorflow.reduce_sum", "numpy.sum"})
_SOFTMAX = frozenset(
    {"torch.softmax", "torch.nn.functional.softmax", "torch.special.softmax", "tensorflow.nn.softmax",
     "scipy.special.softmax", "torch.nn.Softmax"}
)  # fmt: skip
_SIGMOID = frozenset(
    {"torch.sigmoid", "torch.nn.functional.sigmoid", "torch.special.expit", "tensorflow.sigmoid",
     "tensorflow.nn.sigmoid", "tensorflow.math.sigmoid", "scipy.special.expit", "torch.nn.Sigmoid"}
)  # fmt: skip
# What each form is to be written as: in torch, in TensorFlow, in NumPy.
_BETTER = {
    "softmax": ("log_softmax", "tf.nn.log_softmax", "scipy.special.log_softmax"),
    "sigmoid": ("logsigmoid", "tf.math.log_sigmoid", "scipy.special.log_expit"),
    "complement of a sigmoid": (
        "logsigmoid of the negative",
        "tf.math.log_sigmoid of the negative",
        "log_expit of the negative",
    ),
    "1 + exp": ("softplus", "tf.nn.softplus", "np.logaddexp(0, x)"),
    "sum of exp": ("logsumexp", "tf.reduce_logsumexp", "scipy.special.logsumexp"),
}


@dataclass(frozen=True)
class Unstable:
    """A logarithm of ``form``; ``inner`` is the softmax or sigmoid where it stands in the logarithm itself."""

    call: ast.Call
    form: str
    better: str
    inner: ast.Call | None


def unstable_logarithms(facts: Facts) -> Iterator[Unstable]:
    """The logarithms of the file that have a form of their own in the library."""
    if not facts.packages & {"torch", "tensorflow", "keras", "numpy", "scipy"} or not facts.says(_SAID):
        return
    for node in facts.nodes:
        of = _argument(facts, node)
        if of is None or not isinstance(node, ast.Call):
            continue
        meant = _meant(facts, of, node)
        form = _form(facts, meant)
        if form and not _is_kept_small(facts, meant, form):
            direct = meant if meant is of and isinstance(meant, ast.Call) else None
            yield Unstable(node, form, _BETTER[form][_library(facts, node, meant)], direct)


def _argument(facts: Facts, node: ast.AST) -> ast.expr | None:
    """What the logarithm is taken of: ``torch.log(x)``, ``x.log()`` of a call."""
    if not isinstance(node, ast.Call):
        return None
    if qualified(facts, node.func) in _LOG:
        return node.args[0] if len(node.args) == 1 else None
    is_method = isinstance(node.func, ast.Attribute) and node.func.attr == "log" and not node.args
    held = node.func.value if is_method and isinstance(node.func, ast.Attribute) else None
    return held if isinstance(held, (ast.Call, ast.BinOp)) and "torch" in facts.packages else None


def _meant(facts: Facts, node: ast.expr, place: ast.AST) -> ast.expr:
    """The expression itself, or the only one that its variable was given."""
    if not variable(node) or "." in variable(node):
        return node
    found = bindings(facts, variable(node), place)
    only = found[0] if len(found) == 1 and isinstance(found[0], ast.Assign) else None
    return only.value if only is not None and variable(only.targets[0]) == variable(node) else node


def _form(facts: Facts, node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        if _is(facts, node, _SOFTMAX, "softmax"):
            return "softmax"
        if _is(facts, node, _SIGMOID, "sigmoid"):
            return "sigmoid"
        return "sum of exp" if _is_sum_of_exp(facts, node) else ""
    if isinstance(node, ast.BinOp) and _is_one(node.left):
        if isinstance(node.op, ast.Sub) and _is(facts, node.right, _SIGMOID, "sigmoid"):
            return "complement of a sigmoid"
        return "1 + exp" if isinstance(node.op, ast.Add) and _is(facts, node.right, _EXP, "exp") else ""
    return ""


def _is(facts: Facts, node: ast.expr, names: frozenset[str], method: str) -> bool:
    """A call of the function, of its layer, or of the tensor's own method."""
    if not isinstance(node, ast.Call):
        return False
    if qualified(facts, node.func) in names:
        return bool(node.args) and not qualified(facts, node.func).rpartition(".")[2][:1].isupper()
    if isinstance(node.func, ast.Call):
        return qualified(facts, node.func.func) in names
    tensor = isinstance(node.func, ast.Attribute) and node.func.attr == method and "torch" in facts.packages
    return tensor and not qualified(facts, node.func) and variable(node.func).partition(".")[0] not in ("self", "cls")


def _is_sum_of_exp(facts: Facts, node: ast.Call) -> bool:
    if qualified(facts, node.func) in _SUM:
        return bool(node.args) and _is(facts, node.args[0], _EXP, "exp")
    return isinstance(node.func, ast.Attribute) and node.func.attr == "sum" and _is(facts, node.func.value, _EXP, "exp")


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (1, 1.0) and node.value is not True


def _is_kept_small(facts: Facts, node: ast.expr, form: str) -> bool:
    """The largest is subtracted by hand, ``sum(exp(x - m))``; or no power is positive, ``1 + exp(-abs(x))``."""
    if "exp" not in form:
        return False
    parts = every_node(node)
    if form == "sum of exp" and any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Sub) for n in parts):
        return True
    made = [b for n in parts if isinstance(n, ast.Name) for b in bindings(facts, n.id, node)]
    if form == "sum of exp" and any(map(_is_shifted, made)):
        return True
    whole = (node, *(bound.value for bound in made if bound.value is not None))
    return any("abs" in ast.unparse(part) or any(map(_is_bounded, every_node(part))) for part in whole)


def _is_shifted(bound: Bound) -> bool:
    """``x = x - x.max()``, ``x -= np.max(x)``: no power is larger than 0 any more."""
    taken = bound.value if isinstance(bound, ast.AugAssign) else getattr(bound.value, "right", None)
    op = bound.op if isinstance(bound, ast.AugAssign) else getattr(bound.value, "op", None)
    return isinstance(op, ast.Sub) and taken is not None and any(_is_largest(node) for node in every_node(taken))


def _is_largest(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called_as(node.func) in ("max", "amax", "nanmax", "reduce_max")


def _is_bounded(node: ast.AST) -> bool:
    """``np.clip(x, None, 20)``, ``x.clamp(max=20)``, ``np.minimum(x, 20)``: nothing is larger than the bound."""
    if not isinstance(node, ast.Call):
        return False
    name = called_as(node.func)
    if name in ("minimum", "fmin"):
        return True
    if name not in ("clip", "clamp", "clamp_", "clip_by_value"):
        return name == "clamp_max"
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    named = [given[key] for key in ("max", "a_max", "clip_value_max") if key in given]
    # The upper bound is the last of the two, behind the array where that is an argument.
    upper = named or (node.args[-1:] if len(node.args) == 3 or (len(node.args) == 2 and _is_method(node)) else [])
    return bool(upper) and not (isinstance(upper[0], ast.Constant) and upper[0].value is None)


def _is_method(node: ast.Call) -> bool:
    """``x.clip(0, 20)`` and not ``np.clip(x, 0)``."""
    held = node.func.value if isinstance(node.func, ast.Attribute) else None
    return held is not None and variable(held) not in ("np", "numpy", "torch", "tf", "tensorflow")


def _library(facts: Facts, node: ast.Call, of: ast.expr) -> int:
    names = [qualified(facts, n.func) for part in (node, of) for n in every_node(part) if isinstance(n, ast.Call)]
    if any(name.startswith("tensorflow.") for name in names):
        return 1
    return 2 if any(name.startswith(("numpy.", "scipy.")) for name in names) else 0

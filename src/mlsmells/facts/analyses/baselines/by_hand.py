"""Baselines that are worked out by hand: the error of the mean, the share of the most frequent class, the last value.

``np.mean((y_test - y_train.mean()) ** 2)``, ``(y_test == y_train.mode()[0]).mean()``,
``y_test.value_counts(normalize=True).max()``, ``(y - y.shift(1)).abs().mean()``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.baselines.names import Baseline, called
from mlsmells.facts.domain.events import Fit, Metric
from mlsmells.facts.syntax.walk import every_node, statements, variable
from mlsmells.facts.syntax.words import LABELS, words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_MIDDLE = frozenset("mean median mode most_common idxmax argmax average".split())
_AVERAGES = frozenset("mean median average sqrt nanmean".split())
_NEIGHBOURS = frozenset("shift roll lag diff".split())
_SAYS = regex(
    r"\b(?:mean|median|mode|most_common|idxmax|argmax|average|shift|roll|diff|value_counts|max)\b|\[:-\d",
    among="mean median mode most_common idxmax argmax average shift roll diff value_counts max [:-".split(),
)


def by_hand(facts: Facts) -> Iterator[Baseline]:
    """Errors of constants and of earlier values, against the labels."""
    if not facts.says(_SAYS):
        return
    labels = _label_names(facts)
    assigned = _assigned(facts)
    for node in facts.saying(_SAYS):
        if isinstance(node, ast.Call) and called(node) in _AVERAGES:
            for inner in every_node(node):
                if _is_error(inner, labels, assigned):
                    yield Baseline(node.lineno, "the error of a constant or of the last value is worked out")
        elif isinstance(node, (ast.Call, ast.Subscript)) and _is_share(node, labels):
            yield Baseline(node.lineno, "the share of the most frequent class")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and _is_root_of(node, labels, assigned):
            yield Baseline(node.lineno, "the error of a constant or of the last value is worked out")


def _label_names(facts: Facts) -> frozenset[str]:
    """What the labels of scores and fits are called, without what they are subscripted by."""
    nodes = [n for m in facts.everywhere(Metric) for n in m.argument_nodes]
    nodes += [a for f in facts.of(Fit) if isinstance(f.node, ast.Call) for a in f.node.args[1:2]]
    return frozenset(filter(None, (_stem(node) for node in nodes)))


def _stem(node: ast.AST) -> str:
    """``y`` of ``y[800:]``, ``y.values``, ``y.iloc[1:].to_numpy()``."""
    while isinstance(node, (ast.Subscript, ast.Call, ast.Attribute)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            break
        node = node.func if isinstance(node, ast.Call) else node.value
    return variable(node)


def _assigned(facts: Facts) -> dict[str, ast.expr]:
    out: dict[str, ast.expr] = {}
    for node in statements(facts.source.tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and (name := variable(node.targets[0])):
            out[name] = node.value
    return out


def _is_label(node: ast.AST, labels: frozenset[str]) -> bool:
    name = _stem(node)
    return name in labels or bool(words_of(name) & LABELS)


def _is_error(node: ast.AST, labels: frozenset[str], assigned: dict[str, ast.expr]) -> bool:
    """A difference or comparison of the labels with something that needs no model; also by a name."""
    match node:
        case (
            ast.BinOp(op=ast.Sub(), left=left, right=right)
            | ast.Compare(ops=[ast.Eq() | ast.NotEq()], left=left, comparators=[right])
        ):
            pairs = ((left, right), (right, left))
            return any(_is_label(a, labels) and _needs_no_model(a, b, assigned) for a, b in pairs)
        case ast.Call() if called(node) == "diff":
            return isinstance(node.func, ast.Attribute) and _is_label(node.func.value, labels)
        case ast.Name(id=name) if name in assigned and not isinstance(assigned[name], ast.Name):
            return _is_error(assigned[name], labels, {k: v for k, v in assigned.items() if k != name})
    return False


def _needs_no_model(label: ast.expr, other: ast.expr, assigned: dict[str, ast.expr]) -> bool:
    if isinstance(other, ast.Name) and other.id in assigned:
        other = assigned[other.id]
    calls = {called(n) for n in every_node(other) if isinstance(n, ast.Call)}
    if any(name.startswith("predict") or name in ("fit", "forward") for name in calls):
        return False
    if calls & _MIDDLE:
        return True
    same = _stem(label) == _stem(other) != ""
    return same and bool(calls & _NEIGHBOURS or any(_is_cut(n) for n in every_node(other)))


def _is_cut(node: ast.AST) -> bool:
    """``[:-1]`` of ``y[:-1]``: earlier values."""
    return isinstance(node, ast.Slice) and isinstance(node.upper, ast.UnaryOp)


def _is_root_of(node: ast.BinOp, labels: frozenset[str], assigned: dict[str, ast.expr]) -> bool:
    """``((y - m) ** 2).mean() ** 0.5``"""
    calls = (n for n in every_node(node.left) if isinstance(n, ast.Call) and called(n) in _AVERAGES)
    return any(_is_error(inner, labels, assigned) for call in calls for inner in every_node(call))


def _is_share(node: ast.Call | ast.Subscript, labels: frozenset[str]) -> bool:
    """``y.value_counts(normalize=True).max()``, ``.iloc[0]``; ``max(y.mean(), 1 - y.mean())``."""
    if isinstance(node, ast.Call) and called(node) == "max" and len(node.args) == 2:
        means = [n for n in every_node(node) if isinstance(n, ast.Call) and called(n) == "mean"]
        return len(means) == 2 and all(_is_label(m.func, labels) for m in means)
    if isinstance(node, ast.Call) and called(node) != "max":
        return False
    counts = [n for n in every_node(node) if isinstance(n, ast.Call) and called(n) == "value_counts"]
    shares = [c for c in counts if any(k.arg == "normalize" for k in c.keywords) and _is_label(c.func, labels)]
    return bool(shares)

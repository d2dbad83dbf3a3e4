"""Scores of one batch that are told as those of all: a variable that each batch binds anew, read after the loop.

Read is what the loop leaves behind. What adds up, grows or is asked of an object that keeps count is no number of one
batch; nor is anything where the loop goes over a single batch.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.loaders import HELD_OUT, loaders
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_LOADER = regex(r"loader|(?:^|_)(?:dl|batches|iterator|dataset|ds|data_?iter|generator)\d?(?:$|_)")
_EVALUATES = regex(r"(?:^|_)(?:evaluate|eval|validate|validation|test|testing)(?:$|_)")
_SCORES = frozenset("accuracy acc f1 precision recall auc iou dice miou psnr ssim mae rmse mse bleu wer loss".split())
_HITS = frozenset("correct corrects hits matches".split())
_PREDICTED = frozenset("pred preds prediction predictions predicted output outputs".split())
_METRICS = regex(
    r"_score$|_report$|confusion_matrix|^(?:accuracy|f1|compute_accuracy|calculate_accuracy|mean_(?:squared|absolute)_error)$"
)
_LOSSES = regex(r"loss|criterion|crit$|cross_entropy|objective", 2)
_SHOWS = frozenset("print set_postfix set_description set_postfix_str info debug write".split())
_GROWS = frozenset("append extend update add add_ put insert concat".split())
_WRAPS = frozenset("tqdm enumerate iter zip track progress_bar prefetch_generator".split())


@dataclass(frozen=True)
class LastBatch:
    """``name`` is bound at ``bound`` for each batch of ``loader``, and ``read`` after the loop."""

    bound: ast.Assign
    read: ast.AST
    name: str
    loader: str


def last_batches(facts: Facts) -> Iterator[LastBatch]:
    """One for each loop over batches that evaluates and keeps the score of the last one only."""
    for loop in facts.nodes_of(ast.For):
        data = _data(loop)
        if not data or not _is_evaluation(facts, loop, data) or _is_one_batch(facts, loop, data):
            continue
        scope = function_around(facts, loop) or facts.source.tree
        kept = _kept(loop)
        for bound in (node for node in every_node(loop) if isinstance(node, ast.Assign)):
            name = variable(bound.targets[0])
            if len(bound.targets) != 1 or not name or not _is_score(name, bound.value):
                continue
            if kept & {variable(part) for part in every_node(bound.value)} or name in kept or _is_handed_on(loop, name):
                continue
            read = _read_after(facts, scope, loop, name)
            if read is not None:
                yield LastBatch(bound, read, name, data)
                break


def _data(loop: ast.For) -> str:
    """The loader that a loop goes over."""
    node: ast.AST = loop.iter
    while isinstance(node, ast.Call) and called_as(node.func) in _WRAPS and node.args:
        node = node.args[0]
    name = variable(node)
    return name if _LOADER.search(name.rpartition(".")[2].lower()) else ""


def _is_evaluation(facts: Facts, loop: ast.For, data: str) -> bool:
    """The loader or the function says so, and nothing in the loop learns."""
    scope = function_around(facts, loop)
    words = (data.rpartition(".")[2].lower(), scope.name.lower() if scope is not None else "")
    if not any(HELD_OUT.search(word) or _EVALUATES.search(word) for word in words):
        return False
    return not any(
        isinstance(node, ast.Call) and called_as(node.func) in ("backward", "step", "fit", "train_step", "gradient")
        for node in every_node(loop)
    )


def _is_one_batch(facts: Facts, loop: ast.For, data: str) -> bool:
    """The loop ends by itself, or the loader gives everything at once."""
    if any(isinstance(node, (ast.Break, ast.Return)) for node in every_node(loop)):
        return True
    for loader in loaders(facts):
        size = loader.argument("batch_size", 1)
        if (
            loader.name.rpartition(".")[2] == data.rpartition(".")[2]
            and size is not None
            and "len(" in ast.unparse(size)
        ):
            return True
    return False


def _kept(loop: ast.For) -> set[str]:
    """What adds up over the batches: sums, lists, tensors that grow, places of an array, objects that keep count."""
    out, anew = set[str](), set[str]()
    for node in every_node(loop):
        if isinstance(node, ast.AugAssign):
            out.add(variable(node.target))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GROWS:
            out.add(variable(node.func.value))
        elif isinstance(node, ast.Assign):
            inside = {variable(part) for part in every_node(node.value)}
            for target in node.targets:
                held = target.value if isinstance(target, ast.Subscript) else target
                (out if isinstance(target, ast.Subscript) or variable(held) in inside else anew).add(variable(held))
    grown = {name for node in every_node(loop) if isinstance(node, ast.AugAssign) for name in [variable(node.target)]}
    return out - (anew - grown) - {""}


def _is_score(name: str, value: ast.expr) -> bool:
    """It is called a score, and computed of the batch: hits, a metric's function, a loss; or a prediction."""
    last = name.rpartition(".")[2]
    words = words_of(last) | ({"f1"} if "f1" in last.lower() else set())
    calls = [called_as(node.func) for node in every_node(value) if isinstance(node, ast.Call)]
    compares = any(isinstance(node, ast.Compare) for node in every_node(value))
    if _HITS & words:
        return compares and "sum" in calls
    if _PREDICTED & words:
        return bool(calls)
    if "mean" in calls and (compares or words & {"loss", "mse", "mae", "rmse"}):
        return bool(_SCORES & words)
    return bool(_SCORES & words) and any(_METRICS.search(call) or _LOSSES.search(call) for call in calls)


def _is_handed_on(loop: ast.For, name: str) -> bool:
    """Within the loop something takes it: a sum, a list, a meter; not what only shows how it goes."""
    passed = {
        id(part)
        for node in every_node(loop)
        if (isinstance(node, ast.Call) and called_as(node.func) in _SHOWS)
        or (isinstance(node, ast.Assign) and any(variable(target) == name for target in node.targets))
        for part in every_node(node)
    }
    return any(
        isinstance(node, (ast.Name, ast.Attribute))
        and isinstance(node.ctx, ast.Load)
        and variable(node) == name
        and id(node) not in passed
        for node in every_node(loop)
    )


def _read_after(facts: Facts, scope: ast.AST | None, loop: ast.For, name: str) -> ast.AST | None:
    """The first place after the loop, in the same function, that reads what the last batch left."""
    end = loop.end_lineno or loop.lineno
    places = [
        node
        for node in every_node(scope)
        if isinstance(node, (ast.Name, ast.Attribute)) and node.lineno > end and variable(node) == name
    ]
    first = min(places, key=lambda node: (node.lineno, isinstance(node.ctx, ast.Store)), default=None)
    here = first is not None and (function_around(facts, first) or facts.source.tree) is scope
    if first is None or not here or not isinstance(first.ctx, ast.Load):
        return None
    arms = [outer for outer in around(facts, loop) if isinstance(outer, (ast.If, ast.Try))]
    if any(first.lineno > (arm.end_lineno or 0) for arm in arms):
        return None
    if _PREDICTED & words_of(name.rpartition(".")[2]) and not _is_scored(facts, first):
        return None
    return first


def _is_scored(facts: Facts, read: ast.AST) -> bool:
    """A metric gets it, or it is compared with the labels."""
    for outer in around(facts, read):
        if isinstance(outer, ast.Compare) or (isinstance(outer, ast.Call) and _METRICS.search(called_as(outer.func))):
            return True
        if isinstance(outer, ast.stmt):
            return False
    return False

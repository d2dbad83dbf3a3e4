"""Simple models, earlier models and predictions that need no model: what a model can be compared with."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.baselines.names import WORD, Baseline, called
from mlsmells.facts.domain.events import Fit, Metric, Read, statement_words
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.walk import statements, variable
from mlsmells.knowledge import load

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Class tags of models that are a baseline wherever they stand, and of models that are simpler than the heavy ones.
# What somebody writes down in a class of their own is mostly simple.
SIMPLE = frozenset({"baseline", "linear", "naive-bayes", "own"})
SIMPLER = frozenset({"tree", "neighbors"})
HEAVY = frozenset({"ensemble", "forest", "boosting", "neural", "automl"})
STUMP_DEPTH = 3
_MODEL_TEXT = regex(r"\b(?:fit|predict|score|accuracy|cross_val\w*|run_cv)\b|baseline", re.IGNORECASE)
_DENSE = frozenset({"Dense", "Linear", "LazyLinear"})
_LEARNING = regex(
    r"Conv|LSTM|GRU|RNN|Embedding|Attention|Transformer|Block|Net|Model|Sequential|Encoder|Decoder|Bidirectional|Hub|"
    r"KerasLayer"
)
# Simple models of libraries that knowledge does not know, by their usual names.
_SIMPLE_CLASS = regex(
    r"(?:Linear|Logistic|Baseline|Naive|Dummy|Ridge|Lasso|Seasonal|ElasticNet|Constant|Drift|Historic)\w{0,60}"
    r"(?:Model|Regressor|Classifier|Estimator|Regression|Forecaster|Average|Bayes|NB|CV|Naive|Drift)$"
)
_SIMPLE_TEXT = regex(_SIMPLE_CLASS.pattern.removesuffix("$") + r"\s*\(")
_PREVIOUS = regex(r"(?<![a-z])(?:prod|previous|prev|current|existing|old|deployed|last|reference|registered)(?![a-z])")
_CONSTANT_CALLS = frozenset(
    "full full_like zeros zeros_like ones ones_like shift mean median mode repeat tile choice choices "
    "randint uniform rand "
    "random most_common idxmax rolling ffill pad expand expand_as".split()
)


def simple_models(facts: Facts) -> Iterator[Baseline]:
    """Simple models that are built beside the heavy ones."""
    inner = {id(o) for owner in facts.objects if _combines(owner) for _, child in owner.children for o in child.tree()}
    models = [o for o in facts.objects if id(o) not in inner]
    heavy = any(o.tags & HEAVY or o.is_a("booster", "keras-model", "module") for o in models)
    for obj in models:
        if is_simple(obj) or (heavy and obj.tags & SIMPLER):
            yield Baseline(getattr(obj.node, "lineno", 1), f"{obj.short} is fitted as well")


def is_simple(obj: Obj) -> bool:
    """A dummy, a linear model, naive Bayes, a linear kernel, a tree that asks a few questions."""
    depth = obj.param("max_depth").const
    stump = "tree" in obj.tags and type(depth) is int and depth <= STUMP_DEPTH
    return bool(obj.tags & SIMPLE) or stump or obj.param("kernel").is_const("linear") or _one_layer(obj)


def _one_layer(obj: Obj) -> bool:
    """A network of one dense layer is a linear model."""
    names = [child.short for _, child in obj.children] if obj.is_a("keras-model", "module") else []
    if obj.short in _DENSE and any(fit.obj is obj for fit in obj.fits):
        return True
    return sum(name in _DENSE for name in names) == 1 and not any(_LEARNING.search(name) for name in names)


def reconstructs(fit: Fit) -> bool:
    """An autoencoder: what it learns to predict is what it sees."""
    X, y = fit.X, fit.y
    same = X is not None and y is not None and X.root is y.root and X.rows == y.rows
    return same and X is not None and y is not None and X.column == y.column


def _combines(obj: Obj) -> bool:
    """Its members are parts of one model (stacking, selection by a model), not models that are compared."""
    if obj.is_a("meta"):
        return "ensemble" in obj.tags
    return bool(obj.children) and not obj.is_a("pipeline", "search")


def simple_classes(facts: Facts) -> Iterator[Baseline]:
    """Simple classes that are named but never seen built: handed around in a way that was not followed."""
    built = {o.cls for o in facts.objects}
    shorts = {name.rpartition(".")[2] for name in built}
    imported = {}
    for node in statements(facts.source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    knowledge = load(facts.packages)
    simple = {}
    for name, qualified in imported.items():
        spec = knowledge.klass(qualified)
        if spec is not None and spec.tags & SIMPLE and spec.name not in built:
            simple[name] = spec
    pattern = re.compile("|".join((_SIMPLE_TEXT.pattern, *(rf"\b{re.escape(name)}\b" for name in simple))))
    for node in facts.saying(pattern):
        if isinstance(node, ast.Call) and called(node) not in shorts and _SIMPLE_CLASS.match(called(node)):
            yield Baseline(node.lineno, f"{called(node)} is used as well")
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in simple:
            yield Baseline(node.lineno, f"{node.id} is used as well")


def unreadable(facts: Facts) -> Iterator[Baseline]:
    """A cell that does not parse may hold any model."""
    for cell in facts.source.cells:
        if cell.broken and _MODEL_TEXT.search(cell.source):
            yield Baseline(cell.start, "a cell that cannot be read")


def previous(facts: Facts) -> Iterator[Baseline]:
    """A model that is loaded under a name such as production or previous."""
    for read in facts.of(Read):
        if not read.tags & {"model", "pickle"}:
            continue
        words = [*statement_words(read.statement), (read.path or "").lower()]
        if any(_PREVIOUS.search(w) or WORD.search(w) for w in words):
            yield Baseline(read.line, "an earlier model is loaded")


def constant_predictions(facts: Facts) -> Iterator[Baseline]:
    """Predictions that are scored and come from no model."""
    values: dict[str, list[ast.expr]] | None = None
    for metric in facts.everywhere(Metric):
        if metric.predictions or metric.obj is not None:
            continue
        if values is None:
            values = _assigned(facts)
        if any(_is_constant(node, values) or _of_own(facts, node, values) for node in metric.argument_nodes):
            yield Baseline(metric.line, "a constant prediction is scored")


def _assigned(facts: Facts) -> dict[str, list[ast.expr]]:
    out: dict[str, list[ast.expr]] = {}
    for node in statements(facts.source.tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if name := variable(target):
                    out.setdefault(name, []).append(node.value)
    return out


def _is_constant(node: ast.expr, values: dict[str, list[ast.expr]], hops: int = 2) -> bool:
    """Made by filling, repeating, shifting or drawing; not by a model."""
    names = {called(n) for n in ast.walk(node) if isinstance(n, ast.Call)}
    if any(name.startswith("predict") for name in names):
        return False
    repeated = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.List)
    if names & _CONSTANT_CALLS or repeated:
        return True
    return hops > 0 and any(_is_constant(value, values, hops - 1) for value in values.get(variable(node), ()))


def _of_own(facts: Facts, node: ast.expr, values: dict[str, list[ast.expr]]) -> bool:
    """``predict_mean(y_train)``, ``MeanModel().predict(X)``: a function or class that returns a constant."""
    made = [n for v in (node, *values.get(variable(node), ())) for n in ast.walk(v) if isinstance(n, ast.Call)]
    for call in made:
        holder = call.func.value if isinstance(call.func, ast.Attribute) else None
        builds = [holder, *values.get(variable(holder), ())] if holder is not None else []
        owners = {called(n) for b in builds if b is not None for n in ast.walk(b) if isinstance(n, ast.Call)}
        for function in facts.functions:
            owned = function.owner is not None and function.owner.node.name in owners
            if getattr(function.node, "name", "") == called(call) and (owned or function.owner is None):
                returned = [
                    n.value for n in ast.walk(function.node) if isinstance(n, ast.Return) and n.value is not None
                ]
                if returned and all(_is_constant(value, {}, 0) for value in returned):
                    return True
    return False

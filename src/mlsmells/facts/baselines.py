"""Is anything simple scored beside the model? What counts as a baseline, and which model lacks one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.events import CrossValidation, Fit, Metric, Read, statement_words
from mlsmells.facts.nodes import statements
from mlsmells.facts.objects import Obj
from mlsmells.knowledge import load

if TYPE_CHECKING:
    from mlsmells.facts.build import Facts

# Class tags of models that are a baseline wherever they stand, and of models that are simpler than the heavy ones.
SIMPLE = frozenset({"baseline", "linear", "naive-bayes"})
SIMPLER = frozenset({"tree", "neighbors"})
HEAVY = frozenset({"ensemble", "forest", "boosting", "neural", "automl"})
STUMP_DEPTH = 3
_MODEL_TEXT = re.compile(r"\b(?:fit|predict|score|accuracy|cross_val\w*|run_cv)\b|baseline", re.IGNORECASE)

_WORDS = (
    r"(?:baselines?|naive|majority|benchmarks?|champion|incumbent|production|persistence|most_?frequent|"
    r"random_?guess|null_model|always_(?:zero|one|mean))"
)
_WORD = re.compile(rf"(?<![a-z]){_WORDS}(?![a-z])")
_ANY_WORD = re.compile(_WORDS, re.IGNORECASE)
_DENSE = frozenset({"Dense", "Linear", "LazyLinear"})
_LEARNING = re.compile(
    r"Conv|LSTM|GRU|RNN|Embedding|Attention|Transformer|Block|Net|Model|Sequential|Encoder|Decoder|Bidirectional|Hub|KerasLayer"
)
# Simple models of libraries that knowledge does not know, by their usual names.
_SIMPLE_CLASS = re.compile(
    r"(?:Linear|Logistic|Baseline|Naive|Dummy|Ridge|Lasso|Seasonal|ElasticNet|Constant|Drift|Historic)\w*"
    r"(?:Model|Regressor|Classifier|Estimator|Regression|Forecaster|Average|Bayes|NB|CV|Naive|Drift)$"
)
_SIMPLE_TEXT = re.compile(_SIMPLE_CLASS.pattern.removesuffix("$") + r"\s*\(")
_PREVIOUS = re.compile(
    r"(?<![a-z])(?:prod|previous|prev|current|existing|old|deployed|last|reference|registered)(?![a-z])"
)
# Functions that prepare or draw something with a baseline in it, and calls whose text is a place, not a name.
_OTHER_VERB = re.compile(
    r"(?:^|_)(?:plot|draw|crop|subtract|correct|remove|align|shift|load|read|save|parse|get_path)_"
)
_PLACES = frozenset(
    "join read_csv open add_argument Path getenv get replace savefig to_csv mkdir makedirs exists load "
    "listdir glob getLogger "
    "startswith endswith title set_title suptitle xlabel ylabel set_xlabel set_ylabel annotate text "
    "compile sub match search "
    "split read_parquet chdir import_module environ add_option set_experiment".split()
)
_CONSTANT_CALLS = frozenset(
    "full full_like zeros zeros_like ones ones_like shift mean median mode repeat tile choice choices "
    "randint uniform rand "
    "random most_common idxmax rolling ffill pad".split()
)


_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s*%|\b0?[.,]\d+|\b\d+[.,]\d+")


class Baseline(NamedTuple):
    """Evidence that something simple is compared: where, and what it is."""

    line: int
    why: str


class Candidate(NamedTuple):
    """The first model that learns from labels and is scored."""

    event: Fit | CrossValidation
    obj: Obj
    metric: Metric | CrossValidation


def candidate(facts: Facts) -> Candidate | None:
    """The first supervised model of the file that is fitted and scored, if there is one."""
    metrics = [m for m in facts.of(Metric) if "unsupervised" not in m.tags and "loss" not in m.tags]
    found = [*_fitted(facts, metrics), *_validated(facts)]
    return min(found, key=lambda c: c.event.order, default=None)


def _fitted(facts: Facts, metrics: list[Metric]) -> Iterator[Candidate]:
    validated = {cv.estimator: cv for cv in facts.of(CrossValidation) if cv.estimator is not None}
    for fit in facts.of(Fit):
        if not _learns_labels(fit.obj) or _reconstructs(fit) or _is_toy(fit):
            continue
        scores: Iterator[Metric | CrossValidation] = (m for m in metrics if _scores(m, fit))
        metric = next(scores, None) or validated.get(fit.obj)
        if metric is not None:
            yield Candidate(fit, fit.obj, metric)
            return


def _validated(facts: Facts) -> Iterator[Candidate]:
    for cv in facts.of(CrossValidation):
        if cv.estimator is not None and not cv.search and _learns_labels(cv.estimator):
            yield Candidate(cv, cv.estimator, cv)
            return


def _learns_labels(obj: Obj) -> bool:
    return obj.predicts and not obj.core.is_a("clusterer", "outlier-detector", "density")


def _is_toy(fit: Fit) -> bool:
    """Trained on a data set that comes with a library: an exercise, and everybody knows what a baseline reaches."""
    return fit.X is not None and fit.X.read is not None and "bundled" in fit.X.read.tags


def _reconstructs(fit: Fit) -> bool:
    """An autoencoder: what it learns to predict is what it sees."""
    return fit.X is not None and fit.y is not None and fit.X.root is fit.y.root and fit.X.column is fit.y.column is None


def _scores(metric: Metric, fit: Fit) -> bool:
    return fit in metric.fits or metric.obj is fit.obj or any(p.obj is fit.obj for p in metric.predictions)


def baseline(facts: Facts) -> Baseline | None:
    """The first sign that something simple is scored in the file: in doubt it is one. Cheap signs are read first."""
    if facts.source.tree is None:
        return None
    signs = (_simple_models, _constant_predictions, _previous, _unreadable, _named, _simple_classes)
    return next((found for sign in signs for found in sign(facts)), None)


# -- models -------------------------------------------------------------------------------------


def _simple_models(facts: Facts) -> Iterator[Baseline]:
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
    return sum(name in _DENSE for name in names) == 1 and not any(_LEARNING.search(name) for name in names)


def _combines(obj: Obj) -> bool:
    """Its members are parts of one model (stacking, selection by a model), not models that are compared."""
    if obj.is_a("meta"):
        return "ensemble" in obj.tags
    return bool(obj.children) and not obj.is_a("pipeline", "search")


def _simple_classes(facts: Facts) -> Iterator[Baseline]:
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
        if isinstance(node, ast.Call) and _called(node) not in shorts and _SIMPLE_CLASS.match(_called(node)):
            yield Baseline(node.lineno, f"{_called(node)} is used as well")
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in simple:
            yield Baseline(node.lineno, f"{node.id} is used as well")


def _unreadable(facts: Facts) -> Iterator[Baseline]:
    """A cell that does not parse may hold any model."""
    for cell in facts.source.cells:
        if cell.broken and _MODEL_TEXT.search(cell.source):
            yield Baseline(cell.start, "a cell that cannot be read")


def _previous(facts: Facts) -> Iterator[Baseline]:
    """A model that is loaded under a name such as production or previous."""
    for read in facts.of(Read):
        words = [*statement_words(read.statement), (read.path or "").lower()]
        if read.tags & {"model", "pickle"} and any(_PREVIOUS.search(w) or _WORD.search(w) for w in words):
            yield Baseline(read.line, "an earlier model is loaded")


# -- predictions that need no model ---------------------------------------------------------------


def _constant_predictions(facts: Facts) -> Iterator[Baseline]:
    values: dict[str, list[ast.expr]] | None = None
    for metric in facts.of(Metric):
        if metric.predictions or metric.obj is not None:
            continue
        if values is None:
            values = _assigned(facts)
        if any(_is_constant(node, values) for node in metric.argument_nodes):
            yield Baseline(metric.line, "a constant prediction is scored")


def _assigned(facts: Facts) -> dict[str, list[ast.expr]]:
    out: dict[str, list[ast.expr]] = {}
    for node in statements(facts.source.tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    out.setdefault(target.id, []).append(node.value)
    return out


def _is_constant(node: ast.expr, values: dict[str, list[ast.expr]], hops: int = 2) -> bool:
    """Made by filling, repeating, shifting or drawing; not by a model."""
    called = {_called(n) for n in ast.walk(node) if isinstance(n, ast.Call)}
    if any(name.startswith("predict") for name in called):
        return False
    repeated = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.List)
    if called & _CONSTANT_CALLS or repeated:
        return True
    if isinstance(node, ast.Name) and hops:
        return any(_is_constant(value, values, hops - 1) for value in values.get(node.id, ()))
    return False


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


# -- names --------------------------------------------------------------------------------------


def _named(facts: Facts) -> Iterator[Baseline]:
    """Predictions, scores and models that are called a baseline."""
    for node in facts.saying(_ANY_WORD):
        for word, value in _names_and_values(node):
            if says_baseline(word) and _may_be_score(value):
                yield Baseline(getattr(node, "lineno", 1), f"'{word[:40]}'")
                break


def says_baseline(text: str) -> bool:
    """The text speaks of a baseline, a naive or majority forecast, a champion, what is in production."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()
    return _WORD.search(spaced) is not None


def claims(text: str) -> bool:
    """A line of a document names a baseline with a number."""
    return any(says_baseline(line) and _NUMBER.search(line) for line in text.splitlines())


def _names_and_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((name, value) for target in targets for name in _target_names(target))
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from ((name, value) for name in _target_names(target))
        case ast.Dict(keys=keys, values=values):
            yield from ((k.value, v) for k, v in zip(keys, values, strict=True) if _is_text(k))  # type: ignore[union-attr]
        case ast.Tuple(elts=[ast.Constant(value=str() as name), value, *_]):
            yield name, value
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if not _OTHER_VERB.search(name + "_"):
            yield name, node
        case ast.Call():
            yield from _told(node)


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _target_names(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _told(call: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    """``report("Baseline", score)``, ``print(f"baseline accuracy {score}")``."""
    if _called(call) in _PLACES:
        return
    others = [a for a in call.args if not isinstance(a, ast.Constant)]
    others += [k.value for k in call.keywords if not isinstance(k.value, ast.Constant)]
    if others:
        for argument in (*call.args, *(k.value for k in call.keywords)):
            for node in ast.walk(argument) if isinstance(argument, ast.JoinedStr) else (argument,):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, others[0]


def _may_be_score(value: ast.AST) -> bool:
    if isinstance(value, ast.Constant):
        return isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
    return not (isinstance(value, ast.Call) and _called(value) in _PLACES)

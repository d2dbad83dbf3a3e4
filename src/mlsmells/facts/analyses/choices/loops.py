"""The loop over the candidates of a choice: what it goes over, and whether one model goes on learning in it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Backward, Choice, Metric, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.words import say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Loops over repetitions of one configuration: their best is no choice between candidates.
_REPEATS = frozenset(
    "seed seeds fold folds repeat repeats repetition repetitions rep reps run runs trial split splits random "
    "bootstrap bootstraps client clients round task tasks subject subjects user users".split()
)
# What a loop over the classes goes over: their scores are parts of one score.
_CLASSES = frozenset("unique classes labels categories targets".split())
_SEEDS = frozenset("seed seeds".split())
_EPOCHS = frozenset("epoch epochs ep".split())


def loop_of(choice: Choice, metric: Metric) -> ast.AST | None:
    """The loop over the candidates: around the comparison too if the best is kept on the way, else before it."""
    if choice.how == "objective" or _called_there(choice, metric):  # ``max(models, key=lambda m: m.score(X, y))``
        return choice.node
    shared = common(choice.loops, metric.loops)
    later = metric.loops[len(shared) :]
    if choice.how == "best so far" or not later:
        return shared[-1] if shared and choice.how in ("best so far", "max", "min") else None
    return later[0]


def _called_there(choice: Choice, metric: Metric) -> bool:
    """The choice itself calls what scores the candidates."""
    return choice.site is not None and metric.site is not None and choice.site[0] in metric.site[1]


def common(a: tuple[ast.AST, ...], b: tuple[ast.AST, ...]) -> list[ast.AST]:
    """What both begin with."""
    out = []
    for left, right in zip(a, b, strict=False):
        if left is not right:
            break
        out.append(left)
    return out


def repeats(loop: ast.AST) -> bool:
    """The loop goes over seeds, folds or data sets, by the name of its variable or of what it goes over."""
    names = targets(loop)
    return "_" in names or say(names, _REPEATS) or _goes_over_classes(loop)


def _goes_over_classes(loop: ast.AST) -> bool:
    """``for c in np.unique(y)``, ``for label in set(y_test)``."""
    over = getattr(loop, "iter", None)
    names = [getattr(n, "attr", getattr(n, "id", "")) for n in ast.walk(over)] if over is not None else []
    return "set" in names or say([name for name in names if name], _CLASSES)


def targets(loop: ast.AST) -> list[str]:
    """The names of the variables of a loop."""
    target = getattr(loop, "target", None)
    generators = getattr(loop, "generators", None)
    if target is None and generators:
        target = generators[0].target
    return [n.id for n in ast.walk(target) if isinstance(n, ast.Name)] if target is not None else []


def tries_seeds(split: Split | None, loop: ast.AST) -> bool:
    """The loop goes over seeds, of the models or of the split: the best is the luckiest of them."""
    names = targets(loop)
    given = split.seed.node if split is not None else None
    return say(names, _SEEDS) or (given is not None and any(getattr(n, "id", "") in names for n in ast.walk(given)))


def made_in(split: Split | None, loop: ast.AST) -> bool:
    """The rows are put aside anew for each candidate."""
    return split is not None and (loop in split.loops or loop in split.calls or _inside(split.node, loop))


def _inside(node: ast.AST, loop: ast.AST) -> bool:
    return isinstance(loop, (ast.For, ast.While)) and any(inner is node for inner in ast.walk(loop))


def trained_in(facts: Facts, metric: Metric, loop: ast.AST) -> bool:
    """One model goes on learning in the loop: its passes are compared, not models."""
    if metric.fits:
        fits = [f for f in metric.fits if f.via in ("loop", "partial") and loop in f.loops]
        return bool(fits) and all(not _built_in(f.obj, loop) for f in fits)
    if all(loop not in backward.loops for backward in facts.everywhere(Backward)):
        return False
    return not _built_in(metric.obj, loop) if metric.obj is not None else say(targets(loop), _EPOCHS)


def one_model(metrics: list[Metric], loop: ast.AST) -> bool:
    """One model that was fitted before predicts anew in the loop: the rows are varied, not the model."""
    if len({m.obj for m in metrics}) > 1 or isinstance(loop, ast.Call):
        return False
    events = [*(p for m in metrics for p in m.predictions), *(m for m in metrics if m.X is not None)]
    varied = set(targets(loop))
    called = [event.node.func for event in events if isinstance(event.node, ast.Call)]
    if any(getattr(n, "id", "") in varied for func in called for n in ast.walk(func)):
        return False  # the loop goes over models
    anew = bool(events) and all(loop in event.loops for event in events)
    return anew and not any(loop in f.loops or _built_in(f.obj, loop) for m in metrics for f in m.fits)


def _built_in(obj: Obj, loop: ast.AST) -> bool:
    """There, or by a function that is called there."""
    return loop in obj.core.loops or _inside(obj.node, loop)

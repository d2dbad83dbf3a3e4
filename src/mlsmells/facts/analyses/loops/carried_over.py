"""One model goes on learning from fold to fold: it knows the test rows of each from the folds before."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.evaluations import Evaluation, evaluations, split_of
from mlsmells.facts.analyses.holdouts import fold_step
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Fit, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# What begins anew, by a word of the name of what is called: ``set_weights(initial)``, ``model.apply(reset)``.
_ANEW = frozenset("weights load reset init initialize initialise clone copy deepcopy apply build create new".split())


class CarriedOver(NamedTuple):
    """``fit`` is made again in each round of ``loop``, of a model from before the loop, which ``scored`` tests."""

    fit: Fit
    scored: Evaluation
    split: Split
    loop: ast.AST


def carried_over(facts: Facts) -> Iterator[CarriedOver]:
    """Fits that go on where the last ended, on training parts of folds whose test parts are scored."""
    for scored in evaluations(facts):
        step = fold_step(scored.rows)
        split = split_of(facts, step[0]) if step is not None else None
        if split is None or (split.obj is not None and "time" in split.obj.tags):
            continue  # of rows in order, the test rows come after all that was learned from
        for fit in scored.fits:
            loop = _loop(fit, scored, split)
            if loop is not None and _goes_on(fit) and _of_the_folds(fit, step) and not _anew(loop, fit.obj):
                yield CarriedOver(fit, scored, split, loop)


def _goes_on(fit: Fit) -> bool:
    """The next fit begins with what this one has learned."""
    return fit.via == "partial" or (fit.via == "loop" and fit.obj.is_a("module")) or _warm(fit.obj.core)


def _warm(obj: Obj) -> bool:
    return obj.param("warm_start").is_const(True)


def _of_the_folds(fit: Fit, step: R.Step | None) -> bool:
    return step is not None and bool(fit.rows) and all((step[0], "fold-train") in path for _, path in fit.rows or ())


def _loop(fit: Fit, scored: Evaluation, split: Split) -> ast.AST | None:
    """The loop over the folds, if the model was made before it."""
    shared = [loop for loop in fit.loops if loop in scored.event.loops and loop not in split.loops]
    loop = next((each for each in shared if _goes_over(each, split)), None)
    return loop if loop is not None and loop not in fit.obj.loops and not fit.obj.foreign else None


def _goes_over(loop: ast.AST, split: Split) -> bool:
    """``for train, test in folds.split(X)``, ``for i, (train, test) in enumerate(parts)``."""
    if not isinstance(loop, ast.For):
        return False
    bound = [name for name in ast.walk(loop.target) if isinstance(name, ast.Name)]
    return len(bound) > 1 or any(node is split.node for node in ast.walk(loop.iter))


def _anew(loop: ast.AST, obj: Obj) -> bool:
    """Something in the loop may put the model back to its beginning, or bind another one to its name."""
    for node in ast.walk(loop):
        if isinstance(node, ast.Call) and words_of(called_as(node.func)) & _ANEW:
            return True
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == obj.name:
            return True
    return False

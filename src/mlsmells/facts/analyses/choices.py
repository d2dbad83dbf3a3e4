"""What a choice by score says about a file: were candidates compared on test rows, or passes over one model?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep
from mlsmells.facts.analyses.evaluations import split_of
from mlsmells.facts.analyses.holdouts import final_elsewhere, held_out, says_validation, test_step, whole
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Choice, Fit, Metric, Split, Write, behind_one_call
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.words import say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Loops over repetitions of one configuration: their best is no choice between candidates.
_REPEATS = frozenset(
    "seed seeds fold folds repeat repeats repetition repetitions rep reps run runs trial split splits random "
    "bootstrap bootstraps client clients round task tasks subject subjects user users".split()
)


_THRESHOLDS = frozenset("threshold thresholds thresh thr cutoff cutoffs youden".split())


@dataclass(slots=True, eq=False)
class TestChoice:
    """The best of several scores on the same test rows is kept and used.

    ``passes``: the candidates are states of one model during its training; else models, thresholds or settings.
    ``use`` is where the chosen one is used, ``loop`` the loop over the candidates, None if there is none.
    """

    choice: Choice
    metric: Metric
    split: Split | None
    fit: Fit
    loop: ast.AST | None
    passes: bool
    use: tuple[ast.AST, str]
    others: bool = False  # models of other classes are used on other rows: for these the rows were validation rows

    @property
    def place(self) -> ast.AST:
        """Where the choice is made; what a search calls chooses by the score it returns."""
        return self.metric.node if self.choice.how == "objective" else self.choice.node

    @property
    def what(self) -> str:
        """What the candidates are, for a message: thresholds where something is called so."""
        target = getattr(self.loop, "target", None)
        names = [n.id for n in ast.walk(target) if isinstance(n, ast.Name)] if target is not None else []
        names += [self.choice.function, self.metric.function]
        curve = "curve" in self.metric.tags
        return "threshold" if curve or say(names, _THRESHOLDS) else "candidate"

    def trace(self) -> list[TraceStep]:
        steps = [TraceStep(self.split.line, "split")] if self.split is not None else []
        steps.append(TraceStep(self.fit.line, f"{self.fit.obj.short} fitted"))
        place = scoring_place(self)
        steps.append(TraceStep(getattr(place, "lineno", self.metric.line), "each candidate scored on the test rows"))
        steps.append(TraceStep(self.choice.line, f"the best kept ({self.choice.how})"))
        steps.append(TraceStep(getattr(self.use[0], "lineno", self.choice.line), f"and {self.use[1]}"))
        return steps


def scoring_place(found: TestChoice) -> ast.AST:
    """Where the candidates are scored, as seen from the choice: in a helper, the call of the helper."""
    if any(isinstance(m, Metric) and whole(m.rows) != whole(found.metric.rows) for m in found.choice.scores):
        return found.choice.node  # several scores are weighed against each other there
    shared = len(_common(found.choice.calls, found.metric.calls))
    calls = found.metric.calls[shared:]
    return calls[0] if calls else found.metric.node


def choices_on_test(facts: Facts) -> Iterator[TestChoice]:
    """Choices by scores that all come from the same test rows; one for each score."""
    seen: set[tuple[int, bool]] = set()
    for choice in facts.everywhere(Choice):
        found = _on_test(facts, choice)
        if found is None:
            continue
        key = (id(found.loop or found.metric.node), found.passes)
        if key not in seen:
            seen.add(key)
            yield found


def _on_test(facts: Facts, choice: Choice) -> TestChoice | None:
    metrics = [m for m in choice.scores if isinstance(m, Metric)]
    if not metrics or len(metrics) < len(choice.scores):
        return None  # cross-validation is among them
    metrics = [m for m in metrics if not _on_training_rows(m)] or metrics  # the mean of both scores sees the test rows
    rows, fits = metrics[0].rows, [f for m in metrics for f in m.fits]
    step = test_step(rows)
    if step is None or not fits or any(whole(m.rows) != whole(rows) for m in metrics):
        return None
    if not held_out(rows, fits) or says_validation(facts, rows, *metrics):
        return None
    use = _use(facts, choice)
    loop = _loop(choice, metrics[0])
    classes = {f.obj.core.cls for f in fits}
    if use is None or final_elsewhere(facts, rows, fits, kin=classes.pop() if len(classes) == 1 else ""):
        return None
    if loop is None and len({m.obj for m in metrics}) < 2 and "curve" not in metrics[0].tags:
        return None
    split = split_of(facts, step[0])
    if behind_one_call(choice, metrics[0], split):
        return None
    passes = loop is not None and _trained_in(metrics[0], loop)
    if loop is not None and not passes and _one_model(metrics, loop):
        return None
    if loop is not None and not passes and (repeats(loop) or _made_in(facts, step, loop)):
        return None
    if use[1] in ("shown", "displayed") and len({f.obj.core.cls for f in fits}) > 1:
        return None  # fixed methods are compared, and the winner is named
    others = final_elsewhere(facts, rows, fits)
    return TestChoice(choice, metrics[0], split, fits[0], loop, passes, use, others)


def _on_training_rows(metric: Metric) -> bool:
    return bool(metric.fits) and all(R.covers(whole(fit.rows), whole(metric.rows)) for fit in metric.fits)


def _use(facts: Facts, choice: Choice) -> tuple[ast.AST, str] | None:
    """The strongest use of what was chosen."""
    for event in facts.everywhere(Write) if choice.arm else ():
        if any(s.lineno <= event.line <= (s.end_lineno or s.lineno) for s in choice.arm):
            return event.node, "saved"
    seen = ("shown", "displayed") if facts.source.is_notebook else ("shown",)
    strong = [u for u in choice.uses if u[1] not in ("shown", "displayed")]
    return next(iter(strong or (u for u in choice.uses if u[1] in seen)), None)


def _loop(choice: Choice, metric: Metric) -> ast.AST | None:
    """The loop over the candidates: around the comparison too if the best is kept on the way, else before it."""
    if choice.how == "objective" or choice.node in metric.calls:  # ``max(models, key=lambda m: m.score(X, y))``
        return choice.node
    common = _common(choice.loops, metric.loops)
    later = metric.loops[len(common) :]
    if choice.how == "best so far" or not later:
        return common[-1] if common and choice.how in ("best so far", "max", "min") else None
    return later[0]


def _common(a: tuple[ast.AST, ...], b: tuple[ast.AST, ...]) -> list[ast.AST]:
    out = []
    for left, right in zip(a, b, strict=False):
        if left is not right:
            break
        out.append(left)
    return out


def repeats(loop: ast.AST) -> bool:
    """The loop goes over seeds, folds or data sets, by the name of its variable or of what it goes over."""
    target = getattr(loop, "target", None)
    generators = getattr(loop, "generators", None)
    if target is None and generators:
        target = generators[0].target
    names = [n.id for n in ast.walk(target) if isinstance(n, ast.Name)] if target is not None else []
    return "_" in names or say(names, _REPEATS)


def _made_in(facts: Facts, step: R.Step, loop: ast.AST) -> bool:
    """The rows are put aside anew for each candidate."""
    split = split_of(facts, step[0])
    return split is not None and (loop in split.loops or loop in split.calls or _inside(split.node, loop))


def _inside(node: ast.AST, loop: ast.AST) -> bool:
    if not isinstance(loop, (ast.For, ast.While)):
        return False
    return loop.lineno <= getattr(node, "lineno", 0) <= (loop.end_lineno or loop.lineno)


def _trained_in(metric: Metric, loop: ast.AST) -> bool:
    """One model goes on learning in the loop: its passes are compared, not models."""
    fits = [f for f in metric.fits if f.via in ("loop", "partial") and loop in f.loops]
    return bool(fits) and all(not _built_in(f.obj, loop) for f in fits)


def _one_model(metrics: list[Metric], loop: ast.AST) -> bool:
    """One model that was fitted before predicts anew in the loop: the rows are varied, not the model."""
    if len({m.obj for m in metrics}) > 1 or isinstance(loop, ast.Call):
        return False
    predicted = all(p.loops and loop in p.loops for m in metrics for p in m.predictions)
    return predicted and not any(loop in f.loops or _built_in(f.obj, loop) for m in metrics for f in m.fits)


def _built_in(obj: Obj, loop: ast.AST) -> bool:
    """There, or by a function that is called there."""
    return loop in obj.core.loops or _inside(obj.node, loop)

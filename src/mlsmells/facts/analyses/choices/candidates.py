"""What a choice by score says about a file: were candidates compared on test rows, or passes over one model?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep, cut_path
from mlsmells.facts.analyses.choices.told import Told, told
from mlsmells.facts.analyses.evaluations import split_of
from mlsmells.facts.analyses.holdouts import NOT_FINAL, final_elsewhere, held_out, says_validation, test_step, whole
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Backward, Choice, Fit, Metric, Split, Write, behind_one_call
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.words import say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Loops over repetitions of one configuration: their best is no choice between candidates.
_REPEATS = frozenset(
    "seed seeds fold folds repeat repeats repetition repetitions rep reps run runs trial split splits random "
    "bootstrap bootstraps client clients round task tasks subject subjects user users".split()
)


_SEEDS = frozenset("seed seeds".split())
_EPOCHS = frozenset("epoch epochs ep".split())
# In so many places the best is shown that its scores are the result of the program.
_AT_LENGTH = 3
_LOOKED_AT = ("shown", "displayed")
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
    fit: Fit | None
    loop: ast.AST | None
    passes: bool
    use: tuple[ast.AST, str]
    # Models of other classes are used on other rows: for these the rows were validation rows. Or the best is only shown.
    others: bool = False
    handed: ast.Call | None = None  # the call that handed over the rows under the name of test rows

    @property
    def model(self) -> str:
        """What is scored, for a message."""
        obj = self.fit.obj if self.fit is not None else self.metric.obj
        return obj.label if obj is not None else "model"

    @property
    def loop_place(self) -> str:
        """Where the loop over the candidates stands: ``line 12``, ``train.py:12``."""
        line = getattr(self.loop, "lineno", self.choice.line)
        home = self.choice.foreign.rpartition(":")[0]
        return cut_path(f"{home}:{line}") if home else f"line {line}"

    @property
    def place(self) -> ast.AST:
        """Where the choice is made; what a search calls chooses by the score it returns."""
        if self.handed is not None:
            return self.handed
        return self.metric.node if self.choice.how == "objective" else self.choice.node

    @property
    def what(self) -> str:
        """What the candidates are, for a message: thresholds where something is called so."""
        names = _targets(self.loop) if self.loop is not None else []
        names += [self.choice.function, self.metric.function]
        if self.loop is not None and _tries_seeds(self.split, self.loop):
            return "random seed"
        curve = "curve" in self.metric.tags
        return "threshold" if curve or say(names, _THRESHOLDS) else "candidate"

    def trace(self) -> list[TraceStep]:
        steps = [TraceStep(self.split.line, "split")] if self.split is not None else []
        if self.fit is not None:
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
    """Choices by scores that all come from the same test rows; one for each score and caller."""
    seen: set[tuple[int, bool, int]] = set()
    for choice in facts.everywhere(Choice):
        found = _on_test(facts, choice)
        if found is None:
            continue
        caller = choice.node if choice.foreign else found.handed
        key = (id(found.loop or found.metric.node), found.passes, id(caller))
        if key not in seen:
            seen.add(key)
            yield found


def _on_test(facts: Facts, choice: Choice) -> TestChoice | None:
    metrics = [m for m in choice.scores if isinstance(m, Metric)]
    if not metrics or len(metrics) < len(choice.scores):
        return None  # cross-validation is among them
    metrics = [m for m in metrics if not _on_training_rows(m)] or metrics  # the mean of both scores sees the test rows
    rows, fits = _scored_rows(metrics[0]), [f for m in metrics for f in m.fits]
    if any(whole(_scored_rows(m)) != whole(rows) for m in metrics):
        return None
    step = test_step(rows)
    by_name = None if step is not None else _told(facts, metrics, fits)
    if step is None and by_name is None:
        return None
    if step is not None and (not _apart(metrics, fits) or says_validation(facts, rows, *metrics)):
        return None
    use = _use(facts, choice)
    loop = _loop(choice, metrics[0])
    classes = {f.obj.core.cls for f in fits}
    if use is None or final_elsewhere(facts, rows, fits, kin=classes.pop() if len(classes) == 1 else ""):
        return None
    if loop is None and len({m.obj for m in metrics}) < 2 and "curve" not in metrics[0].tags:
        return None
    split = split_of(facts, step[0]) if step is not None else None
    handed = by_name.call if by_name is not None else None
    if by_name is not None and choice.foreign and by_name.farthest not in (choice.node, *choice.calls):
        return None  # another module of the project, which sees it by itself
    if by_name is None and behind_one_call(choice, metrics[0], split):
        return None
    passes = loop is not None and _trained_in(facts, metrics[0], loop)
    if loop is not None and not passes and _one_model(metrics, loop):
        return None
    lucky = loop is not None and use[1] not in _LOOKED_AT and _tries_seeds(split, loop)
    variants = choice.how == "compared"  # two tables, each with test rows of its own
    if loop is not None and not passes and not lucky and (repeats(loop) or (_made_in(split, loop) and not variants)):
        return None
    named = use[1] in _LOOKED_AT and _of_several_methods(metrics, fits)
    if named and len({node for node, _ in choice.uses}) < _AT_LENGTH:
        return None  # fixed methods are compared, and the winner is named
    others = named or final_elsewhere(facts, rows, fits)
    return TestChoice(choice, metrics[0], split, fits[0] if fits else None, loop, passes, use, others, handed)


def _scored_rows(metric: Metric) -> R.Rows | None:
    """The rows of the predictions, else of the labels they are compared with."""
    if metric.rows is None and metric.true is not None and not metric.true.predictions:
        return metric.true.rows
    return metric.rows


def _apart(metrics: list[Metric], fits: list[Fit]) -> bool:
    """The models learned from other rows, or it is not known from which: the labels are those of test rows anyway."""
    return held_out(_scored_rows(metrics[0]), fits) if fits else True


def _of_several_methods(metrics: list[Metric], fits: list[Fit]) -> bool:
    """Models of several classes, or of classes that are not known."""
    if fits or any("curve" in metric.tags for metric in metrics):
        return len({f.obj.core.cls for f in fits}) > 1
    return not say([metric.function for metric in metrics], _THRESHOLDS)


def _told(facts: Facts, metrics: list[Metric], fits: list[Fit]) -> Told | None:
    """The rows are called test rows, and nothing that is known of them speaks against it."""
    for metric in metrics:
        rows = whole(_scored_rows(metric))
        apart = all(f.rows is None or not rows or R.disjoint(whole(f.rows), rows) for f in fits)
        if metric.trained or R.parts(rows) & NOT_FINAL or not apart:
            return None
    found = told(facts, metrics[0])
    return found if found.test else None


def _on_training_rows(metric: Metric) -> bool:
    return bool(metric.fits) and all(R.covers(whole(fit.rows), whole(metric.rows)) for fit in metric.fits)


def _use(facts: Facts, choice: Choice) -> tuple[ast.AST, str] | None:
    """The strongest use of what was chosen."""
    arm = {id(node) for statement in choice.arm for node in ast.walk(statement)}
    for event in facts.everywhere(Write) if arm else ():
        if event.site is not None and (id(event.site[0]) in arm or any(id(call) in arm for call in event.site[1])):
            return event.node, "saved"
    seen = _LOOKED_AT if facts.source.is_notebook else ("shown",)
    strong = [u for u in choice.uses if u[1] not in _LOOKED_AT]
    return next(iter(strong or (u for u in choice.uses if u[1] in seen)), None)


def _loop(choice: Choice, metric: Metric) -> ast.AST | None:
    """The loop over the candidates: around the comparison too if the best is kept on the way, else before it."""
    if choice.how == "objective" or _called_there(choice, metric):  # ``max(models, key=lambda m: m.score(X, y))``
        return choice.node
    common = _common(choice.loops, metric.loops)
    later = metric.loops[len(common) :]
    if choice.how == "best so far" or not later:
        return common[-1] if common and choice.how in ("best so far", "max", "min") else None
    return later[0]


def _called_there(choice: Choice, metric: Metric) -> bool:
    """The choice itself calls what scores the candidates."""
    return choice.site is not None and metric.site is not None and choice.site[0] in metric.site[1]


def _common(a: tuple[ast.AST, ...], b: tuple[ast.AST, ...]) -> list[ast.AST]:
    out = []
    for left, right in zip(a, b, strict=False):
        if left is not right:
            break
        out.append(left)
    return out


def repeats(loop: ast.AST) -> bool:
    """The loop goes over seeds, folds or data sets, by the name of its variable or of what it goes over."""
    names = _targets(loop)
    return "_" in names or say(names, _REPEATS)


def _targets(loop: ast.AST) -> list[str]:
    """The names of the variables of a loop."""
    target = getattr(loop, "target", None)
    generators = getattr(loop, "generators", None)
    if target is None and generators:
        target = generators[0].target
    return [n.id for n in ast.walk(target) if isinstance(n, ast.Name)] if target is not None else []


def _tries_seeds(split: Split | None, loop: ast.AST) -> bool:
    """The loop goes over seeds, of the models or of the split: the best is the luckiest of them."""
    names = _targets(loop)
    given = split.seed.node if split is not None else None
    return say(names, _SEEDS) or (given is not None and any(getattr(n, "id", "") in names for n in ast.walk(given)))


def _made_in(split: Split | None, loop: ast.AST) -> bool:
    """The rows are put aside anew for each candidate."""
    return split is not None and (loop in split.loops or loop in split.calls or _inside(split.node, loop))


def _inside(node: ast.AST, loop: ast.AST) -> bool:
    return isinstance(loop, (ast.For, ast.While)) and any(inner is node for inner in ast.walk(loop))


def _trained_in(facts: Facts, metric: Metric, loop: ast.AST) -> bool:
    """One model goes on learning in the loop: its passes are compared, not models."""
    if metric.fits:
        fits = [f for f in metric.fits if f.via in ("loop", "partial") and loop in f.loops]
        return bool(fits) and all(not _built_in(f.obj, loop) for f in fits)
    if all(loop not in backward.loops for backward in facts.everywhere(Backward)):
        return False
    return not _built_in(metric.obj, loop) if metric.obj is not None else say(_targets(loop), _EPOCHS)


def _one_model(metrics: list[Metric], loop: ast.AST) -> bool:
    """One model that was fitted before predicts anew in the loop: the rows are varied, not the model."""
    predictions = [p for m in metrics for p in m.predictions]
    if len({p.obj for p in predictions}) > 1 or len({m.obj for m in metrics}) > 1 or isinstance(loop, ast.Call):
        return False
    predicted = all(p.loops and loop in p.loops for p in predictions)
    fitted = (loop in f.loops or _built_in(f.obj, loop) for m in metrics for f in m.fits)
    return bool(predictions) and predicted and not any(fitted)


def _built_in(obj: Obj, loop: ast.AST) -> bool:
    """There, or by a function that is called there."""
    return loop in obj.core.loops or _inside(obj.node, loop)

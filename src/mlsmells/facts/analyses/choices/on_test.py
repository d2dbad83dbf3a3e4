"""Which choices by score were made on test rows: by a split that put them aside, or by what they are called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.choices.candidates import THRESHOLDS, TestChoice
from mlsmells.facts.analyses.choices.loops import loop_of, made_in, one_model, repeats, trained_in, tries_seeds
from mlsmells.facts.analyses.choices.reported import all_reported, is_nearest, only_a_number
from mlsmells.facts.analyses.choices.told import Told, told
from mlsmells.facts.analyses.evaluations import split_of
from mlsmells.facts.analyses.holdouts import (
    NOT_FINAL,
    asked_for,
    final_elsewhere,
    held_out,
    says_validation,
    test_step,
    whole,
)
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Choice, Fit, Metric, Split, Write, behind_one_call, statement_words
from mlsmells.facts.observers.scores import FINDERS
from mlsmells.facts.syntax.words import say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# In so many places the best is shown that its scores are the result of the program.
_AT_LENGTH = 3
_HIGHEST = frozenset({"max", "amax", "nanmax"})
_LOOKED_AT = ("shown", "displayed")
# The rate at which both errors are equal is a score: the place on the curve is a means to it.
_CROSSINGS = frozenset({"eer"})


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


class _Scored(NamedTuple):
    """The test rows by which the candidates of a choice were scored."""

    metrics: list[Metric]
    fits: list[Fit]
    rows: R.Rows | None
    split: Split | None
    told: Told | None  # by their name alone


def _on_test(facts: Facts, choice: Choice) -> TestChoice | None:
    scored = _scored(facts, choice)
    use = _use(facts, choice) if scored is not None else None
    if scored is None or use is None or _seen_elsewhere(choice, scored):
        return None
    metrics, fits, rows, split, by_name = scored
    classes = {f.obj.core.cls for f in fits}
    if final_elsewhere(facts, rows, fits, kin=classes.pop() if len(classes) == 1 else ""):
        return None
    loop = loop_of(choice, metrics[0])
    passes = loop is not None and trained_in(facts, metrics[0], loop)
    if not passes and _chooses_nothing(choice, scored, loop, use):
        return None
    named = use[1] in _LOOKED_AT and _of_several_methods(metrics, fits)
    if named and len({node for node, _ in choice.uses}) < _AT_LENGTH:
        return None  # fixed methods are compared, and the winner is named
    others = named or all_reported(facts, choice, loop) or final_elsewhere(facts, rows, fits)
    handed = by_name.call if by_name is not None else None
    return TestChoice(choice, metrics[0], split, fits[0] if fits else None, loop, passes, use, others, handed)


def _scored(facts: Facts, choice: Choice) -> _Scored | None:
    metrics = [m for m in choice.scores if isinstance(m, Metric)]
    if not metrics or len(metrics) < len(choice.scores):
        return None  # cross-validation is among them
    metrics = [m for m in metrics if not _on_training_rows(m)] or metrics  # the mean of both scores sees the test rows
    rows, fits = _scored_rows(metrics[0]), [f for m in metrics for f in m.fits]
    if any(whole(_scored_rows(m)) != whole(rows) for m in metrics):
        return None
    step = test_step(rows)
    if step is not None:
        right = not _apart(rows, fits) or says_validation(facts, rows, *metrics)
        return None if right else _Scored(metrics, fits, rows, split_of(facts, step[0]), None)
    by_name = _told(facts, metrics, fits)
    return _Scored(metrics, fits, rows, None, by_name) if by_name is not None else None


def _seen_elsewhere(choice: Choice, scored: _Scored) -> bool:
    """All of it happens in another module of the project, which sees it by itself."""
    if scored.told is not None:
        return bool(choice.foreign) and scored.told.farthest not in (choice.node, *choice.calls)
    return behind_one_call(choice, scored.metrics[0], scored.split) and not asked_for(scored.rows)


def _chooses_nothing(choice: Choice, scored: _Scored, loop: ast.AST | None, use: tuple[ast.AST, str]) -> bool:
    """There is one candidate only, its rows are varied, or the scores are those of repetitions."""
    metrics, split = scored.metrics, scored.split
    if say([choice.function, *statement_words(choice.statement)], _CROSSINGS) and use[1] in ("returned", *_LOOKED_AT):
        return True
    if is_nearest(choice) or only_a_number(choice, loop):
        return True
    if choice.how in FINDERS and not say([choice.function, metrics[0].function], THRESHOLDS):
        return True  # places along a curve, for a plot or an area
    if loop is None and choice.how in _HIGHEST and all(_is_roc(metric) for metric in metrics):
        return True  # the largest distance of two rates is a statistic: no threshold is taken from it
    if loop is None:
        return len({m.obj for m in metrics}) < 2 and "curve" not in metrics[0].tags
    several = len({p.obj for m in metrics for p in m.predictions}) > 1 and use[1] not in _LOOKED_AT
    if one_model(metrics, loop) and not several:
        return True
    lucky = use[1] not in _LOOKED_AT and tries_seeds(split, loop)
    variants = choice.how == "compared"  # two tables, each with test rows of its own
    return not lucky and (repeats(loop) or (made_in(split, loop) and not variants))


def _is_roc(metric: Metric) -> bool:
    return "curve" in metric.tags and metric.label.startswith("roc")


def _scored_rows(metric: Metric) -> R.Rows | None:
    """The rows of the predictions, else of the labels they are compared with."""
    if metric.rows is None and metric.true is not None and not metric.true.predictions:
        return metric.true.rows
    return metric.rows


def _apart(rows: R.Rows | None, fits: list[Fit]) -> bool:
    """The models learned from other rows, or it is not known from which: the labels are those of test rows anyway."""
    return held_out(rows, fits) if fits else True


def _of_several_methods(metrics: list[Metric], fits: list[Fit]) -> bool:
    """Models of several classes, or of classes that are not known; not one ensemble, weighed in several ways."""
    if all(len({p.obj for p in metric.predictions}) > 1 for metric in metrics):
        return False
    if fits or any("curve" in metric.tags for metric in metrics):
        return len({f.obj.core.cls for f in fits}) > 1
    return not say([metric.function for metric in metrics], THRESHOLDS)


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

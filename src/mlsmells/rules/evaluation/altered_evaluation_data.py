"""The rows a model is judged by were resampled or randomly augmented.

A balanced or distorted test set describes no data that the model will meet: with
as many fraud cases as others, precision looks far better than it will be. Random
augmentation also makes the score change from run to run. Resample and augment the
training rows only.

Bad:
    from imblearn.over_sampling import SMOTE
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    X_test, y_test = SMOTE(random_state=0).fit_resample(X_test, y_test)
    model = LogisticRegression().fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Good:
    from imblearn.over_sampling import SMOTE
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)
    model = LogisticRegression().fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Silent on:
    rows resampled before the split (see resample-before-split); a bootstrap for the
    interval of a metric; transforms that are not random; parts that are trained on;
    files that speak of test-time augmentation, robustness or adversarial examples;
    names that say nothing of what is held out
Source: https://imbalanced-learn.org/stable/common_pitfalls.html
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep, cut_path, once, regex
from mlsmells.facts import (
    Effect,
    Facts,
    Fit,
    Metric,
    Resample,
    Split,
    Value,
    augmentation,
    evaluations,
    holdouts,
    preparation,
    split_of,
    trace,
)
from mlsmells.facts import rows as R

RULE = Rule(
    __name__,
    code="MLS515",
    severity=Severity.WARNING,
    message="{rows} are {altered} by {by}, so scores mislead - {remedy}",
)

TEST_PARTS = frozenset({"test", "val", "fold-test"})
_ON_PURPOSE = regex(
    r"(?<![a-z])tta(?![a-z])|test.?time.?aug|adversarial|robustness|corrupt|(?<!self)\.transform\s*=", re.I
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Resampled test rows, then augmented ones; each place once."""
    augmented = [*_augmented(facts), *_by_name(facts)]
    if augmented and facts.says(_ON_PURPOSE):
        augmented = []
    for _, finding in once((*_resampled(facts), *augmented), lambda found: found[0]):
        yield finding


def _resampled(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    """Samplers that work on rows which a split held out, and whose result is scored."""
    trained = {id(e.node) for fit in facts.of(Fit) if fit.X is not None for e in fit.X.effects}
    for evaluation in evaluations(facts):
        effect = evaluation.X.has("resampled")
        if effect is None or not isinstance(effect.event, Resample) or id(effect.node) in trained:
            continue
        step = held_out_step(effect.rows)
        if step is None or effect.obj is None:
            continue
        split = split_of(facts, step[0])
        finding = RULE.at(
            effect.place,
            rows=f"{'validation' if step[1] == 'val' else 'test'} rows",
            altered="resampled",
            by=effect.obj.short,
            remedy="resample the training part only",
            sure=not effect.may,
            trace=trace(read=evaluation.X.read, split=split, effect=effect, evaluation=evaluation),
        )
        yield effect.node, finding


def held_out_step(rows: R.Rows | None) -> R.Step | None:
    """The step by which a call put all these rows aside for testing."""
    steps = [next((s for s in reversed(path) if s[1] in TEST_PARTS), None) for _, path in rows or ()]
    return steps[0] if steps and None not in steps else None


def _augmented(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    yield from _data_sets(facts)
    yield from _split(facts)
    yield from _watched(facts)
    yield from _scored(facts)


def _data_sets(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    """Test parts of a library's data set, built with a random transform."""
    for obj in facts.objects:
        role = augmentation.held_out_role(obj) if obj.is_a("dataset") and not obj.foreign else ""
        arg = obj.param(str(obj.spec.options.get("transform"))) if role and obj.spec is not None else None
        random = [augmentation.augmenter(o) for o in arg.value.objs] if arg is not None and not arg.value.may else []
        if random and all(random):
            effect = Effect("augmented", obj.node, obj=random[0])
            yield obj.node, _finding(effect, f"the {role} images of {obj.short}")


def _split(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    """A data set with a random transform is divided: the held-out part has it too."""
    for split in facts.of(Split):
        for value in split.inputs if split.kind == "random" else ():
            effect = value.has("augmented")
            if effect is not None and value.kind == "dataset" and not effect.may:
                yield split.node, _finding(effect, f"the rows that line {split.line} holds out", split)


def _by_name(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    """What is held out by its name alone."""
    for found in preparation.augmented_parts(facts):
        finding = _finding(Effect("augmented", found.place, obj=found.by), f"the images of '{cut_path(found.part)}'")
        yield found.place, replace(finding, confidence=Confidence.MEDIUM)


def _watched(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    """Generators that a model is watched or evaluated with, and never learns from."""
    fits = facts.of(Fit)
    trained = {id(e.node) for fit in fits if fit.X is not None for e in fit.X.effects}
    used: list[tuple[Value, Fit | Metric]] = [(v, fit) for fit in fits for v in fit.watched.values()]
    used += [(m.X, m) for m in facts.of(Metric) if m.via == "evaluate" and m.X is not None]
    for value, event in used:
        effect = value.has("augmented")
        if effect is not None and not effect.may and not value.may and id(effect.node) not in trained:
            path = value.read.path if value.read is not None else None
            yield (
                effect.node,
                _finding(effect, f"evaluation images ('{cut_path(path)}')" if path else "evaluation images", event),
            )


def _scored(facts: Facts) -> Iterator[tuple[ast.AST, Finding]]:
    """Images that no model learned from, of a data set with a random transform: a folder, a part by position."""
    for evaluation in evaluations(facts):
        effect = evaluation.X.has("augmented")
        if effect is None or effect.may or evaluation.X.may or evaluation.metric is None:
            continue
        if holdouts.held_out(evaluation.rows, evaluation.fits):
            yield effect.node, _finding(effect, "evaluation images", evaluation.metric)


def _finding(effect: Effect, rows: str, event: Split | Fit | Metric | None = None) -> Finding:
    obj = effect.obj
    assert obj is not None
    built = effect.line if obj.foreign else getattr(obj.node, "lineno", 1)
    steps = [TraceStep(built, f"{obj.short} changes images at random")]
    if effect.line != built:
        steps.append(TraceStep(effect.line, "applied to this data"))
    if event is not None:
        words = {Split: "a part is held out", Fit: "watched during training", Metric: "scored"}
        steps.append(TraceStep(event.line, words[type(event)]))
    node = event.node if isinstance(event, Split) else effect.place
    return RULE.at(
        node,
        rows=rows,
        altered="randomly augmented",
        by=obj.short,
        remedy="augment training images only",
        trace=steps,
    )

"""A transformer learns anew from the test rows instead of being applied to them.

The model was trained on features scaled, filled or encoded with what the
training rows taught. A second `fit` on the test rows gives them another scale
or another code for the same category: the scores are wrong in either direction,
and in production, with one row at a time, the step cannot even be done.

Bad:
    from sklearn.preprocessing import StandardScaler
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    scaler = StandardScaler()
    X_train = scaler.fit_transform(X_train)
    X_test = scaler.fit_transform(X_test)
Good:
    from sklearn.preprocessing import StandardScaler
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    scaler = StandardScaler()
    X_train = scaler.fit_transform(X_train)
    X_test = scaler.transform(X_test)
Silent on:
    stateless transformers (Normalizer, HashingVectorizer); two data sets that no
    model shares; one object per fold, fitted on the fold's training rows; samplers
    (see altered evaluation data); LabelEncoder on labels is reported as info
Source: https://scikit-learn.org/stable/common_pitfalls.html#inconsistent-preprocessing
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, RenameCallee, Rule, Severity, Span
from mlsmells.facts import Facts
from mlsmells.facts import rows as R
from mlsmells.facts.evaluations import Evaluation, trace, uses
from mlsmells.facts.events import Apply, Fit
from mlsmells.facts.values import Effect

RULE = Rule(
    __name__,
    code="MLS102",
    severity=Severity.ERROR,
    message="{est} learns from the test rows here; it was fitted on the training rows at line {first}",
)

STATEFUL = ("fitted", "uses-y", "encoded")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """A second fit on rows that a split holds out, or that a model fitted on the first is used on."""
    seen: set[int] = set()
    for second, first, certain, evaluation in (*_same_object(facts), *_through_a_model(facts)):
        if id(second.node) in seen:
            continue
        seen.add(id(second.node))
        yield RULE.at(
            second,
            est=_label(second),
            first=first.line,
            severity=Severity.INFO if _labels_only(second) else None,
            confidence=Confidence.HIGH if certain else Confidence.MEDIUM,
            fix=_fix(facts, second, first),
            trace=trace(fit=first) + trace(fit=second, evaluation=evaluation),
        )


Pair = tuple[Fit, Fit, bool, Evaluation | None]


def _same_object(facts: Facts) -> Iterator[Pair]:
    """One object, fitted on the train part and then on the test part of one split."""
    for obj in facts.objects:
        if not (obj.is_a("transformer") or obj.transforms) or obj.is_a("transformer.stateless"):
            continue
        for i, second in enumerate(obj.fits):
            for first in obj.fits[:i]:
                step = R.siblings(first.rows, second.rows)
                if step is None or step[1] not in ("test", "val") or first.excludes(second) or second.via == "partial":
                    continue
                certain = not (first.X and first.X.may) and not (second.X and second.X.may)
                yield second, first, certain, None


def _through_a_model(facts: Facts) -> Iterator[Pair]:
    """A model trained on what one fit made is used on what another fit of the same class made."""
    for use in uses(facts):
        for fit in use.fits:
            if fit.X is None or fit.X.may or use.X.may or R.intersects(fit.rows, use.rows):
                continue
            for effect in use.X.effects:
                first = _counterpart(effect, fit, use)
                if first is not None and isinstance(effect.event, Fit) and isinstance(first.event, Fit):
                    yield effect.event, first.event, not effect.may, use


def _counterpart(effect: Effect, fit: Fit, use: Evaluation) -> Effect | None:
    """What the training features carry in the place of this effect on the test features."""
    if effect.kind not in STATEFUL or effect.obj is None or fit.X is None:
        return None
    if any(e.node is effect.node for e in fit.X.effects) or not R.covers(effect.rows, use.rows):
        return None
    if R.intersects(effect.rows, fit.rows):
        return None
    for other in fit.X.effects:
        alike = other.kind in STATEFUL and other.obj is not None and other.obj.cls == effect.obj.cls
        if other.columns is not None and effect.columns is not None and other.columns != effect.columns:
            continue
        if alike and not any(e.node is other.node for e in use.X.effects) and R.covers(other.rows, fit.rows):
            return other
    return None


def _label(fit: Fit) -> str:
    return fit.obj.name or fit.obj.short


def _labels_only(fit: Fit) -> bool:
    return fit.X is not None and fit.X.is_label and fit.obj.is_a("transformer.encoder")


def _fix(facts: Facts, second: Fit, first: Fit) -> Fix | None:
    """``fit_transform`` → ``transform``, when the object at hand is the one that knows the training rows."""
    applied = [a for a in facts.of(Apply) if a.node is second.node]
    if second.obj is not first.obj or not applied or len(second.obj.fits) < 2 or first.branch != second.branch:
        return None
    if first.function != second.function or second.calls != first.calls:
        return None
    edit = RenameCallee(Span.of(second.node), "transform")
    return Fix("apply the transformer that was fitted on the training rows", (edit,), why="the test features change")

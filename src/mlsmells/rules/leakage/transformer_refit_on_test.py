"""A transformer learns anew from the test rows instead of being applied to them.

The model was trained on features scaled, filled or encoded with what the
training rows taught. A second `fit` on the test rows gives them another scale
or another code for the same category: the scores are wrong in either direction,
and in production, with one row at a time, the step cannot even be done. So it is with
statistics: `(X_test - X_test.mean()) / X_test.std()`, `test.fillna(test.median())`; and a function
that fits a new transformer on whatever it gets does it when it is called for both.

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
    (see altered evaluation data); windows, rows or samples that are each scaled by
    themselves, in a loop or as the columns of `X.T`; LabelEncoder on labels is info, and what the
    code calls wrong and then does right
Fix:
    `fit_transform` of the test rows becomes `transform`; of two transformers that are made alike, one for each part,
    the first serves both. Refused where one call fits both parts, where a category that only the test rows have would
    fail, and where the second transformer has other uses
Source: https://scikit-learn.org/stable/common_pitfalls.html#inconsistent-preprocessing
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once
from mlsmells.facts import (
    Apply,
    ColStat,
    Effect,
    Evaluation,
    Facts,
    Fit,
    Value,
    each_alone,
    owned_up,
    place_to_blame,
    trace,
    uses,
)
from mlsmells.facts import rows as R
from mlsmells.rules.leakage._one_helper import of_one_helper
from mlsmells.rules.leakage._own_statistics import own_statistics
from mlsmells.rules.leakage._transform_instead import repair
from mlsmells.rules.leakage._two_files import of_two_files

RULE = Rule(
    __name__,
    code="MLS102",
    severity=Severity.ERROR,
    message="{est} is fitted again, on the test rows - transform them with what it learned at {first}",
)


OWN = "the test rows are changed by their own {what} - use that of the training rows, taken at {first}"
ANOTHER = "a new {est} is fitted on the test rows - use the one that was fitted on the training rows at {first}"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """A second fit on rows that a split holds out, or that a model fitted on the first is used on."""
    pairs: dict[object, Pair] = {}
    for pair in (*_same_object(facts), *_through_a_model(facts), *_of_files(facts)):
        pairs.setdefault(pair[0].site, pair)
    guilty = [pair[0] for pair in pairs.values()]
    for second, first, certain, evaluation in pairs.values():
        if second.foreign and second.node is first.node:
            continue  # both behind one call into another module, which sees it by itself
        if first.crosswise or each_alone(first, second):
            continue
        yield RULE.at(
            place_to_blame(facts.of(type(second)), second, guilty),
            message="" if second.obj is first.obj else ANOTHER,
            est=second.obj.label if second.obj is first.obj else second.obj.short,
            first=_first_place(first, second),
            severity=Severity.INFO if _is_harmless(facts, second, first, evaluation) else None,
            sure=certain,
            cause=_block(facts, second),
            fix=repair(facts, second, first, guilty),
            trace=trace(first=first, fit=second, evaluation=evaluation),
        )


@RULE.on_file
def by_hand(facts: Facts) -> Iterator[Finding]:
    """The same with statistics: the test rows are scaled or filled by their own. One finding for a statement."""
    found = {twice.second.site: twice for twice in reversed(list(own_statistics(facts)))}
    guilty = [twice.second for twice in found.values()]
    placed = [(place_to_blame(facts.of(ColStat), twice.second, guilty), twice) for twice in found.values()]
    for place, twice in once(placed, lambda pair: getattr(pair[0], "lineno", 0)):
        mild = Severity.WARNING if twice.use.metric is not None else Severity.INFO
        yield RULE.at(
            place,
            message=OWN,
            what=twice.what,
            first=twice.first.where,
            severity=mild if twice.fills else None,
            sure=False,
            trace=trace(evaluation=twice.use),
        )


def _first_place(first: Fit, second: Fit) -> str:
    """Of one fit that is reached twice: the call that led there for the training rows."""
    if first.node is not second.node or first.foreign:
        return first.where
    call = next((a for a, b in zip(first.calls, second.calls, strict=False) if a is not b), None)
    return f"line {call.lineno}" if call is not None else "this line, from the training rows"


def _block(facts: Facts, fit: Fit) -> str:
    """The function or the cell, which is mended as one; a script has no such part."""
    cell = facts.source.cell_at(fit.line)
    return fit.function or (f"cell {cell.index}" if cell is not None else "")


Pair = tuple[Fit, Fit, bool, Evaluation | None]


def _same_object(facts: Facts) -> Iterator[Pair]:
    """One object, fitted on the train part and then on the test part of one split."""
    for obj in facts.objects:
        if not obj.transforms or obj.is_a("transformer.stateless"):
            continue
        for i, second in enumerate(obj.fits):
            for first in obj.fits[:i]:
                step = R.siblings(first.rows, second.rows)
                if step is None or step[1] not in ("test", "val") or first.excludes(second) or second.via == "partial":
                    continue
                certain = not any(X.may for X in filter(None, (first.X, second.X)))
                yield second, first, certain, None


def _through_a_model(facts: Facts) -> Iterator[Pair]:
    """A model trained on what one fit made is used on what another fit of the same class made."""
    for use in uses(facts):
        for fit in use.fits:
            if fit.X is None or fit.X.may or use.X.may:
                continue
            before, after = _own(fit.X, use.X), _own(use.X, fit.X)
            for effect, second in after:
                if not R.covers(second.rows, use.rows) or R.intersects(second.rows, fit.rows):
                    continue
                for other, first in before:
                    if _alike(other, effect) and R.covers(first.rows, fit.rows):
                        yield second, first, not effect.may, use
                        break


def _of_files(facts: Facts) -> Iterator[Pair]:
    """One object or function that learns from what is called training rows, and then from what is called test rows."""
    yield from ((second, first, False, None) for second, first in of_one_helper(facts))
    yield from ((second, first, False, None) for second, first in of_two_files(facts))


def _own(value: Value, than: Value) -> list[tuple[Effect, Fit]]:
    """The transformers that one value went through and the other did not, each with the fit that taught it."""
    shared = {effect.key for effect in than.effects}
    return [(e, e.event) for e in value.effects if isinstance(e.event, Fit) and e.key not in shared]


def _alike(a: Effect, b: Effect) -> bool:
    """Transformers of one class, of the same columns as far as these are known."""
    if a.columns is not None and b.columns is not None and a.columns != b.columns:
        return False
    return bool(a.event.obj.cls == b.event.obj.cls)


def _is_harmless(facts: Facts, second: Fit, first: Fit, evaluation: Evaluation | None) -> bool:
    """Only labels are encoded, or the author calls it wrong and goes on to do it right."""
    used = evaluation.event if evaluation is not None else None
    return _labels_only(facts, second, first) or owned_up(facts, second.line, second.obj.short, used)


def _labels_only(facts: Facts, second: Fit, first: Fit) -> bool:
    """An encoder of labels: some model takes as labels what it was given, or what it made of the training rows."""
    if not second.obj.is_a("transformer.encoder"):
        return False
    made = (a.out for a in facts.of(Apply) if a.fit is first)
    return any(value is not None and value.is_label for value in (second.X, *made))

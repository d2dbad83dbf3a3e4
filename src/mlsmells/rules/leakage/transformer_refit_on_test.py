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

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, RenameCallee, Rule, Severity, Span, once
from mlsmells.facts import Apply, ColStat, Effect, Evaluation, Facts, Fit, Value, place_to_blame, trace, uses, words
from mlsmells.facts import rows as R
from mlsmells.rules.leakage._own_statistics import own_statistics

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
    for pair in (*_same_object(facts), *_through_a_model(facts), *_of_two_files(facts)):
        pairs.setdefault(pair[0].site, pair)
    guilty = [pair[0] for pair in pairs.values()]
    for second, first, certain, evaluation in pairs.values():
        if second.foreign and second.node is first.node:
            continue  # both behind one call into another module, which sees it by itself
        yield RULE.at(
            place_to_blame(facts.of(type(second)), second, guilty),
            message="" if second.obj is first.obj else ANOTHER,
            est=second.obj.label if second.obj is first.obj else second.obj.short,
            first=first.where,
            severity=Severity.INFO if _labels_only(facts, second, first) else None,
            sure=certain,
            cause=_block(facts, second),
            fix=_fix(facts, second, first),
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


def _of_two_files(facts: Facts) -> Iterator[Pair]:
    """One object, fitted on a column of the training file and then on the same column of the test file."""
    for obj in facts.objects:
        if not obj.transforms or obj.is_a("transformer.stateless"):
            continue
        for i, second in enumerate(obj.fits):
            for first in obj.fits[:i]:
                if (
                    _same_column(first, second)
                    and not first.excludes(second)
                    and _are_train_and_test(facts, first, second)
                ):
                    yield second, first, False, None


def _same_column(first: Fit, second: Fit) -> bool:
    a, b = first.X, second.X
    return a is not None and b is not None and a.column is not None and a.column == b.column and not (a.may or b.may)


def _are_train_and_test(facts: Facts, first: Fit, second: Fit) -> bool:
    """Read apart, called so, and a model learns from the first."""
    if not R.disjoint(first.rows, second.rows) or R.siblings(first.rows, second.rows) is not None:
        return False
    one, other = [_table(first)], [_table(second)]
    learned = any(f.obj.predicts and R.intersects(f.rows, first.rows) for f in facts.of(Fit))
    training = words.say(one, words.TRAINING) and not words.say(one, words.TESTING)
    return training and words.say(other, words.TESTING) and not words.say(other, words.TRAINING) and learned


def _table(fit: Fit) -> str:
    """``le.fit(train["town"])``: the variable whose column it is."""
    given = fit.node.args[0] if isinstance(fit.node, ast.Call) and fit.node.args else None
    while isinstance(given, (ast.Subscript, ast.Attribute)):
        given = given.value
    return given.id if isinstance(given, ast.Name) else ""


def _own(value: Value, than: Value) -> list[tuple[Effect, Fit]]:
    """The transformers that one value went through and the other did not, each with the fit that taught it."""
    shared = {effect.key for effect in than.effects}
    return [(e, e.event) for e in value.effects if isinstance(e.event, Fit) and e.key not in shared]


def _alike(a: Effect, b: Effect) -> bool:
    """Transformers of one class, of the same columns as far as these are known."""
    if a.columns is not None and b.columns is not None and a.columns != b.columns:
        return False
    return bool(a.event.obj.cls == b.event.obj.cls)


def _labels_only(facts: Facts, second: Fit, first: Fit) -> bool:
    """An encoder of labels: some model takes as labels what it was given, or what it made of the training rows."""
    if not second.obj.is_a("transformer.encoder"):
        return False
    made = (a.out for a in facts.of(Apply) if a.fit is first)
    return any(value is not None and value.is_label for value in (second.X, *made))


def _fix(facts: Facts, second: Fit, first: Fit) -> Fix | None:
    """``fit_transform`` → ``transform``, when the object at hand is the one that knows the training rows."""
    applied = [a for a in facts.of(Apply) if a.node is second.node]
    if second.obj is not first.obj or not applied or first.branch != second.branch:
        return None
    if first.function != second.function or second.calls != first.calls:
        return None
    edit = RenameCallee(Span.of(second.node), "transform")
    return Fix("apply the transformer that was fitted on the training rows", (edit,), why="the test features change")

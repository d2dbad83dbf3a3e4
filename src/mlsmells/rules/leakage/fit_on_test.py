"""A model is trained on rows that it is then tested on.

The score then measures memory, not skill: a model that has seen the answers of
the test rows looks better than it will be on new data. It happens most often
when the whole frame is passed to `fit` by mistake, or when the parts are put
together again before the final fit and the old test part is scored once more; or when one network, made before the
loop over the folds, is fitted in each of them and begins with what it learned in the last. It is the same across
files: one script trains on all rows and saves the model, another loads it and scores it on a part of these rows; or
one trains on a part, and another scores the model on all rows of that table.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X, y)
    print(model.score(X_test, y_test))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    print(model.score(X_test, y_test))
Silent on:
    a last fit on all rows after which nothing is scored; rows that were tested
    first and learned from later (streams, walk-forward tests); clustering and
    other unsupervised estimators; models that are made or put back to their beginning in each fold;
    training scores (see scored-on-training-data);
    parts whose role only their name tells. What learned from validation or calibration rows, is scored on them and
    then judged by other rows is a note
Source: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, Span, TraceStep, cut_path, once
from mlsmells.facts import (
    Evaluation,
    Facts,
    Fit,
    Project,
    behind_one_call,
    by_hand,
    carried_over,
    evaluations,
    holdouts,
    split_of,
    test_rows,
    trace,
    validations,
)
from mlsmells.facts import rows as R
from mlsmells.rules.leakage._saved_and_scored import SavedAndScored, saved_and_scored

RULE = Rule(
    __name__,
    code="MLS101",
    severity=Severity.ERROR,
    message="{est} is trained on {test_rows} and scored on them at {metric} - train it on the training part only",
)

ACROSS = "{est} is trained on all rows of {data}, and {where} scores some of them - keep these for testing"
SINCE = "{est} learned from most of the rows at {where}, and is scored on all of them - score it on the test part"
ALSO = "{est} learned from the rows it is scored on at {metric}, so that score flatters it - judge it by the other rows"
ON = "{est} goes on learning from fold to fold and knows the test rows of the next ones - make a new model in each"
OVERLAP = "the training rows of {est} and those it is scored on at {metric} overlap - cut them at one place"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fits that cover a held-out part which the same model is scored on."""
    yield from facts.placed(list(once((*_found(facts), *_over_folds(facts)), lambda found: found[0].site)))


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """A model that is saved, and scored by another program on rows that it was trained on."""
    told: set[object] = set()
    for found in saved_and_scored(project, RULE):
        held_out = found.scored["part"] in R.HELD_OUT
        if found.saved["part"] == "train" and not found.scored["part"]:
            yield from _on_all(found, told)
        if found.saved["part"] or not held_out or found.span in told:
            continue
        told.add(found.span)
        yield RULE.at(
            found.span,
            message=ACROSS,
            est=found.saved["name"],
            data=f"'{cut_path(found.saved['data'])}'",
            where=found.where,
            sure=False,
            trace=found.trace(),
            file=found.file,
        )


def _on_all(found: SavedAndScored, told: set[object]) -> Iterator[Finding]:
    """The model learned from the training part of a split, and another program scores it on the whole table."""
    place = Span(*found.scored["at"])
    if (found.other, place) not in told:
        told.add((found.other, place))
        where = cut_path(f"{found.file}:{found.saved['at'][0]}")
        yield RULE.at(
            place, message=SINCE, est=found.saved["name"], where=where, sure=False,
            trace=[TraceStep(place.line, "scored on all rows")], file=found.other,
        )  # fmt: skip


def _found(facts: Facts) -> Iterator[tuple[Fit, Finding]]:
    for evaluation in (*evaluations(facts), *validations(facts)):
        step = held_out_step(evaluation.rows)
        if step is None:
            yield from _by_hand(facts, evaluation)
            continue
        for fit in evaluation.fits:
            if not _supervised(fit):
                continue
            if not R.covers(fit.rows, evaluation.rows) or behind_one_call(fit, evaluation.event):
                continue
            if fit.X is not None and fit.X.may and R.siblings(fit.rows, evaluation.rows) is not None:
                continue  # all rows in the branch without a test part, the training part in the other
            split = split_of(facts, step[0])
            read = evaluation.X.read
            judged = _is_judged_elsewhere(facts, fit, evaluation)
            yield (
                fit,
                RULE.at(
                    fit,
                    message=ALSO if judged else "",
                    severity=Severity.INFO if judged else None,
                    est=fit.obj.label,
                    test_rows=test_rows(split),
                    metric=evaluation.event.where,
                    sure=evaluation.certain,
                    trace=trace(read=read, split=split, fit=fit, evaluation=evaluation),
                ),
            )


def _over_folds(facts: Facts) -> Iterator[tuple[Fit, Finding]]:
    """A model that is made before the loop over the folds, and learns on in each of them."""
    for found in carried_over(facts):
        fit, scored = found.fit, found.scored
        if not _supervised(fit) or behind_one_call(fit, scored.event):
            continue
        yield (
            fit,
            RULE.at(
                fit,
                message=ON,
                est=fit.obj.label,
                sure=False,
                trace=trace(read=scored.X.read, split=found.split, fit=fit, evaluation=scored),
            ),
        )


def _is_judged_elsewhere(facts: Facts, fit: Fit, evaluation: Evaluation) -> bool:
    """The rows are validation or calibration rows by their name, and other held-out rows give the final score."""
    if not holdouts.says_validation(facts, evaluation.rows, fit, evaluation.event):
        return False
    return holdouts.final_elsewhere(facts, evaluation.rows, (fit,))


def _supervised(fit: Fit) -> bool:
    predicts = fit.obj.predicts or fit.obj.is_a("forecaster")
    return predicts and (fit.y is not None or fit.obj.is_a("keras-model", "booster", "module", "trainer", "forecaster"))


def _by_hand(facts: Facts, evaluation: Evaluation) -> Iterator[tuple[Fit, Finding]]:
    """Test rows that no split made: two cuts that overlap, or a part or a file that is joined to the others again."""
    for fit in evaluation.fits:
        overlap = by_hand.overlapping(fit, evaluation)
        if not _supervised(fit) or not (overlap or by_hand.joined_again(facts, fit, evaluation)):
            continue
        yield (
            fit,
            RULE.at(
                fit,
                message=OVERLAP if overlap else "",
                est=fit.obj.label,
                test_rows="test rows",
                metric=evaluation.event.where,
                sure=False,
                trace=trace(read=evaluation.X.read, fit=fit, evaluation=evaluation),
            ),
        )


def held_out_step(rows: R.Rows | None) -> R.Step | None:
    """The step by which all these rows were put aside for testing, by a call that says so."""
    held = {atom: s for atom in R.ordered(rows) for s in reversed(atom[1]) if s[1] in R.HELD_OUT}
    if not rows or len(held) < len(rows):
        return None
    return next(iter(held.values()))

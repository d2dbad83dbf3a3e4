"""A model is trained on one random split and scored on another one of the same rows.

Two draws are independent: most rows of the second test part are training rows of the first split. The score is
then, in good part, a training score. It happens when a split is drawn again in a later cell or a second function
without the seed of the first, when a second script draws its own to score the saved model, when two samples are
taken (`df.sample(frac=0.8)` and then `df.sample(frac=0.2)`) instead of a sample and the rest, and when a `tf.data`
pipeline shuffles before `take` and `skip`, so that each epoch divides the rows anew.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y)
    model = LogisticRegression().fit(X_train, y_train)
    X_train, X_test, y_train, y_test = train_test_split(X, y)
    print(model.score(X_test, y_test))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    print(model.score(X_test, y_test))
Silent on:
    two splits with the same seed, if both keep the classes in proportion or neither does; a split
    of the training part for validation; seeds that are not known; a model that is fitted anew after the second split
Source: https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, Span, TraceStep, cut_path
from mlsmells.facts import Evaluation, Facts, Fit, Project, Split, behind_one_call, evaluations, records, trace
from mlsmells.rules.leakage._redraws import divergence, other_draw, random_splits_by_id, two_parts
from mlsmells.rules.leakage._saved_and_scored import saved_and_scored

RULE = Rule(
    __name__,
    code="MLS118",
    once=True,
    severity=Severity.ERROR,
    message=(
        "this split draws other rows than {other}, so {est} is scored at {test} on rows it was trained on "
        "- split only once"
    ),
)

ACROSS = (
    "this split draws other rows than {other}, where {est} learned from them - divide '{data}' once and keep both parts"
)
LEARNED = frozenset({"train", "part", "head", "tail"})
SCORED = frozenset({"test", "val", "part", "head", "tail"})


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Scores on the held-out part of one draw, of models fitted on the training part of another."""
    drawn = random_splits_by_id(facts)
    for evaluation in evaluations(facts):
        for fit, first, second in _two_draws(evaluation, drawn):
            later, other = (first, second) if first.order > second.order else (second, first)
            if behind_one_call(later, other, fit, evaluation.event):
                continue
            yield RULE.at(
                later,
                est=fit.obj.label,
                other=other.where,
                test=evaluation.event.where,
                sure=evaluation.certain,
                trace=trace(read=evaluation.X.read, split=other, fit=fit, evaluation=evaluation),
            )


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """One program trains a model on a part of a random split, another scores it on a part of a split of its own."""
    told: set[object] = set()
    for found in saved_and_scored(project, RULE):
        trained, scored = found.saved, found.scored
        drawn = trained["split"] and scored["split"] and _other_rows(trained, scored)
        if trained["part"] != "train" or scored["part"] not in SCORED or not drawn:
            continue
        place = Span(*scored["split_at"])
        if (found.other, place) not in told:
            told.add((found.other, place))
            other = cut_path(f"{found.file}:{trained['split_at'][0]}")
            yield RULE.at(
                place, message=ACROSS, other=other, est=trained["name"], data=cut_path(scored["data"]), sure=False,
                trace=[TraceStep(scored["at"][0], "scored")], file=found.other,
            )  # fmt: skip


def _other_rows(trained: records.ModelRecord, scored: records.ModelRecord) -> bool:
    """Another seed, other classes in proportion, no seed at all; or the larger part of the same permutation."""
    if trained["split"] != scored["split"] or trained["split"] == "no seed":
        return True
    larger = scored["held_out"] > trained["held_out"] > 0
    return larger and scored["part"] == "test" and "stratified" not in trained["split"]


def _two_draws(evaluation: Evaluation, drawn: dict[object, Split]) -> Iterator[tuple[Fit, Split, Split]]:
    for fit in evaluation.fits:
        for (one, learned), (other, scored) in divergence(fit.rows, evaluation.rows):
            if not fit.obj.predicts or not {one, other} <= drawn.keys():
                continue
            other_rows = other_draw(drawn[one], drawn[other]) or two_parts(learned, scored, drawn[one], drawn[other])
            if learned in LEARNED and scored in SCORED and other_rows:
                yield fit, drawn[one], drawn[other]

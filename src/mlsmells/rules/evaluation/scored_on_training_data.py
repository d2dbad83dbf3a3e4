"""The only score that is reported comes from the rows the model was trained on.

A model can learn its training rows by heart. Without held-out rows (or
cross-validation) the score says nothing about new data. The same holds for a
validation part that lies within the training part (`rows[:500]` in `rows[:5000]`),
for Keras that validates on the folder it trains on, and for a trainer whose `eval_dataset` is cut out of its
`train_dataset`.

Bad:
    from sklearn.ensemble import RandomForestClassifier
    model = RandomForestClassifier(random_state=0).fit(X, y)
    print("accuracy", model.score(X, y))
Good:
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    print("accuracy", model.score(X_test, y_test))
Silent on:
    a training score beside a held-out one; cross-validated models and forests scored out of
    their bags; clusterers and other unsupervised estimators; a score that is called a
    training score, by its text, variable, key, column, function, heading or comment; the fit
    statistics of explanatory models; permutation importance, which looks into a model;
    notebooks in which a cell that scores does not parse; one image, scored where another map than the one that was
    learned has labels. It is info on data that the program
    makes up, in examples and lessons, in what calls itself a demonstration or says that the
    model overfits, where scores over a setting are only drawn, and of a linear model that
    weighs out-of-fold predictions
Source: https://scikit-learn.org/stable/modules/cross_validation.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, Fit, by_hand, evaluations, handed_in, held_in, trace
from mlsmells.rules.evaluation._curves import only_drawn
from mlsmells.rules.evaluation._hypothesis_tests import is_of_test
from mlsmells.rules.evaluation._shown_how import is_shown_how
from mlsmells.rules.evaluation._stacking import on_out_of_fold_predictions
from mlsmells.rules.evaluation._training_scores import only_training_scores

RULE = Rule(
    __name__,
    code="MLS504",
    severity=Severity.ERROR,
    message="the only score of {est} ({metric}) is on the rows it was trained on at {fit} - score held-out rows",
)
INSIDE = "{held} lies within {train} (line {line}): its scores are training scores - cut rows that are not trained on"
WATCHED = "validation_data of {est} are the rows it trains on, read again at line {line} - validate on held-out rows"

EVALUATED = (
    "eval_dataset of {est} are rows it trains on: the loss and scores it shows are training scores - hold rows out"
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Models all of whose scores are on training rows."""
    for first in only_training_scores(facts):
        fit = first.evaluation.fits[0]
        mild = is_shown_how(facts, first) or only_drawn(facts, first.metric) or on_out_of_fold_predictions(facts, fit)
        mild = mild or is_of_test(facts, first.metric)
        yield RULE.at(
            handed_in(first.metric, fit),
            severity=Severity.INFO if mild else None,
            est=first.obj.label,
            metric=first.metric.label,
            fit=fit.where,
            sure=first.evaluation.certain,
            trace=trace(read=first.evaluation.X.read, fit=fit, evaluation=first.evaluation),
        )


@RULE.on_file
def check_parts(facts: Facts) -> Iterator[Finding]:
    """Validation slices within training slices; those that fit-on-test sees are its own."""
    inside = next(held_in.parts_inside(facts), None)
    if inside is None or any(
        by_hand.overlapping(fit, found) or by_hand.joined_again(facts, fit, found)
        for found in evaluations(facts)
        for fit in found.fits
    ):
        return
    yield RULE.at(
        inside.place,
        held=inside.held,
        train=inside.train,
        line=inside.learned.lineno,
        message=INSIDE,
        trace=[(inside.learned, "the training rows"), (inside.place, "some of them again")],
    )


@RULE.on(Fit)
def check_watched(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """Keras validates on the folder it trains on."""
    watched = held_in.watches_itself(fit)
    if watched is not None and watched.read is not None:
        yield RULE.at(
            fit,
            est=fit.obj.label,
            line=watched.read.line,
            message=WATCHED,
            trace=[
                (fit.X.read if fit.X is not None and fit.X.read is not None else fit, "training rows"),
                (watched.read, "the same rows"),
                (fit, "trained and validated"),
            ],
        )


@RULE.on(Fit)
def check_evaluated(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """Trainers whose evaluation rows are training rows. Where ``evaluate()`` is called, its score is what is told."""
    evaluated = held_in.evaluates_itself(fit)
    if evaluated is not None and not any(fit in found.fits for found in evaluations(facts)):
        trace = [(evaluated.read, "the rows"), (fit, "trained and evaluated on them")]
        yield RULE.at(fit, est=fit.obj.label, message=EVALUATED, trace=trace)

"""The only score that is reported comes from the rows the model was trained on.

A model can learn its training rows by heart. Without held-out rows (or
cross-validation) the score says nothing about new data.

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
    a training score beside a held-out one; cross-validated models; clusterers and
    other unsupervised estimators; a score that is called a training score; the
    fit statistics of explanatory models
Source: https://scikit-learn.org/stable/modules/cross_validation.html
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts
from mlsmells.facts import rows as R
from mlsmells.facts.evaluations import Evaluation, evaluations, trace
from mlsmells.facts.events import CrossValidation, Metric
from mlsmells.facts.objects import Obj

RULE = Rule(
    __name__,
    code="MLS504",
    severity=Severity.ERROR,
    message="the only score of {est} ({metric}) is on the rows it was trained on at line {fit}",
)

SCORE_WORDS = ("acc", "err", "mse", "rms", "mae", "score", "loss", "r2", "auc", "f1", "precision", "recall")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Models all of whose scores are on training rows."""
    validated = {_kin(cv.estimator) for cv in facts.of(CrossValidation) if cv.estimator is not None}
    by_model: dict[str, list[Evaluation]] = defaultdict(list)
    for evaluation in evaluations(facts):
        if evaluation.obj is not None:
            by_model[_kin(evaluation.obj)].append(evaluation)
    elsewhere = _scored_elsewhere(facts)
    for kin, scored in by_model.items():
        first = scored[0]
        if kin in validated or first.obj is None or not _judged(first.obj) or first.metric is None:
            continue
        if not all(_on_training_rows(e) for e in scored) or any(_says_training(e) for e in scored):
            continue
        if elsewhere and any(_named_training(e) for e in scored):
            continue
        yield RULE.at(
            first.metric,
            est=first.obj.name or first.obj.short,
            metric=first.metric.name.rpartition(".")[2],
            fit=first.fits[0].line,
            confidence=Confidence.HIGH if first.certain else Confidence.MEDIUM,
            trace=trace(read=first.X.read, fit=first.fits[0], evaluation=first),
        )


def _kin(obj: Obj) -> str:
    """Models of one class in one file are one experiment: a held-out score of one speaks for the others."""
    return obj.core.cls


def _judged(obj: Obj) -> bool:
    """Supervised models that do not validate themselves (searches and the estimators called …CV do)."""
    return obj.predicts and not obj.is_a("search") and not obj.core.cls.endswith("CV")


def _on_training_rows(evaluation: Evaluation) -> bool:
    metric = evaluation.metric
    if metric is None or metric.via == "custom" or "unsupervised" in metric.tags or not evaluation.fits:
        return False
    return all(
        fit.y is not None and fit.y is not fit.X and fit.via not in ("cv",) and not fit.watched and not _splits_itself(fit.args)
        and R.covers(fit.rows, evaluation.rows) and "test" not in R.parts(evaluation.rows)
        for fit in evaluation.fits
    )  # fmt: skip


def _splits_itself(args: object) -> bool:
    """Keras holds rows out of its own accord."""
    return isinstance(args, dict) and "validation_split" in args


def _says_training(evaluation: Evaluation) -> bool:
    """The score is announced as a training score, or as the fit of an explanatory line."""
    metric = evaluation.metric
    if metric is None or evaluation.obj is None:
        return False
    if metric.said("train", "resubstitution", "in-sample", "insample", "fitted"):
        return True
    if metric.via == "comparison" and not metric.said(*SCORE_WORDS):
        return True  # a difference between prediction and truth that nobody calls a score
    explains = metric.name.endswith("r2_score") or metric.said("vif", "r2", "r^2", "r_squared", "rsquared", "r-squared")
    return explains and "linear" in evaluation.obj.core.tags


def _named_training(evaluation: Evaluation) -> bool:
    """The scored rows are called training rows by their name."""
    metric = evaluation.metric
    return metric is not None and any("train" in name.lower() for name in metric.names)


def _scored_elsewhere(facts: Facts) -> bool:
    """The file has other scores: of rows held out, or of models and rows that are not known."""
    scored = evaluations(facts)
    known = {id(e.metric) for e in scored if e.fits}
    return any(not _on_training_rows(e) for e in scored) or any(id(m) not in known for m in facts.of(Metric))

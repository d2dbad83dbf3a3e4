"""The code treats its classes as imbalanced, yet accuracy is all that it reports.

Where 98 % of the rows are of one class, a model that always says so reaches 98 %
accuracy. Class weights and resampling show that the rare class matters; only
recall, precision or a curve show whether it is found.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score
    model = LogisticRegression(class_weight="balanced").fit(X_train, y_train)
    print(accuracy_score(y_test, model.predict(X_test)))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import classification_report
    model = LogisticRegression(class_weight="balanced").fit(X_train, y_train)
    print(classification_report(y_test, model.predict(X_test)))
Silent on:
    any other class metric, confusion matrix, report or curve in the file, also one that
    only its name tells; a search or cross-validation with `scoring=`; regressors;
    files that score nothing; classes that nothing treats as imbalanced; samplers and
    a sampler before the split, which resample-before-split reports;
    weights in branches or functions that do not run; scores of training rows alone
Source: https://imbalanced-learn.org/stable/introduction.html#problem-statement-regarding-imbalanced-data-sets
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, cut_path, regex
from mlsmells.facts import Call, CrossValidation, Evaluation, Facts, Metric, evaluations, imbalance, leaks, score_of
from mlsmells.facts import rows as R

RULE = Rule(
    __name__,
    code="MLS508",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="the classes count as imbalanced ({why} at {place}), but accuracy is the only score - add recall or F1",
)

# Other scores of classes, however they are computed: what is named here need not be understood.
_OTHER = regex(
    r"recall|precision(?!_recall_curve\b\s*,)|(?<![a-z])f_?(?:1|beta)|\broc_|auc\b|auc_|confusion|report|kappa|matthews|"
    r"\bmcc|g_?mean|balanced_acc|sensitivity|specificity|log_loss|brier|\bks_|crosstab|per_class|scoring\s*=",
    re.IGNORECASE,
)
# A line that only brings names in.
_IMPORT = regex(r"\s*(?:from|import)\b|\s*\w+\s*,?\s*\)?\s*(?:#|$)")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The first accuracy of a file with signs of imbalance and no other metric."""
    scores = [m for m in facts.of(Metric) if not m.tags & {"loss", "unsupervised", "importance"}]
    if (
        not scores
        or not all(_is_accuracy(m, facts) for m in scores)
        or any(_chooses(cv) for cv in facts.of(CrossValidation))
    ):
        return
    if all(_is_of_training(e) for e in evaluations(facts)):
        return  # see scored-on-training-data
    found = imbalance(facts, scores[0])
    if found is None or found.line in _leaking(facts):
        return
    if any(_OTHER.search(x) and not _IMPORT.match(x) for x in facts.source.lines):
        return
    first = scores[0]
    yield RULE.at(
        first,
        why=found.why,
        place=cut_path(found.where) if found.where else f"line {found.line}",
        trace=[
            (first if found.where else found, found.why + (f" in {found.where}" if found.where else "")),
            (first, "accuracy, and nothing else"),
        ],
    )


def _leaking(facts: Facts) -> set[int]:
    """Where samplers are built whose rows are scored: the test is balanced then, and resample-before-split says so."""
    samplers = (leak.effect.obj for leak in leaks(facts, "resampled") if leak.division is not None)
    return {getattr(obj.node, "lineno", 1) for obj in samplers if obj is not None}


def _is_of_training(evaluation: Evaluation) -> bool:
    return bool(evaluation.fits) and all(R.covers(fit.rows, evaluation.rows) for fit in evaluation.fits)


def _is_accuracy(metric: Metric, facts: Facts) -> bool:
    if metric.via == "function":
        return "accuracy" in metric.tags and "score-based" not in metric.tags
    if metric.via == "evaluate":
        compiled = [c for c in facts.calls("keras.compile") if c.receiver is metric.receiver]
        return bool(compiled) and all(_measures_accuracy(call) for call in compiled)
    return metric.via == "score" and metric.obj is not None and score_of(metric.obj) == "accuracy"


def _measures_accuracy(call: Call) -> bool:
    given = call.args.get("metrics")
    items = given.value.items if given is not None else None
    return bool(items) and all(isinstance(i.const, str) and i.const.endswith(("accuracy", "acc")) for i in items or ())


def _chooses(cv: CrossValidation) -> bool:
    """A metric is chosen, or may be."""
    return not cv.scoring.absent_or(None, "accuracy")

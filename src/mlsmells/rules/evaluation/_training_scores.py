"""Models all of whose scores are on the rows they were trained on."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import (
    CrossValidation,
    Evaluation,
    Facts,
    Fit,
    Metric,
    Obj,
    Predict,
    behind_one_call,
    by_hand,
    evaluations,
    every_node,
    variable,
    words,
)
from mlsmells.facts import rows as R
from mlsmells.rules.evaluation._labels_around import says_training_around


class Score(NamedTuple):
    """One score of one model."""

    obj: Obj
    metric: Metric
    evaluation: Evaluation


EVALUATES = words.VALIDATION | words.TESTING | {"eval", "evaluate", "evaluation"}
SCORE_WORDS = ("acc", "err", "mse", "rms", "mae", "score", "loss", "r2", "auc", "f1", "precision", "recall", "correct")


_SCORES = regex(r"score|accura|predict|evaluat|report|error", re.IGNORECASE)
# A comment on training scores, not on training.
_COMMENT = regex(
    r"#.{0,200}\btrain(?:ing)?[\s_-]{0,9}(?:set|data|acc\w*|scores?|errors?|loss|rows|samples?|performance|metrics?|predictions?|"
    r"mse|rmse|mae|r2|auc|f1)\b",
    re.IGNORECASE,
)


def only_training_scores(facts: Facts) -> Iterator[Score]:
    """The first score of each model all of whose scores are on training rows."""
    if facts.hides(_SCORES):
        return
    validated = {_kin(cv.estimator) for cv in facts.everywhere(CrossValidation) if cv.estimator is not None}
    scores = _once(_scores(facts))
    by_model: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_model[_kin(score.obj)].append(score)
    elsewhere = _scored_elsewhere(facts, scores)
    for kin, scored in by_model.items():
        # What is shuffled to see how much the model leans on it is looked into, not scored.
        first = next((score for score in scored if "importance" not in score.metric.tags), None)
        if first is None:
            continue
        if kin in validated or not _judged(first.obj) or _out_of_bag(facts, first.obj):
            continue
        if not all(_on_training_rows(facts, e) for e in scored) or any(_says_training(e) for e in scored):
            continue
        if any(_commented(e.metric, facts) or says_training_around(facts, e.metric) for e in scored):
            continue
        if elsewhere and any(_named_training(e) for e in scored) and not _left_unscored(facts, kin):
            continue
        if behind_one_call(*(event for s in scored for event in (s.metric, *s.evaluation.fits))):
            continue
        yield first


def _once(scores: Iterable[Score]) -> list[Score]:
    """A loop around leaves a score for each of its passes: the last one knows what was learned and said before."""
    last: dict[object, Score] = {}
    for score in scores:
        metric = score.metric
        places = (metric.node, *metric.calls, *metric.loops)
        last[(score.obj, score.evaluation.rows, *map(id, places)) if metric.loops else id(metric)] = score
    # A method is also run by itself; there nothing was learned before.
    called = {id(score.metric.node) for score in last.values() if score.metric.calls}
    return [score for score in last.values() if score.metric.calls or id(score.metric.node) not in called]


def _scores(facts: Facts) -> Iterator[Score]:
    for evaluation in evaluations(facts):
        match evaluation:
            case Evaluation(obj=Obj() as obj, metric=Metric() as metric):
                yield Score(obj, metric, evaluation)


def _kin(obj: Obj) -> str:
    """Models of one class in one file are one experiment: a held-out score of one speaks for the others."""
    return obj.core.cls


def _out_of_bag(facts: Facts, obj: Obj) -> bool:
    """The forest scores each row by the trees that have not seen it, and that score is read."""
    return obj.core.param("oob_score").is_const(True) and "oob_score_" in facts.source.code


def _judged(obj: Obj) -> bool:
    """Supervised models that do not validate themselves (the estimators called …CV do)."""
    judged = obj.predicts or obj.is_a("forecaster")
    return judged and "explanatory" not in obj.core.tags and not obj.core.cls.endswith("CV")


def _on_training_rows(facts: Facts, score: Score) -> bool:
    evaluation = score.evaluation
    true = score.metric.true
    if true is not None and R.siblings(evaluation.rows, true.rows) is not None:
        return False  # labels of other rows: see mismatched-evaluation-pair
    if true is not None and _by_other_mask(true.rows, evaluation.fits):
        return False
    if (
        "loss" in score.metric.tags
        or score.metric.via == "custom"
        or "unsupervised" in score.metric.tags
        or not evaluation.fits
    ):
        return False
    return all(
        # Keras holds rows out of its own accord.
        (fit.y is not None or fit.obj.is_a("trainer.transformers")) and fit.y is not fit.X
        and not _watches_others(fit) and "validation_split" not in fit.args
        and not by_hand.joined_again(facts, fit, evaluation)
        and R.covers(fit.rows, evaluation.rows) and not R.parts(evaluation.rows) & R.HELD_OUT
        for fit in evaluation.fits
    )  # fmt: skip


def _by_other_mask(labelled: R.Rows | None, fits: Iterable[Fit]) -> bool:
    """One image, and of each part a map of labels with gaps: it is scored where a map not learned has labels."""
    masked = any(step[0] == "mask" for _, steps in labelled or () for step, _ in steps if isinstance(step, tuple))
    learned = [R.sources(fit.y.rows if fit.y is not None else None) for fit in fits]
    return masked and all(own and own.isdisjoint(R.sources(labelled)) for own in learned)


def _watches_others(fit: Fit) -> bool:
    """The fit is monitored on rows that it does not learn from."""
    return not all(R.covers(fit.rows, watched.rows) for watched in fit.watched.values())


def _says_training(score: Score) -> bool:
    """The score is announced as a training score, or as the fit of an explanatory line."""
    metric = score.metric
    if words.say((*metric.texts, _said_by_function(metric)), words.TRAINING) or metric.said("in-sample", "in sample"):
        return True
    called = metric.said(*SCORE_WORDS) or words.say([metric.function], EVALUATES)
    if metric.via == "comparison" and not called:
        return True  # a difference between prediction and truth that nobody calls a score
    explains = metric.name.endswith("r2_score") or metric.said("vif", "r2", "r^2", "r_squared", "rsquared", "r-squared")
    return explains and "linear" in score.obj.core.tags


def _said_by_function(metric: Metric) -> str:
    """``def training_accuracy(…)``; a function that merely trains is called so for another reason."""
    name = metric.function.rpartition(".")[2]
    return name if any(word in name.lower() for word in SCORE_WORDS) else ""


def _commented(metric: Metric, facts: Facts) -> bool:
    """The comment on its line or just above calls it so."""
    lines = facts.source.lines[max(metric.line - 2, 0) : metric.line]
    above = lines[:-1] if lines[:-1] and lines[0].lstrip().startswith("#") else []
    return any(_COMMENT.search(line) for line in (*above, *lines[-1:]))


def _named_training(score: Score) -> bool:
    """The scored rows are called training rows by their name."""
    return any("train" in name.lower() for name in score.metric.names)


def _left_unscored(facts: Facts, kin: str) -> bool:
    """The model predicts the rows that were held out, and nothing is done with that: the training score is shown."""
    for predict in facts.everywhere(Predict):
        if predict.obj is None or _kin(predict.obj) != kin or predict.X is None:
            continue
        if any(R.siblings(fit.rows, predict.X.rows) is not None for fit in predict.fits) and _unread(facts, predict):
            return True
    return False


def _unread(facts: Facts, predict: Predict) -> bool:
    """The variable that takes the predictions is never read."""
    statement = predict.statement
    name = variable(statement.targets[0]) if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else ""
    nodes = every_node(facts.source.tree)
    return name != "" and not any(
        isinstance(n.ctx, ast.Load) and variable(n) == name for n in nodes if isinstance(n, (ast.Name, ast.Attribute))
    )


def _scored_elsewhere(facts: Facts, scores: list[Score]) -> bool:
    """The file has other scores: of rows held out, or of models and rows that are not known."""
    known = {id(score.metric) for score in scores}
    return any(not _on_training_rows(facts, score) for score in scores) or any(
        id(m) not in known for m in facts.everywhere(Metric)
    )

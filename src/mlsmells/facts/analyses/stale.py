"""Scores of predictions that are not those of the model the reader takes them for."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Event, Fit, Metric, Predict, Shown
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# What stands at the end of the names of classes and says nothing of the model.
_KINDS = frozenset("classifier regressor model cv estimator hist".split())
# What people call models, by the last part of the class.
_SHORT = {
    "rf": "RandomForest", "svm": "SVC SVR LinearSVC LinearSVR SGD NuSVC", "knn": "KNeighbors", "xgb": "XGB",
    "lgbm": "LGBM", "mlp": "MLP", "gbm": "GradientBoosting LGBM XGB", "gnb": "GaussianNB",
    "logreg": "LogisticRegression",
    "xgboost": "XGB", "lightgbm": "LGBM", "catboost": "CatBoost", "adaboost": "AdaBoost",
}  # fmt: skip


class Stale(NamedTuple):
    """``metric`` scores predictions of ``model``; the reader takes them for those of ``fit``, of a model ``other``."""

    metric: Metric
    model: Obj
    made: int  # the line on which the predictions were made
    fit: Fit
    other: str
    named: bool  # the name of the other model stands beside the score, or its other scores do
    place: ast.AST | None = None  # where the score is shown, if it is right in itself


class Models(NamedTuple):
    """What the file fits."""

    fits: dict[Obj, list[Fit]]
    kinds: dict[str, Fit]  # the last fit of each class


def stale(facts: Facts) -> Iterator[Stale]:
    """Scores of predictions from before a fit, then scores under the name of another model; each place once."""
    fits = [fit for fit in facts.everywhere(Fit) if fit.obj.predicts and fit.via in ("fit", "partial")]
    seen: set[object] = set()
    by_model: dict[Obj, list[Fit]] = {}
    for fit in fits:
        by_model.setdefault(fit.obj, []).append(fit)
    kinds = {f.obj.core.cls: f for f in fits if not f.obj.core.is_a("meta")}
    models = Models(by_model, kinds)
    for metric in facts.everywhere(Metric) if len(fits) > 1 else ():
        found = (
            _before_fit(facts, metric, models)
            or _under_other_name(facts, metric, models)
            or _under_other_text(facts, metric, models)
            or _under_other_title(facts, metric, models)
            or _beside_newer(facts, metric, models)
        )
        if found is not None and metric.node not in seen:
            seen.add(metric.node)
            yield found


def _before_fit(facts: Facts, metric: Metric, models: Models) -> Stale | None:
    """The model was fitted again since, on rows it is not scored on, and did not predict these rows anew."""
    if len(metric.predictions) != 1 or metric.trained:
        return None
    predict = metric.predictions[0]
    for fit in models.fits.get(predict.obj, ()):
        again = predict.order < fit.order < metric.order and fit not in predict.fits
        if again and _side_by_side(predict, fit, metric) and _held_out(fit, predict) and predict.fits:
            if not _predicts_anew(facts, fit, metric, predict):
                return Stale(metric, predict.obj, predict.line, fit, predict.obj.label, named=False)
    return None


def _side_by_side(*events: Event) -> bool:
    """In the same function, loop and branch: each is surely run after the one before."""
    first = events[0]
    return all(
        e.loops == first.loops and e.calls == first.calls and e.branch == first.branch and e.function == first.function
        for e in events
    )


def _held_out(fit: Fit, predict: Predict) -> bool:
    return predict.X is not None and R.disjoint(fit.rows, predict.X.rows)


def _predicts_anew(facts: Facts, fit: Fit, metric: Metric, old: Predict) -> bool:
    """What is compared are the predictions of both fits; of a model that goes on to others nothing is known."""
    return any(
        p.obj is old.obj and p is not old and fit.order < p.order and p.X is not None and R.covers(p.X.rows, old.X.rows)
        for p in facts.everywhere(Predict)
        if old.X is not None
    ) or any(m.obj is old.obj and m.X is not None and fit.order < m.order for m in facts.everywhere(Metric))


def _under_other_name(facts: Facts, metric: Metric, models: Models) -> Stale | None:
    """What stands beside the score names another model that the file fits, and not the one that is scored."""
    shared = _said_of_several(facts, metric) if metric.words else frozenset()
    texts = [text for text in metric.words if not words_of(text) <= shared]
    return _named_otherwise(facts, metric, models, texts) if texts else None


def _said_of_several(facts: Facts, metric: Metric) -> frozenset[str]:
    """The words of what shows the scores of several models at once: which of them they name is not known."""
    found: set[str] = set()
    for shown in _shown_with(facts, metric):
        scores = [effect.event for effect in shown.effects if isinstance(effect.event, Metric)]
        if len({m.obj.core.cls if m.obj is not None else None for m in scores}) > 1:
            found.update(*(words_of(text.lower()) for text in _texts(shown)))
    return frozenset(found)


def _shown_with(facts: Facts, metric: Metric) -> list[Shown]:
    """Where the score is shown, alone or among others."""

    def made() -> dict[int, list[Shown]]:
        found: dict[int, list[Shown]] = {}
        for shown in facts.everywhere(Shown):
            for event in {id(effect.event) for effect in shown.effects}:
                found.setdefault(event, []).append(shown)
        return found

    return facts.once("shown by event", made).get(id(metric), [])


def _under_other_text(facts: Facts, metric: Metric, models: Models) -> Stale | None:
    """The same of the text with which this score alone is printed, whatever the score is called."""
    for shown in _shown_with(facts, metric):
        if len({id(effect.event) for effect in shown.effects}) == 1:
            texts = _texts(shown)
            found = _named_otherwise(facts, metric, models, texts) if texts else None
            if found is not None:
                return found
    return None


def _under_other_title(facts: Facts, metric: Metric, models: Models) -> Stale | None:
    """The same of the title of the picture that is drawn next, before anything else is scored."""
    if metric.calls or metric.loops or metric.function:
        return None
    titles = _titles(facts)
    after = bisect_right(titles, metric.line, key=lambda node: node.lineno)
    title = titles[after] if after < len(titles) and titles[after].lineno - metric.line <= _NEAR else None
    if title is None or any(m is not metric and metric.line <= m.line <= title.lineno for m in facts.of(Metric)):
        return None
    texts = [n.value for n in ast.walk(title) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    same_cell = facts.source.cell_at(metric.line) == facts.source.cell_at(title.lineno)
    return _named_otherwise(facts, metric, models, texts) if texts and same_cell else None


_NEAR = 12  # lines
_TITLES = frozenset({"title", "set_title", "suptitle"})


def _titles(facts: Facts) -> list[ast.Call]:
    """The calls that give a picture its title."""
    if "titles" not in facts.memo:
        calls = (n for n in facts.nodes_of(ast.Call) if isinstance(n.func, ast.Attribute))
        facts.memo["titles"] = sorted((n for n in calls if n.func.attr in _TITLES), key=lambda n: n.lineno)  # type: ignore[attr-defined]
    found: list[ast.Call] = facts.memo["titles"]
    return found


def _named_otherwise(facts: Facts, metric: Metric, models: Models, texts: Iterable[str]) -> Stale | None:
    model = metric.obj
    if model is None or len(metric.predictions) > 1 or any(_is_inside(p, metric) for p in metric.predictions):
        return None
    said = frozenset().union(*(words for words in map(words_of, texts) if not words & _COMPARES))
    if any(_named(obj, said) for obj in model.tree()) or model.is_a("search", "meta"):
        return None
    if len(model.core.tree()) > 1:
        return None  # it holds others
    named = [fit for cls, fit in models.kinds.items() if cls != model.core.cls and _named(fit.obj.core, said)]
    if len(named) != 1 or not _words(model.core) or model not in models.fits:
        return None
    if _scores_too(facts, metric, named[0].obj):
        return None
    made = metric.predictions[0].line if metric.predictions else metric.line
    return Stale(metric, model, made, named[0], named[0].obj.core.short, named=True)


# "vs_random_forest": the other one is what the score is compared with.
_COMPARES = frozenset("vs versus over against than beats improvement gain".split())


def _is_inside(predict: Predict, metric: Metric) -> bool:
    """A model of the project's own asks it, which people call by another name."""
    owner = predict.function.rpartition(".")[0]
    return owner != "" and not metric.function.startswith(owner)


def _scores_too(facts: Facts, metric: Metric, named: Obj) -> bool:
    """A helper or loop scores the named model by the same call: the words may be those of its row in a table."""
    same = (m.obj for m in facts.everywhere(Metric) if m.node is metric.node and m is not metric)
    return any(obj is not None and obj.core.cls == named.core.cls for obj in same)


def _beside_newer(facts: Facts, metric: Metric, models: Models) -> Stale | None:
    """One of the scores that are shown together is that of an earlier model, once more: the others are of a new one."""
    if not _is_of_one(metric):
        return None
    old = metric.predictions[0]
    for shown in _shown_with(facts, metric):
        beside = [e.event for e in shown.effects if isinstance(e.event, Metric)]
        others = [m for m in beside if m is not metric and _is_of_one(m) and m.predictions[0] is not old]
        if not others or len(others) + 1 < len(beside):
            continue
        new = others[0].predictions[0]
        fit = next((f for f in new.fits if f in models.fits.get(f.obj, ()) and old.order < f.order), None)
        compared = any(m.name == metric.name for m in others) or new.obj is old.obj
        if fit is None or compared or not _same_rows(old, new) or _names(shown, old.obj):
            continue
        if metric.order > new.order and _was_scored(facts, metric, old, new) and _side_by_side(new, metric):
            return Stale(metric, old.obj, old.line, fit, new.obj.label, named=False)
        if metric.order < new.order and _was_shown(facts, metric, new) and _side_by_side(new, shown):
            return Stale(metric, old.obj, old.line, fit, new.obj.core.short, named=True, place=shown.node)
    return None


def _was_scored(facts: Facts, metric: Metric, old: Predict, new: Predict) -> bool:
    return any(m.name == metric.name and old in m.predictions and m.order < new.order for m in facts.of(Metric))


def _was_shown(facts: Facts, metric: Metric, new: Predict) -> bool:
    return any(s.order < new.order and any(e.event is metric for e in s.effects) for s in facts.everywhere(Shown))


def _names(shown: Shown, obj: Obj) -> bool:
    return _named(obj, frozenset().union(*map(words_of, _texts(shown))))


def _texts(shown: Shown) -> list[str]:
    """The texts that stand in what is shown."""
    given = shown.node.args if isinstance(shown.node, ast.Call) else ()
    inner = (node for argument in given for node in ast.walk(argument))
    return [n.value for n in inner if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _is_of_one(metric: Metric) -> bool:
    return len(metric.predictions) == 1 and not metric.trained


def _same_rows(one: Predict, other: Predict) -> bool:
    rows = [p.X.rows for p in (one, other) if p.X is not None]
    return len(rows) > 1 and bool(rows[0]) and rows[0] == rows[1]


def _named(obj: Obj, said: frozenset[str]) -> bool:
    short = obj.core.short
    if any(word in said and any(short.startswith(name) for name in names.split()) for word, names in _SHORT.items()):
        return True
    own = _words(obj.core)
    return bool(own) and (set(own) <= said or "".join(own) in said)


def _words(obj: Obj) -> list[str]:
    """``random forest`` of RandomForestClassifier; nothing for what is one common word only."""
    found = [w for w in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", obj.short) if w.lower() not in _KINDS]
    words = [w.lower() for w in found]
    return words if sum(map(len, words)) > 2 else []

"""The flow of scores: what is chosen by them, what becomes of it, and which rows they were computed on."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses import holdouts
from mlsmells.facts.analyses.choices import choices_on_test
from mlsmells.facts.analyses.early_stopping import selects
from mlsmells.facts.analyses.fold_spread import means_only
from mlsmells.facts.analyses.reuse import reused
from mlsmells.facts.domain.events import Choice, CrossValidation, Fit, Metric, Shown
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
import lightgbm, optuna, xgboost
from catboost import CatBoostClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_curve
from sklearn.model_selection import GridSearchCV, KFold, LeaveOneOut, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from tensorflow import keras
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
"""
SCORE = """
def score(k):
    return KNeighborsClassifier(k).fit(X_train, y_train).score(X_test, y_test)
"""
LOOP = "scores = []\nfor k in range(1, 30):\n    scores.append(score(k))\n"
TABLE = "rows = []\nfor k in range(1, 30):\n    rows.append({'k': k, 'score': score(k)})\ntable = pd.DataFrame(rows)\n"
BEST = "best = 0\nfor k in range(1, 30):\n    s = score(k)\n    if s > best:\n        best, best_k = s, k\n"


def facts_of(code: str) -> Facts:
    calls_score = any(call in code for call in ("score(k)", "score(1)", "score(trial"))
    return build(source_from_text(HEAD + (SCORE if calls_score else "") + code, "train.py"))


# name of the case: (program, how the choice is made and used; None: nothing is chosen)
CHOICES: dict[str, tuple[str, tuple[str, set[str]] | None]] = {
    "max of a list": (LOOP + "print(max(scores))", ("max", {"shown"})),
    "never used": (LOOP + "x = max(scores)", ("max", set())),
    "argmax": (LOOP + "m = KNeighborsClassifier(np.argmax(scores))", ("argmax", {"built"})),
    "of an array": (LOOP + "print(np.array(scores).argmin())", ("argmin", {"shown"})),
    "position of the best": (LOOP + "m = KNeighborsClassifier(scores.index(max(scores)))", ("max", {"built"})),
    "one of a list at the best position": (
        LOOP + "ks = [1, 2]\nm = KNeighborsClassifier(ks[np.argmax(scores)])",
        ("argmax", {"built"}),
    ),
    "best model of a dict": (
        "r = {}\nfor k in (1, 2):\n    r[k] = KNeighborsClassifier(k).fit(X_train, y_train).score(X_test, y_test)\n"
        "print('best %s' % max(r, key=r.get))",
        ("max", {"shown"}),
    ),
    "sorted, then the first": (LOOP + "print(sorted(scores)[0])", ("sorted", {"shown"})),
    "sorted in place, then the last": (LOOP + "scores.sort()\nprint(scores[-1])", ("sorted", {"shown"})),
    "sorted, all shown": (LOOP + "print(sorted(scores))", None),
    "the first, unsorted": (LOOP + "print(scores[0])", None),
    "table sorted, then the top": (
        TABLE + "k = table.sort_values('score').iloc[0]['k']\nm = KNeighborsClassifier(k)",
        ("sorted", {"built"}),
    ),
    "table sorted, all shown": (TABLE + "print(table.sort_values('score'))", None),
    "best so far": (BEST + "m = KNeighborsClassifier(best_k)", ("best so far", {"built"})),
    "best so far, by another sign": (BEST.replace("s > best", "best < s") + "print(best)", ("best so far", {"shown"})),
    "compared, nothing kept": (BEST.replace("best, best_k = s, k", "print(k)") + "print(best)", None),
    "compared with equality": (BEST.replace("s > best", "s == best") + "print(best_k)", None),
    "kept in an attribute": (
        "class A:\n    pass\na = A()\na.best = 0\nfor k in range(9):\n    s = score(k)\n"
        "    if s > a.best:\n        a.best = s\nprint(a.best)",
        ("best so far", {"shown"}),
    ),
    "returned": (
        "def go():\n    scores = [score(k) for k in range(9)]\n    return max(scores)\ngo()",
        ("max", {"returned", "displayed"}),
    ),
    "threshold": (
        "p = LogisticRegression().fit(X_train, y_train).predict_proba(X_test)\n"
        "f, t, h = roc_curve(y_test, p)\nz = p > h[np.argmax(t - f)]",
        ("argmax", {"compared"}),
    ),
    "objective": (
        "s = optuna.create_study()\ns.optimize(lambda trial: score(trial.suggest_int('k', 1, 9)))",
        ("objective", {"searched", "displayed"}),
    ),
    "objective without a score": ("s = optuna.create_study()\ns.optimize(lambda trial: trial.number)", None),
    "of numbers": ("print(max([1, 2, 3]))", None),
}


@pytest.mark.parametrize(("code", "expected"), CHOICES.values(), ids=CHOICES.keys())
def test_choices(code: str, expected: tuple[str, set[str]] | None) -> None:
    found = [(c.how, {how for _, how in c.uses}) for c in facts_of(code).of(Choice)]
    assert found == ([expected] if expected is not None else [])


# name of the case: (program, "test" for a choice of candidates, "passes" for one of training passes, "" for neither)
ON_TEST: dict[str, tuple[str, str]] = {
    "test rows": (BEST + "print(best)", "test"),
    "not used": (BEST, ""),
    "another part is scored at the end": (
        "X_train, X_end, y_train, y_end = train_test_split(X_train, y_train)\n"
        + BEST
        + "print(LogisticRegression().fit(X_train, y_train).score(X_end, y_end), best)",
        "",
    ),
    "validation part": (
        "X_train, X_test, y_train, y_test = train_test_split(X_train, y_train)\n" + BEST + "print(best)",
        "",
    ),
    "cross-validation": (
        "scores = [cross_val_score(KNeighborsClassifier(k), X, y).mean() for k in range(9)]\nprint(max(scores))",
        "",
    ),
    "seeds": (BEST.replace("for k in", "for seed in").replace("k = s, k", "k = s, 1") + "print(best)", ""),
    "training rows": (BEST.replace("score(k)", "LogisticRegression().fit(X_test, y_test).score(X_test, y_test)"), ""),
    "passes": (
        "m = keras.Sequential()\nbest = 0\nfor e in range(9):\n    m.fit(X_train, y_train)\n"
        "    s = m.evaluate(X_test, y_test)\n    if s > best:\n        best = s\n        m.save('best.keras')",
        "passes",
    ),
    "a model for each pass": (
        "best = 0\nfor e in range(9):\n    m = keras.Sequential()\n    m.fit(X_train, y_train)\n"
        "    s = m.evaluate(X_test, y_test)\n    if s > best:\n        best = s\n        m.save('best.keras')",
        "test",
    ),
}


@pytest.mark.parametrize(("code", "expected"), ON_TEST.values(), ids=ON_TEST.keys())
def test_choices_on_test_rows(code: str, expected: str) -> None:
    found = ["passes" if c.passes else "test" for c in choices_on_test(facts_of(code))]
    assert found == ([expected] if expected else [])


FIT = "m.fit(X_train, y_train, eval_set=[(X_test, y_test)]"
KERAS = "m = keras.Sequential()\nm.fit(X_train, y_train, validation_data=(X_test, y_test)"
# name of the case: (program, whether the fit chooses by what it watches)
STOPS: dict[str, tuple[str, bool | None]] = {
    "in the constructor": ("m = xgboost.XGBClassifier(early_stopping_rounds=5)\n" + FIT + ")", True),
    "in the fit": ("m = xgboost.XGBClassifier()\n" + FIT + ", early_stopping_rounds=5)", True),
    "switched off": ("m = xgboost.XGBClassifier()\n" + FIT + ", early_stopping_rounds=None)", False),
    "not given": ("m = xgboost.XGBClassifier()\n" + FIT + ")", False),
    "perhaps given": ("m = xgboost.XGBClassifier(**settings)\n" + FIT + ")", None),
    "callback": ("m = lightgbm.LGBMClassifier()\n" + FIT + ", callbacks=[lightgbm.early_stopping(5)])", True),
    "callback that prints": (
        "m = lightgbm.LGBMClassifier()\n" + FIT + ", callbacks=[lightgbm.log_evaluation(5)])",
        None,
    ),
    "library default": ("m = CatBoostClassifier()\n" + FIT + ")", True),
    "library default switched off": ("m = CatBoostClassifier(use_best_model=False)\n" + FIT + ")", False),
    "keras": (KERAS + ", callbacks=[keras.callbacks.EarlyStopping()])", True),
    "keras, by the training loss": (KERAS + ", callbacks=[keras.callbacks.EarlyStopping(monitor='loss')])", False),
    "keras, slower": (KERAS + ", callbacks=[keras.callbacks.ReduceLROnPlateau()])", True),
    "keras, every checkpoint": (KERAS + ", callbacks=[keras.callbacks.ModelCheckpoint('a.keras')])", False),
    "keras, best checkpoint": (
        KERAS + ", callbacks=[keras.callbacks.ModelCheckpoint('a.keras', save_best_only=True)])",
        True,
    ),
    "keras, unknown callbacks": (KERAS + ", callbacks=make_callbacks())", None),
    "keras, none": (KERAS + ")", False),
}


@pytest.mark.parametrize(("code", "expected"), STOPS.values(), ids=STOPS.keys())
def test_stopping(code: str, expected: bool | None) -> None:
    facts = facts_of(code)
    (fit,) = facts.of(Fit)
    assert selects(facts, fit) is expected


# name of the case: (how the mean is shown, reported as a mean only?)
MEANS: dict[str, tuple[str, bool]] = {
    "mean": ("s = cross_val_score(m, X, y)\nprint(s.mean())", True),
    "at once": ("print(np.mean(cross_val_score(m, X, y)))", True),
    "through a name": ("s = cross_val_score(m, X, y).mean()\nprint(f'{s:.2f}')", True),
    "root of the negative": ("s = np.sqrt(-cross_val_score(m, X, y))\nprint(s.mean())", True),
    "not shown": ("s = cross_val_score(m, X, y)\nx = s.mean()", False),
    "with spread": ("s = cross_val_score(m, X, y)\nprint(s.mean(), s.std())", False),
    "whole": ("s = cross_val_score(m, X, y)\nprint(s)\nprint(s.mean())", False),
    "bound anew": ("s = cross_val_score(m, X, y)\nprint(s.mean())\ns = [1]\nprint(s)", True),
    "leave one out": ("s = cross_val_score(m, X, y, cv=LeaveOneOut())\nprint(s.mean())", False),
    "of candidates": ("a = []\nfor k in r:\n    a.append(cross_val_score(m, X, y).mean())\nprint(a)", False),
}


@pytest.mark.parametrize(("code", "expected"), MEANS.values(), ids=MEANS.keys())
def test_means_only(code: str, expected: bool) -> None:
    facts = facts_of("m = LogisticRegression()\n" + code)
    assert facts.of(CrossValidation)
    assert bool(list(means_only(facts))) is expected


def test_the_best_score_of_a_search_is_known_where_it_is_shown() -> None:
    facts = facts_of("g = GridSearchCV(LogisticRegression(), {}).fit(X, y)\nprint('%.2f' % g.best_score_)")
    (shown,) = facts.of(Shown)
    assert [(effect.note, type(effect.event)) for effect in shown.effects] == [("best", CrossValidation)]


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        ("A, B = train_test_split(X)", True),
        ("A, C = train_test_split(X)\nA, B = train_test_split(A)", False),
        ("A, C = train_test_split(X)\nD, B = train_test_split(C)", True),
        ("A, C = train_test_split(X)\nB, D = train_test_split(C)", False),
        ("n = 9\nA, B = X[:n], X[n:]", True),
        ("for a, b in KFold().split(X):\n    A, B = X.iloc[a], X.iloc[b]", False),
        ("B = X", False),
    ],
    ids=["test part", "part of the training part", "second half of the rest", "first half", "tail", "fold", "whole"],
)
def test_what_counts_as_test_rows(split: str, expected: bool) -> None:
    assert (holdouts.test_step(facts_of(split).module_values["B"].rows) is not None) is expected


# name of the case: (program after the split of X and y into X_train, X_b, y_train, y_b, is it called validation rows)
CALLED = {
    "neutral": ("print(model.score(X_b, y_b))", False),
    "another name": ("X_val = X_b\nmodel.score(X_val, y_b)", True),
    "short": ("X_va = X_b\nmodel.score(X_va, y_b)", True),
    "a set": ("dev_set = X_b\nmodel.score(dev_set, y_b)", True),
    "folded": ("x_val2 = X_b\nmodel.score(x_val2, y_b)", True),
    "no whole word": ("interval = X_b\nmodel.score(interval, y_b)", False),
    "values": ("values = X_b\nmodel.score(values, y_b)", False),
    "device": ("device = X_b\nmodel.score(device, y_b)", False),
    "printed": ("print('Val AUC:', model.score(X_b, y_b))", True),
    "f-string": ("s = model.score(X_b, y_b)\nprint(f'valid accuracy {s:.3f}')", True),
    "a key": ("print({'dev_acc': model.score(X_b, y_b)})", True),
    "test as well": ("X_test = X_b\nX_val = X_test\nmodel.score(X_val, y_b)", False),
    "parameter": ("def f(X_val):\n    return model.score(X_val, y_b)\nf(X_b)", True),
    "test rows in a parameter": ("X_test = X_b\ndef f(X_val):\n    return model.score(X_val, y_b)\nf(X_test)", False),
}


@pytest.mark.parametrize("case", CALLED)
def test_rows_that_are_called_validation_rows(case: str) -> None:
    code, expected = CALLED[case]
    split = "X_train, X_b, y_train, y_b = train_test_split(X, y, random_state=0)\n"
    facts = facts_of(f"{split}model = LogisticRegression().fit(X_train, y_train)\n{code}")
    (metric,) = facts.of(Metric)
    assert holdouts.says_validation(facts, metric.rows, metric) is expected


@pytest.mark.parametrize(
    ("code", "models"),
    [
        ("print(score(1), score(3), score(5))", [3]),
        ("print(score(1), score(3))", []),
        ("print(score(1), score(3), score(5), cross_val_score(LogisticRegression(), X, y))", []),
    ],
    ids=["three", "two", "three and a cross-validation"],
)
def test_reused_test_rows(code: str, models: list[int]) -> None:
    assert [found.models for found in reused(facts_of(code))] == models

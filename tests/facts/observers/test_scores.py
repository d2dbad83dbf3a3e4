"""Which candidates are chosen by which scores."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import Choice, CrossValidation, Shown
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
import optuna
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.neighbors import KNeighborsClassifier
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
    "rows put behind a table one by one": (
        "table = pd.DataFrame(columns=['k', 's'])\nfor k in range(1, 30):\n    table.loc[k] = [k, score(k)]\n"
        "m = KNeighborsClassifier(table.sort_values('s').iloc[0]['k'])",
        ("sorted", {"built"}),
    ),
    "rows put behind a table, without a score": (
        "table = pd.DataFrame(columns=['k', 'size'])\nprint(score(1))\nfor k in range(1, 30):\n"
        "    table.loc[len(table)] = [k, 2 * k]\nm = KNeighborsClassifier(table.sort_values('size').iloc[0]['k'])",
        None,
    ),
    "one of several metrics": (
        "from sklearn import metrics\nASKED = {'a': metrics.accuracy_score, 'f': metrics.f1_score}\nbest = 0\n"
        "for k in range(1, 30):\n    model = KNeighborsClassifier(k).fit(X_train, y_train)\n"
        "    s = ASKED[input()](y_test, model.predict(X_test))\n"
        "    if s > best:\n        best, kept = s, k\nprint(kept)",
        ("best so far", {"shown"}),
    ),
    "one of several functions": (
        "ASKED = {'a': np.mean, 'b': np.median}\nbest, kept = 0, None\nprint(score(1))\n"
        "for k in range(1, 30):\n    s = ASKED[input()]([k, 2])\n"
        "    if s > best:\n        best, kept = s, k\nprint(kept)",
        None,
    ),
    "table sorted, then the top": (
        TABLE + "k = table.sort_values('score').iloc[0]['k']\nm = KNeighborsClassifier(k)",
        ("sorted", {"built"}),
    ),
    "table sorted, all shown": (TABLE + "print(table.sort_values('score'))", None),
    "best so far": (BEST + "m = KNeighborsClassifier(best_k)", ("best so far", {"built"})),
    "best so far, by another sign": (BEST.replace("s > best", "best < s") + "print(best)", ("best so far", {"shown"})),
    "compared, nothing kept": (BEST.replace("best, best_k = s, k", "print(k)") + "print(best)", None),
    "best so far, by a margin": (BEST.replace("> best", "> best + 0.001") + "print(best)", ("best so far", {"shown"})),
    "best so far, by a margin that is named": (
        "delta = 0.1\n" + BEST.replace("s > best", "best - delta < s") + "print(best)",
        ("best so far", {"shown"}),
    ),
    "best so far, by a share": (BEST.replace("> best", "> best * 1.01") + "print(best)", ("best so far", {"shown"})),
    "best so far, by the difference": (
        BEST.replace("s > best", "s - best > 0") + "print(best)",
        ("best so far", {"shown"}),
    ),
    "best so far, by the difference that must be surpassed": (
        BEST.replace("s > best", "0.01 < s - best") + "print(best)",
        ("best so far", {"shown"}),
    ),
    "a margin, and nothing kept": (
        "best = 0\nfor k in (1, 2):\n    s = score(k)\n    if s > best + 0.1:\n        print(k)\n",
        None,
    ),
    "another variable kept beside a margin": (
        "best = 0\nfor k in (1, 2):\n    s = score(k)\n    if s > best + 0.1:\n        seen = k\nprint(seen)\n",
        None,
    ),
    "the size of a difference": (BEST.replace("s > best", "abs(s - best) > 0.1") + "print(best)", None),
    "a ratio": (BEST.replace("s > best", "s / 2 > 1") + "print(best)", None),
    "the margin of what is no score": (
        "best = 0\nfor k in (1, 2):\n    s = score(k)\n    if k > best + 1:\n        best = k\nprint(best)\n",
        None,
    ),
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


def test_the_best_score_of_a_search_is_known_where_it_is_shown() -> None:
    facts = facts_of("g = GridSearchCV(LogisticRegression(), {}).fit(X, y)\nprint('%.2f' % g.best_score_)")
    (shown,) = facts.of(Shown)
    assert [(effect.note, type(effect.event)) for effect in shown.effects] == [("best", CrossValidation)]

"""Programs that are written against the repairs: they run before and after, or the repair says why it is not made."""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import partial
from pathlib import Path

import pytest

from mlsmells.cli._fixable import findings_of
from mlsmells.config import load_config
from mlsmells.fix import FixResult, fix_source
from mlsmells.sources import source_from_text

HEAD = """\
import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import SelectKBest
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import SVC
frame = load_breast_cancer(as_frame=True).frame.iloc[:100].rename(columns={"mean radius": "a", "mean texture": "b"})
X = frame.drop(columns="target")
y = frame["target"]
"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
SCORE = "model = SVC().fit(X_train, y_train)\nprint(f1_score(y_test, model.predict(X_test)))\n"
CALL = "train_test_split(S, y, random_state=0"
OWN = SPLIT.replace("(X, y", "(S, y")
FIT = "S = StandardScaler().fit_transform(X)"
TABLE = "S = pd.DataFrame(StandardScaler().fit_transform(X))\n"
SCALED = "sc = StandardScaler()\nS = sc.fit_transform(X)\n"
LOST = "X = X[X['a'] > 12]\ny = y[X.index]\n"
SMOTE = "from imblearn.over_sampling import SMOTE\n"
FOLDS = "for a, b in KFold(3, shuffle=True, random_state=0).split(S):\n    {}\n    m = SVC().fit(A, y.iloc[a])\n"
FOLDS += "    print(f1_score(y.iloc[b], m.predict(B)))\n"


def search(then: str, grid: str = "{'C': [1, 2]}") -> str:
    return f"{SCALED}g = GridSearchCV(SVC(), {grid}, cv=3).fit(S, y)\nprint(g.best_score_)\n{then}\n"


def helper(body: str, then: str, call: str = "load()", head: str = "") -> str:
    return f"{head}def load():\n    {body}\n    return S, y\nA, b = {call}\n{then}"


TAKEN = SPLIT.replace("(X, y", "(A, b") + SCORE

# name: (code, the rule whose finding goes)
REPAIRED = {
    "another name for the rows": ("Z = X\n" + SCALED + OWN + SCORE + "print(Z.shape)\n", "MLS103"),
    "a name for the scaled rows": (SCALED + "Z = S\n" + OWN + SCORE + "print(Z.mean())\n", "MLS103"),
    "another name for the scaler": (
        "sc = StandardScaler()\nt = sc\nS = sc.fit_transform(X)\n" + OWN + SCORE + "print(t.mean_[0])\n",
        "MLS103",
    ),
    "columns by name afterwards": (
        "S = pd.DataFrame(StandardScaler().fit_transform(X), columns=X.columns)\n"
        + OWN
        + SCORE
        + "print(X_test['a'].mean(), X_train.loc[:, 'b'].std())\n",
        "MLS103",
    ),
    "a frame under several names": (
        SCALED + "S = pd.DataFrame(S)\nprint(S)\nZ = S\n" + SPLIT.replace("(X,", "(Z,") + SCORE,
        "MLS103",
    ),
    "fitted and applied at once": ("X = StandardScaler().fit(X).transform(X)\n" + SPLIT + SCORE, "MLS103"),
    "the fit names the scaler": (
        "sc = StandardScaler().fit(X)\nS = sc.transform(X)\n" + OWN + SCORE + "print(sc.transform(X).shape)\n",
        "MLS103",
    ),
    "the rows are deleted": (SCALED + "del X\n" + OWN + SCORE, "MLS103"),
    "the scaled rows are deleted": (SCALED + OWN + "del S\n" + SCORE, "MLS103"),
    "the scaler is deleted": (SCALED + "del sc\n" + OWN + SCORE, "MLS103"),
    "errors beside the rows": (
        TABLE + OWN + SCORE + "X_test['error'] = y_test - model.predict(X_test)\n"
        "assert X_test['error'].notna().all()\n",
        "MLS103",
    ),
    "a helper scales": (helper(FIT, TAKEN), "MLS103"),
    "a helper scales in a loop": (
        "def load(columns):\n    S = X[columns]\n    sc = StandardScaler()\n"
        "    S = sc.fit_transform(S)\n    return S, y\nfor columns in (['a'], ['a', 'b']):\n"
        "    A, b = load(columns)\n    " + TAKEN.strip().replace("\n", "\n    ") + "\n",
        "MLS103",
    ),
    "a helper selects": (helper("S = SelectKBest(k=5).fit_transform(X, y)", TAKEN), "MLS104"),
    "a helper splits": (
        "def divide(X, y, seed):\n    a, b, c, d = train_test_split(X, y, random_state=seed)\n"
        "    return a, b, c, d\n" + SCALED + OWN.replace(CALL, "divide(S, y, 0") + SCORE,
        "MLS103",
    ),
    "a method splits": (
        "class Run:\n    def divide(self, X, y):\n        return train_test_split(X, y, random_state=0)\n"
        "    def go(self):\n        S = StandardScaler().fit_transform(X)\n        "
        + (OWN.replace(CALL, "self.divide(S, y") + SCORE).strip().replace("\n", "\n        ")
        + "\nRun().go()\n",
        "MLS103",
    ),
    "a helper splits what is resampled": (
        SMOTE + "def divide(X, y):\n    return train_test_split(X, y, random_state=0)\n"
        "S, t = SMOTE(random_state=0).fit_resample(X, y)\n"
        "X_train, X_test, y_train, y_test = divide(S, t)\n" + SCORE,
        "MLS105",
    ),
    "stratified by resampled labels": (
        SMOTE
        + "S, t = SMOTE(random_state=0).fit_resample(X, y)\n"
        + OWN.replace("y, random_state=0", "t, stratify=t")
        + SCORE,
        "MLS105",
    ),
    "what the best model says": (
        search(
            "print(g.best_estimator_.support_[0], g.best_estimator_.predict(S)[:3])\n"
            "best = g.best_estimator_\nprint(best.C, best.score(S, y))"
        ),
        "MLS106",
    ),
    "the best parameters make a model": (
        search(
            "m = SVC(**g.best_params_).fit(S, y)\nprint(m.C, g.best_params_['C'])\n"
            "for name, value in g.best_params_.items():\n    print(name, value)"
        ),
        "MLS106",
    ),
    "two searches of one name": (
        search(
            "print(g.best_params_['C'])\np = {'n_neighbors': [1, 3]}\n"
            "g = GridSearchCV(KNeighborsClassifier(), p, cv=3).fit(S, y)\n"
            "print(g.best_params_['n_neighbors'], g.best_estimator_.n_neighbors)"
        ),
        "MLS106",
    ),
    "results in a function": (
        search("def tell():\n    print(g.best_params_['C'], g.best_estimator_.C)\ntell()"),
        "MLS106",
    ),
    "a search in a function": (
        "def tune(X, y):\n    "
        + search("return g.best_params_").strip().replace("\n", "\n    ")
        + "\nprint(SVC(**tune(X, y)).C)\n",
        "MLS106",
    ),
    "a search in a loop": (
        SCALED + "for kernel in ('rbf', 'linear'):\n"
        "    g = GridSearchCV(SVC(kernel=kernel), {'C': [1, 2]}, cv=3)\n    g.fit(S, y)\n"
        "    print(g.best_score_, g.best_params_['C'])\nprint(g.best_estimator_.C)\n",
        "MLS106",
    ),
    "folds take rows of a table": (LOST + SCALED + FOLDS.format("A, B = S[a], S[b]"), "MLS106"),
    "a module's short name is taken": (
        "import numpy\nnp = 'n'\nrows = numpy.random.permutation(len(X))\n"
        "X, y = X.iloc[rows], y.iloc[rows]\n" + SPLIT + "model = RandomForestClassifier(5).fit(X_train, y_train)\n"
        "print(f1_score(y_test, model.predict(X_test)), np)\n",
        "MLS202",
    ),
}

# name: (code, what the reason says)
REFUSED = {
    "a helper is asked elsewhere": (
        helper(FIT, TAKEN + "print(len(list(map(load, []))))\n"),
        "calls load in another way",
    ),
    "a helper knows more": (
        "def load(k):\n    S = SelectKBest(k=k).fit_transform(X, y)\n    return S, y\nA, b = load(3)\n" + TAKEN,
        "knows k",
    ),
    "a helper that others may import": (
        helper(FIT, TAKEN) + "if __name__ == '__main__':\n    print(model)\n",
        "other files may import load",
    ),
    "a helper splits in another order": (
        "def divide(X, y):\n    a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "    return a, c, b, d\n" + SCALED + "X_train, y_train, X_test, y_test = divide(S, y)\n" + SCORE,
        "another part of the program",
    ),
    "a decorated helper": (
        helper(FIT, TAKEN, head="import functools\n@functools.cache\n"),
        "another part of the program",
    ),
    "the search is handed on": (search("def tell(s):\n    print(s.best_params_['C'])\ntell(g)"), "hands g on"),
    "a branch may bind another search": (
        search(
            "if len(X) > 5:\n    g = GridSearchCV(KNeighborsClassifier(), {'n_neighbors': [1, 3]}, cv=3).fit(S, y)\n"
            "print(g.best_params_)\nm = KNeighborsClassifier(**g.best_params_)"
        ),
        "g is bound several times",
    ),
    "the grid grows": (
        SCALED + "p = {'C': [1, 2]}\np.update(gamma=[0.1])\ng = GridSearchCV(SVC(), p, cv=3).fit(S, y)\n"
        "print(g.best_score_)\n",
        "used elsewhere as well",
    ),
    "all results": (
        search("print(pd.DataFrame(g.cv_results_)['param_C'])"),
        "g.cv_results_ as that of the model alone",
    ),
    "folds by label": (LOST + TABLE + FOLDS.format("A, B = S.loc[a], S.loc[b]"), "can take rows of X so"),
    "an index that is made anew": (
        LOST + "y = y.reset_index(drop=True)\n" + TABLE + OWN + SCORE + "print(X_test.join(y_test).dropna().shape)\n",
        "meets other rows by an index",
    ),
}


def _mended(code: str) -> FixResult:
    config = load_config(Path(__file__).parent, isolated=True).with_options({"show_notes": True})
    return fix_source(source_from_text(HEAD + code, "a.py"), partial(findings_of, config=config), unsafe=True, seed=42)


def _run(code: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(code, "a.py", "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize(("code", "rule"), REPAIRED.values(), ids=REPAIRED)
def test_still_runs(code: str, rule: str) -> None:
    result = _mended(code)
    assert rule in [finding.code for finding in result.fixed], [why for _, why in result.skipped]
    assert result.text is not None
    _run(HEAD + code)
    _run(result.text)


@pytest.mark.parametrize(("code", "reason"), REFUSED.values(), ids=REFUSED)
def test_left_alone(code: str, reason: str) -> None:
    result = _mended(code)
    assert any(reason in why for _, why in result.skipped), (result.skipped, result.fixed)
    if result.text is not None:
        _run(result.text)

"""Look-alikes of reported mistakes and of false alarms: what is shown of one rule, and where (``# here``).

Each kind has cases on which the rule is silent and, beside them, the true case that it still reports.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

HERE = Path(__file__).resolve().parent
HEAD = """
import logging
import numpy as np
import pandas as pd
from collections import Counter
from catboost import CatBoostClassifier
from imblearn.over_sampling import SMOTE
from patsy import dmatrices, dmatrix
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, mean_squared_error, precision_score, roc_auc_score
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
FITTED = SPLIT + "model = LogisticRegression().fit(X_train, y_train)\npred = model.predict(X_test)\n"
FOREST = SPLIT + "model = RandomForestClassifier(random_state=0).fit(X_train, y_train)\n"
LINEAR = SPLIT + "model = LinearSVC(random_state=0).fit(X_train, y_train)\n"
TREE = "model = DecisionTreeClassifier(random_state=0)\nmodel.fit(X, y)\n"
SCORED = "m = LogisticRegression().fit(X_train, y_train)\nprint(accuracy_score(y_test, m.predict(X_test)))\n"
SELECTED = "X = df[keep]\n" + SPLIT + SCORED
RANK = "corr = df.drop(columns='t').corrwith(df['t']).abs()"


def stops_on(name: str, after: str = "", shows: str = "") -> str:
    """Boosting that stops by the rows of this name, which are then scored."""
    return (
        f"X_a, X_{name}, y_a, y_{name} = train_test_split(X, y, random_state=0)\n{after}"
        "model = CatBoostClassifier(random_seed=0)\n"
        f"model.fit(X_a, y_a, eval_set=(X_{name}, y_{name}), early_stopping_rounds=9)  # here\n"
        f"print({shows} roc_auc_score(y_{name}, model.predict_proba(X_{name})[:, 1]))\n"
    )


def silent(program: str) -> str:
    return program.replace("  # here", "")


# code: {name of the case: program}
CASES: dict[str, dict[str, str]] = {
    "MLS505": {
        "the function is right": FITTED
        + "def show(y_true, y_pred):\n    print(precision_score(y_true, y_pred))\nshow(pred, y_test)  # here",
        "its names say nothing": FITTED
        + "def show(a, b):\n    print(precision_score(a, b))\nshow(pred, y_test)  # here",
        "by keyword": FITTED
        + "def show(y_true, y_pred):\n    print(precision_score(y_true, y_pred))\n"
        + "show(y_true=pred, y_pred=y_test)  # here",
        "several metrics, one call": FITTED
        + "def show(true, guess):\n    a = precision_score(true, guess)\n    b = roc_auc_score(true, guess)\n"
        + "    return a, b\nshow(pred, y_test)  # here",
        "cast first": FITTED
        + "def show(y_true, y_pred):\n    y_true = y_true.astype(int)\n    print(precision_score(y_true, y_pred))\n"
        + "show(pred, y_test)  # here",
        "two calls deep": FITTED
        + "def inner(y_true, y_pred):\n    return precision_score(y_true, y_pred)\n"
        + "def outer(labels, preds):\n    return inner(preds, labels)  # here\nouter(y_test, pred)",
        "given to an object": FITTED
        + "class Report:\n    def __init__(self, target, predicted):\n"
        + "        self.target = target\n        self.predicted = predicted\n"
        + "    def show(self):\n        print(precision_score(self.target, self.predicted))\n"
        + "Report(pred, y_test).show()  # here",
        "the function is wrong": FITTED
        + "def show(y_hat, y):\n    print(precision_score(y_hat, y))  # here\nshow(pred, y_test)",
        "the function turns them": FITTED
        + "def show(a, b):\n    print(precision_score(b, a))  # here\nshow(y_test, pred)",
        "turned twice is right": FITTED
        + "def show(y_hat, y):\n    print(precision_score(y, y_hat))\nshow(pred, y_test)",
    },
    "MLS506": {
        "hasattr": FOREST
        + "if hasattr(model, 'predict_proba'):\n    s = model.predict_proba(X_test)[:, 1]\n"
        + "else:\n    s = model.predict(X_test)\nprint(roc_auc_score(y_test, s))",
        "hasattr of another class": LINEAR
        + "if hasattr(model, 'predict_proba'):\n    s = model.predict_proba(X_test)[:, 1]\n"
        + "else:\n    s = model.predict(X_test)\nprint(roc_auc_score(y_test, s))  # here",
        "try": FOREST
        + "try:\n    s = model.predict_proba(X_test)[:, 1]\nexcept AttributeError:\n    s = model.predict(X_test)\n"
        + "print(roc_auc_score(y_test, s))",
        "try another class": LINEAR
        + "try:\n    s = model.predict_proba(X_test)[:, 1]\nexcept Exception:\n    s = model.predict(X_test)\n"
        + "print(roc_auc_score(y_test, s))  # here",
        "isinstance": FOREST
        + "s = model.predict(X_test) if isinstance(model, LinearSVC) else model.predict_proba(X_test)[:, 1]\n"
        + "print(roc_auc_score(y_test, s))",
        "isinstance is true": LINEAR
        + "s = model.predict(X_test) if isinstance(model, LinearSVC) else model.predict_proba(X_test)[:, 1]\n"
        + "print(roc_auc_score(y_test, s))  # here",
        "getattr": FOREST
        + "proba = getattr(model, 'predict_proba', None)\n"
        + "s = proba(X_test)[:, 1] if proba is not None else model.predict(X_test)\nprint(roc_auc_score(y_test, s))",
        "getattr of another class": LINEAR
        + "proba = getattr(model, 'predict_proba', None)\n"
        + "s = proba(X_test)[:, 1] if callable(proba) else model.predict(X_test)\n"
        + "print(roc_auc_score(y_test, s))  # here",
        "probability is asked for": SPLIT
        + "model = SVC(probability=True).fit(X_train, y_train)\n"
        + "s = model.predict_proba(X_test)[:, 1] if hasattr(model, 'predict_proba') else model.predict(X_test)\n"
        + "print(roc_auc_score(y_test, s))",
        "an own class without it": SPLIT
        + "class Wrap:\n    def __init__(self):\n        self.model = SVC()\n"
        + "    def fit(self, X, y):\n        self.model.fit(X, y)\n        return self\n"
        + "    def predict(self, X):\n        return self.model.predict(X)\n"
        + "m = Wrap().fit(X_train, y_train)\n"
        + "s = m.predict_proba(X_test)[:, 1] if hasattr(m, 'predict_proba') else m.predict(X_test)\n"
        + "print(roc_auc_score(y_test, s))  # here",
        "the option of this call": FOREST
        + "def score(model, kind='proba'):\n    if kind == 'proba' and model is not None:\n"
        + "        s = model.predict_proba(X_test)[:, 1]\n    else:\n        s = model.predict(X_test)\n"
        + "    return roc_auc_score(y_test, s)\nprint(score(model))",
        "the function asks for scores": FOREST
        + "def auc(y_true, y_score):\n    return roc_auc_score(y_true, y_score)\n"
        + "print(auc(y_test, model.predict(X_test)))  # here",
        "a curve and its area": FOREST
        + "from sklearn.metrics import roc_curve\npred = model.predict(X_test)\n"
        + "fpr, tpr, _ = roc_curve(y_test, pred)  # here\nprint(roc_auc_score(y_test, pred))",
    },
    "MLS107": {
        **{f"called {name}": silent(stops_on(name)) for name in ("va", "vl", "dev", "valid", "Val", "cv2")},
        **{f"called {name}": stops_on(name) for name in ("interval", "evaluation", "survival", "device", "held")},
        "the score is called so": silent(stops_on("b", shows="'Val AUC:',")),
        "the score is called test": stops_on("b", shows="'Test AUC:',"),
        "a name for the test rows": stops_on("test", after="valid = X_test\n"),
        "the call hands over test rows": SPLIT
        + "def train(X_tr, y_tr, X_val, y_val):\n    model = CatBoostClassifier(random_seed=0)\n"
        + "    model.fit(X_tr, y_tr, eval_set=(X_val, y_val), early_stopping_rounds=9)\n    return model\n"
        + "model = train(X_train, y_train, X_test, y_test)  # here\nprint(model.score(X_test, y_test))",
    },
    "MLS504": {
        "f-string": TREE + "s = model.score(X, y)\nprint(f'Training accuracy: {s:.3f}')",
        "percent": TREE + "s = model.score(X, y)\nprint('Accuracy (training set): %.3f' % s)",
        "format": TREE + "s = model.score(X, y)\nprint('Accuracy on training: {:.3f}'.format(s))",
        "a text of its own": TREE + "s = model.score(X, y)\nprint('train', 'accuracy', s)",
        "a message": TREE + "s = model.score(X, y)\nmessage = f'train: {s}'\nprint(message)",
        "rounded": TREE + "s = round(model.score(X, y) * 100, 2)\nprint(f'Train: {s}%')",
        "a heading": TREE + "print('=== Train ===')\nprint(model.score(X, y))",
        "a variable": TREE + "train_acc = model.score(X, y)\nprint(train_acc)",
        "an attribute": TREE
        + "class T:\n    def go(self, m):\n        self.train_score_ = m.score(X, y)\nT().go(model)",
        "a key": TREE + "out = {'train_score': model.score(X, y)}\nprint(out)",
        "a key that is set": TREE + "out = {}\nout['Train'] = model.score(X, y)\nprint(out)",
        "a returned key": TREE + "def f(m):\n    s = m.score(X, y)\n    return {'train_accuracy': s}\nprint(f(model))",
        "a returned name": TREE + "def f(m):\n    train_acc = m.score(X, y)\n    return train_acc\nprint(f(model))",
        "a function": TREE + "def train_score(m):\n    return m.score(X, y)\nprint(train_score(model))",
        "a tuple": TREE + "rows = []\nrows.append(('tree', 'train', model.score(X, y)))\nprint(rows)",
        "a column": TREE + "s = model.score(X, y)\nprint(pd.DataFrame({'train': [s]}))",
        "columns": TREE + "s = model.score(X, y)\nprint(pd.DataFrame([[s]], columns=['Train accuracy']))",
        "a logger": TREE + "s = model.score(X, y)\nlogging.info('training accuracy %s', s)",
        "a comment": TREE + "# accuracy on the training data\nprint(model.score(X, y))",
        "nothing says so": TREE + "s = model.score(X, y)  # here\nprint('accuracy', s)",
        "an f-string that does not": TREE + "s = model.score(X, y)  # here\nprint(f'accuracy {s}')",
        "the trained model": TREE + "s = model.score(X, y)  # here\nprint('accuracy of the trained model', s)",
        "another word": TREE + "s = model.score(X, y)  # here\nprint('constrained accuracy', s)",
        "a function that trains": "def train():\n    model = DecisionTreeClassifier(random_state=0).fit(X, y)\n"
        + "    print('accuracy', model.score(X, y))  # here\ntrain()",
        "a comment on training": TREE + "# train and score\nprint(model.score(X, y))  # here",
        "the call gives the rows": TREE
        + "def evaluate(m, X, y):\n    print('accuracy', m.score(X, y))\nevaluate(model, X, y)  # here",
        "rows that stand in the code": "A = np.array([[0, 0], [0, 1]])\nb = np.array([0, 1])\n"
        + "model = DecisionTreeClassifier(random_state=0).fit(A, b)\nprint(model.score(A, b))",
    },
    "MLS501": {
        "mean": FOREST + "print(model.score(X_test, y_test), np.mean((y_test - y_train.mean()) ** 2))",
        "root": FOREST
        + "print(model.score(X_test, y_test))\nm = y_train.mean()\nprint(((y_test - m) ** 2).mean() ** 0.5)",
        "median": FOREST + "print(model.score(X_test, y_test), np.abs(y_test - np.median(y_train)).mean())",
        "majority": FOREST + "print(model.score(X_test, y_test), (y_test == y_train.mode()[0]).mean())",
        "most common": FOREST
        + "print(model.score(X_test, y_test), np.mean(y_test == Counter(y_train).most_common(1)[0][0]))",
        "share": FOREST + "print(model.score(X_test, y_test), y_test.value_counts(normalize=True).max())",
        "larger share": FOREST + "print(model.score(X_test, y_test), max(y_test.mean(), 1 - y_test.mean()))",
        "last value": FOREST + "print(model.score(X_test, y_test), (y_test - y_test.shift(1)).abs().mean())",
        "value before": FOREST + "print(model.score(X_test, y_test), np.abs(y_test[1:] - y_test[:-1]).mean())",
        "an own class": FOREST
        + "class MeanModel:\n    def fit(self, X, y):\n        self.m = y.mean()\n        return self\n"
        + "    def predict(self, X):\n        return np.full(len(X), self.m)\nmm = MeanModel().fit(X_train, y_train)\n"
        + "print(model.score(X_test, y_test), mean_squared_error(y_test, mm.predict(X_test)))",
        "an own function": FOREST
        + "def guess(y, n):\n    return np.repeat(y.mean(), n)\n"
        + "print(model.score(X_test, y_test), mean_squared_error(y_test, guess(y_train, len(y_test))))",
        "only looked at": SPLIT
        + "model = RandomForestClassifier(random_state=0).fit(X_train, y_train)  # here\n"
        + "print(model.score(X_test, y_test), y_train.mean(), y_train.value_counts())",
        "scaled": SPLIT
        + "model = RandomForestClassifier(random_state=0).fit(X_train, y_train)  # here\n"
        + "print(model.score(X_test, y_test))\nz = (y_test - y_train.mean()) / y_train.std()\nprint(z.head())",
        "r2 by hand": SPLIT
        + "model = RandomForestClassifier(random_state=0).fit(X_train, y_train)  # here\np = model.predict(X_test)\n"
        + "print(1 - ((y_test - p) ** 2).sum() / ((y_test - y_test.mean()) ** 2).sum(), model.score(X_test, y_test))",
    },
    "MLS508": {
        "a branch that is not taken": SPLIT
        + "SMOTED = False\nif SMOTED:\n    X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\n"
        + SCORED,
        "an option that is not given": SPLIT
        + "def prepare(X, y, how=None):\n    if how == 'smote':\n"
        + "        X, y = SMOTE(random_state=0).fit_resample(X, y)\n    return X, y\n"
        + "X_train, y_train = prepare(X_train, y_train)\n"
        + SCORED,
        "a function that nobody calls": SPLIT
        + "def balance(X, y):\n    return SMOTE(random_state=0).fit_resample(X, y)\n"
        + SCORED,
        "a branch that may be taken": SPLIT
        + "if y_train.mean() < 0.1:\n    X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\n"
        + SCORED.replace("))\n", "))  # here\n"),
        "an option that is given": SPLIT
        + "def prepare(X, y, how=None):\n    if how == 'smote':\n"
        + "        X, y = SMOTE(random_state=0).fit_resample(X, y)\n    return X, y\n"
        + "X_train, y_train = prepare(X_train, y_train, 'smote')\n"
        + SCORED.replace("))\n", "))  # here\n"),
    },
    "MLS104": {
        "all columns in another order": RANK + "\nkeep = corr.sort_values().index\n" + SELECTED,
        "as a list": RANK + "\nkeep = corr.sort_values(ascending=False).index.tolist()[::-1]\n" + SELECTED,
        "of the matrix": "keep = df.corr()['t'].abs().sort_values().drop('t').index\n" + SELECTED,
        "without the target": "corr = df.corr()['t'].sort_values()\nkeep = [c for c in corr.index if c != 't']\n"
        + SELECTED,
        "the best": RANK + "  # here\nkeep = corr.sort_values().index[-10:]\n" + SELECTED,
        "the largest": RANK + "  # here\nkeep = corr.nlargest(5).index\n" + SELECTED,
        "those above a bound": "corr = df.corr()['t']  # here\nkeep = corr[corr > 0.2].index.drop('t')\n" + SELECTED,
        "some of a list": RANK + "  # here\nkeep = list(corr.sort_values().index)[:5]\n" + SELECTED,
    },
    "MLS112": {
        "a design matrix": "D = dmatrix('a + C(b)', df)\nLogisticRegression().fit(D, df['t'])",
        "a design frame": "D = dmatrix('a + C(b)', df, return_type='dataframe')\nLogisticRegression().fit(D, df['t'])",
        "both": "v, D = dmatrices('t ~ a + b', df)\nLogisticRegression().fit(D, v)",
        "the frame itself": "LogisticRegression().fit(df, df['t'])  # here",
    },
    "MLS103": {
        "filled by the mean": "df['a'] = df['a'].fillna(df['a'].mean())\nX = df[['a', 'b']]\n" + FITTED + SCORED,
        "filled by the mode": "df['a'] = df['a'].fillna(df['a'].mode()[0])\nX = df[['a', 'b']]\n" + FITTED + SCORED,
        "all filled": "X = X.fillna(X.median())\n" + SPLIT + SCORED,
        "counted": "df['a'] = df['a'].map(df['a'].value_counts())\nX = df[['a', 'b']]\n" + SPLIT + SCORED,
        "scaled by hand": "df['a'] = (df['a'] - df['a'].mean()) / df['a'].std()  # here\nX = df[['a', 'b']]\n"
        + SPLIT
        + SCORED,
        "filled after the split": SPLIT
        + "X_train['a'] = X_train['a'].fillna(df['a'].mean())  # here\n"
        + "X_test['a'] = X_test['a'].fillna(df['a'].mean())\n"
        + SCORED,
        "filled by a transformer": "X = SimpleImputer().fit_transform(X)  # here\n" + SPLIT + SCORED,
        "the training file of a competition": "test = pd.read_csv('test.csv')\nv = TfidfVectorizer()\n"
        + "X = v.fit_transform(df['text'])\n"
        + SPLIT
        + SCORED
        + "out = m.predict(v.transform(test['text']))",
        "only one file": "v = TfidfVectorizer()\nX = v.fit_transform(df['text'])  # here\n" + SPLIT + SCORED,
        "joined again": SPLIT
        + "Z = pd.concat([X_train, X_test])\nZ['z'] = StandardScaler().fit_transform(Z[['a']])  # here\n"
        + "X_train, X_test = Z.loc[X_train.index], Z.loc[X_test.index]\n"
        + SCORED,
        "split only where there is none": "def fit(X, y, X_val=None, y_val=None):\n"
        + "    scaler = StandardScaler().fit(X)\n    X = scaler.transform(X)\n    if X_val is None:\n"
        + "        X, X_val, y, y_val = train_test_split(X, y, random_state=0)\n    else:\n"
        + "        X_val = scaler.transform(X_val)\n    m = LogisticRegression().fit(X, y)\n"
        + "    print(accuracy_score(y_val, m.predict(X_val)))\n"
        + "other = pd.read_csv('b.csv')\nfit(X, y, other[['a', 'b']], other['t'])",
        "split in that branch": "def fit(X, y, X_val=None, y_val=None):\n"
        + "    X = StandardScaler().fit_transform(X)  # here\n    if X_val is None:\n"
        + "        X, X_val, y, y_val = train_test_split(X, y, random_state=0)\n"
        + "    m = LogisticRegression().fit(X, y)\n    print(accuracy_score(y_val, m.predict(X_val)))\nfit(X, y)",
    },
    "MLS106": {
        "filled by the mean": "X = X.fillna(X.mean())\nprint(cross_val_score(LogisticRegression(), X, y).std())",
        "filled by a transformer": "X = SimpleImputer().fit_transform(X)  # here\n"
        + "print(cross_val_score(LogisticRegression(), X, y).std())",
    },
    "MLS108": {
        "rounds of boosting": SPLIT
        + "best, kept = 0, None\nfor n_rounds in (50, 100):\n"
        + "    m = RandomForestClassifier(n_estimators=n_rounds, random_state=0).fit(X_train, y_train)\n"
        + "    s = m.score(X_test, y_test)\n    if s > best:  # here\n        best, kept = s, n_rounds\n"
        + "print(best, kept)",
        "the call hands over test rows": SPLIT
        + "def best_depth(X_tr, y_tr, X_val, y_val):\n    best, kept = 0, 1\n    for d in range(1, 9):\n"
        + "        s = DecisionTreeClassifier(max_depth=d, random_state=0).fit(X_tr, y_tr).score(X_val, y_val)\n"
        + "        if s > best:\n            best, kept = s, d\n    return kept\n"
        + "d = best_depth(X_train, y_train, X_test, y_test)  # here\n"
        + "print(DecisionTreeClassifier(max_depth=d, random_state=0).fit(X_train, y_train).score(X_test, y_test))",
        "the call hands over validation rows": SPLIT
        + "X_train, X_val, y_train, y_val = train_test_split(X_train, y_train, random_state=0)\n"
        + "def best_depth(X_tr, y_tr, X_val, y_val):\n    best, kept = 0, 1\n    for d in range(1, 9):\n"
        + "        s = DecisionTreeClassifier(max_depth=d, random_state=0).fit(X_tr, y_tr).score(X_val, y_val)\n"
        + "        if s > best:\n            best, kept = s, d\n    return kept\n"
        + "d = best_depth(X_train, y_train, X_val, y_val)\n"
        + "print(DecisionTreeClassifier(max_depth=d, random_state=0).fit(X_train, y_train).score(X_test, y_test))",
        "runs": SPLIT
        + "best = 0\nfor run in range(5):\n"
        + "    m = RandomForestClassifier(random_state=run).fit(X_train, y_train)\n"
        + "    s = m.score(X_test, y_test)\n    if s > best:\n        best = s\nprint(best)",
    },
    "MLS102": {
        "each call builds another model": "def build():\n    return RandomForestClassifier(random_state=0)\n"
        + "def run(path):\n    t = pd.read_csv(path)\n    s = StandardScaler()\n"
        + "    t[['a', 'b']] = s.fit_transform(t[['a', 'b']])\n    tr, te = t[:800], t[800:]\n"
        + "    m = build()\n    m.fit(tr[['a', 'b']], tr['t'])\n    return m, te\n"
        + "one, a = run('one.csv')\ntwo, b = run('two.csv')\n"
        + "print(one.predict(a[['a', 'b']]), two.predict(b[['a', 'b']]))",
        "fitted anew": SPLIT
        + "s = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.fit_transform(X_test)  # here\n"
        + SCORED,
    },
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, cases in CASES.items() for name in cases])
def test_shown(code: str, name: str) -> None:
    program = HEAD + CASES[code][name]
    wanted = [n for n, line in enumerate(program.splitlines(), 1) if line.endswith("# here")]
    result = check_source(source_from_text(program, "train.py"), load_config(HERE, isolated=True))
    shown = [f for f in result.findings if f.severity > Severity.INFO]
    assert result.problems == ()
    assert sorted(f.span.line for f in shown if f.code == code) == wanted

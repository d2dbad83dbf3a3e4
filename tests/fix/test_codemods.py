"""What each long rewrite does, and when it refuses: the code around it decides."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mlsmells.config import Config, load_config
from mlsmells.core import Confidence, Finding
from mlsmells.engine.check import check_source
from mlsmells.fix import FixResult, fix_source
from mlsmells.sources import Source, source_from_text

HEAD = """\
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X = df.drop(columns="y")
y = df["y"]
"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
SCORE = "model = LogisticRegression().fit(X_train, y_train)\nprint(f1_score(y_test, model.predict(X_test)))\n"
SCALED = "scaler = StandardScaler()\nX = scaler.fit_transform(X)\n"
CONFIG = load_config(Path(__file__).parent, isolated=True)


def mended(code: str, rule: str) -> FixResult:
    def findings(source: Source, config: Config) -> list[Finding]:
        return [found for found in check_source(source, config).findings if found.code == rule]

    config = replace(CONFIG, select=(rule,), min_confidence=Confidence.LOW)
    return fix_source(source_from_text(HEAD + code, "a.py"), partial(findings, config=config), unsafe=True, seed=42)


STOPPED = """\
m = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])
m.compile('adam', 'mse', metrics=['accuracy'])
stop = keras.callbacks.EarlyStopping(restore_best_weights=True)
m.fit({A}, {b}, validation_data=({A_val}, {b_val}), callbacks=[stop])
print(m.evaluate(A_test, b_test))
"""

# name: (rule, code, what the reason says)
REFUSED = {
    "split in a helper": (
        "MLS103",
        SCALED + "def run(X, y):\n" + "".join(f"    {line}\n" for line in (SPLIT + SCORE).splitlines()) + "run(X, y)\n",
        "another part of the program",
    ),
    "parts without names": (
        "MLS103",
        SCALED + "parts = train_test_split(X, y, random_state=0)\n"
        "model = LogisticRegression().fit(parts[0], parts[2])\nprint(model.score(parts[1], parts[3]))\n",
        "has not the form",
    ),
    "stratified by what it made": (
        "MLS103",
        SCALED + SPLIT.replace("random_state=0", "stratify=X[:, 0] > 0") + SCORE,
        "also uses X in another way",
    ),
    "a comment inside would be lost": (
        "MLS103",
        "scaler = StandardScaler()\nX = scaler.fit_transform(\n    X  # all of them\n)\n" + SPLIT + SCORE,
        "a comment inside",
    ),
    "no transform": (
        "MLS103",
        "from sklearn.manifold import TSNE\nX = TSNE().fit_transform(X)\n" + SPLIT + SCORE,
        "TSNE has no transform",
    ),
    "categories that training does not meet": (
        "MLS103",
        "from sklearn.preprocessing import OneHotEncoder\nfrom sklearn.compose import make_column_transformer\n"
        "ct = make_column_transformer((OneHotEncoder(), ['a']), (StandardScaler(), ['b']))\nX = ct.fit_transform(X)\n"
        + SPLIT + SCORE,
        "OneHotEncoder would fail for a category that only the test rows have",
    ),
    "models are taken out": (
        "MLS106",
        SCALED + "from sklearn.model_selection import cross_validate\n"
        "print(cross_validate(SVC(), X, y, scoring='f1', return_estimator=True)['estimator'])\n",
        "takes it out again",
    ),
    "a grid that others read": (
        "MLS106",
        SCALED + "grid = {'C': [1, 2]}\ns = GridSearchCV(SVC(), grid).fit(X, y)\nprint(s.best_score_, len(grid))\n",
        "used elsewhere",
    ),
    "all results of the search": (
        "MLS106",
        SCALED + "s = GridSearchCV(SVC(), {'C': [1, 2]})\ns.fit(X, y)\nlook(s.cv_results_)\nprint(s.best_score_)\n",
        "uses s.cv_results_ as that of the model alone",
    ),
    "folds of a table by label": (
        "MLS106",
        "S = pd.DataFrame(StandardScaler().fit_transform(X))\nfor a, b in KFold(3).split(S):\n"
        "    X_train, X_test = S.loc[a], S.loc[b]\n    model = SVC().fit(X_train, y.iloc[a])\n"
        "    print(f1_score(y.iloc[b], model.predict(X_test)))\n",
        "it is not certain that line 14 can take rows of X so",
    ),
    "a score in a loop": (
        "MLS501",
        SPLIT + "for run in (1, 2):\n    for n in (10, 20):\n"
        "        model = RandomForestClassifier(n, random_state=0).fit(X_train, y_train)\n"
        "        print(f1_score(y_test, model.predict(X_test)))\n",
        "made in a loop",
    ),
    "a score in a loop that divides the rows": (
        "MLS501",
        f"for seed in (1, 2):\n    {SPLIT.replace('=0', '=seed')}"
        "    model = RandomForestClassifier(9, random_state=0).fit(X_train, y_train)\n"
        "    print(f1_score(y_test, model.predict(X_test)))\n",
        "made in a loop, which changes X_t",
    ),
    "a score in a loop that takes columns away": (
        "MLS501",
        SPLIT + "for name in ('a', 'b'):\n    X_test.pop(name)\n"
        "    model = RandomForestClassifier(9, random_state=0).fit(X_train, y_train)\n"
        "    print(f1_score(y_test, model.predict(X_test)))\n",
        "made in a loop, which changes X_test",
    ),
    "a score in a loop whose threshold goes with the loop": (
        "MLS501",
        SPLIT + "for t in (0.3, 0.5):\n"
        "    model = RandomForestClassifier(9, random_state=0).fit(X_train, y_train)\n"
        "    print(f1_score(y_test, model.predict_proba(X_test)[:, 1] > t))\n",
        "made in a loop, which changes t",
    ),
    "the score takes the name of the rows": (
        "MLS501",
        SPLIT + "X_test = SVC().fit(X_train, y_train).score(X_test, y_test)\nprint(X_test)\n",
        "binds anew what the baseline would be scored with",
    ),
    "groups of other rows": (
        "MLS117",
        "print(df.groupby('patient_id').size())\nX = X.dropna()\n" + SPLIT + SCORE,
        "it is not certain that X holds the rows of df",
    ),
    "groups and shares of classes": (
        "MLS117",
        "print(df.groupby('patient_id').size())\n" + SPLIT.replace("random_state=0", "stratify=y") + SCORE,
        "is told how to divide in another way",
    ),
    "one encoder for two columns": (
        "MLS102",
        SPLIT + "s = MinMaxScaler()\nX_train['a'] = s.fit_transform(X_train[['a']])\n"
        "X_train['b'] = s.fit_transform(X_train[['b']])\nX_test['a'] = s.fit_transform(X_test[['a']])\n" + SCORE,
        "it is fitted at line 14 and again at line 15",
    ),
    "an encoder of unmet categories": (
        "MLS102",
        "from sklearn.preprocessing import OrdinalEncoder\n" + SPLIT + "e = OrdinalEncoder()\n"
        "X_train = e.fit_transform(X_train)\nX_test = e.fit_transform(X_test)\n" + SCORE,
        "OrdinalEncoder would fail for a category that only the test rows have: set handle_unknown first",
    ),
    "a split by time": (
        "MLS107",
        "import xgboost as xgb\n" + SPLIT.replace("random_state=0", "shuffle=False")
        + "m = xgb.XGBClassifier(early_stopping_rounds=5)\nm.fit(X_train, y_train, eval_set=[(X_test, y_test)])\n"
        "print(f1_score(y_test, m.predict(X_test)))\n",
        "may go by time or group",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(rule: str, code: str, reason: str) -> None:
    result = mended(code, rule)
    assert result.text is None
    assert [reason in why for _, why in result.skipped] == [True] * len(result.skipped) != [], result.skipped


# name: (rule, code, what it becomes)
MENDED = {
    "in two steps": (
        "MLS103",
        "scaler = StandardScaler()\nscaler.fit(X)\nX = scaler.transform(X)\n" + SPLIT + SCORE,
        "scaler = StandardScaler()\n" + SPLIT
        + "X_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n" + SCORE,
    ),
    "a table again": (
        "MLS103",
        SCALED.replace("X = s", "S = s") + "S = pd.DataFrame(S, columns=X.columns)\n"
        + SPLIT.replace("(X,", "(S,") + SCORE,
        "scaler = StandardScaler()\n" + SPLIT
        + "X_train = pd.DataFrame(scaler.fit_transform(X_train), columns=X_train.columns)\n"
        "X_test = pd.DataFrame(scaler.transform(X_test), columns=X_test.columns)\n" + SCORE,
    ),
    "comments and prints go along": (
        "MLS103",
        "scaler = MinMaxScaler()\n# to 0 … 1\nS = scaler.fit_transform(X)  # all\nprint(S.min())\n"
        + SPLIT.replace("(X,", "(S,") + SCORE,
        "scaler = MinMaxScaler()\n" + SPLIT + "# to 0 … 1\nX_train = scaler.fit_transform(X_train)  # all\n"
        "X_test = scaler.transform(X_test)\nprint(X_train.min())\n" + SCORE,
    ),
    "other rows are transformed alike": (
        "MLS103",
        "new = pd.read_csv('b.csv')\n" + SCALED + "new = scaler.transform(new)\n" + SPLIT + SCORE,
        "new = pd.read_csv('b.csv')\nscaler = StandardScaler()\n" + SPLIT
        + "X_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\nnew = scaler.transform(new)\n"
        + SCORE,
    ),
    "a plot takes the labels of its rows": (
        "MLS103",
        "import matplotlib.pyplot as plt\nscaler = StandardScaler()\nS = scaler.fit_transform(X)\n"
        "plt.scatter(S[:, 0], S[:, 1], c=y)\n" + SPLIT.replace("(X,", "(S,") + SCORE,
        "import matplotlib.pyplot as plt\nscaler = StandardScaler()\n" + SPLIT
        + "X_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n"
        "plt.scatter(X_train[:, 0], X_train[:, 1], c=y_train)\n" + SCORE,
    ),
    "rows without a column": (
        "MLS103",
        "s = StandardScaler()\nS = s.fit_transform(X.drop(columns='id'))\n" + SPLIT.replace("(X,", "(S,") + SCORE,
        "s = StandardScaler()\n" + SPLIT.replace("(X,", '(X.drop(columns="id"),')
        + "X_train = s.fit_transform(X_train)\nX_test = s.transform(X_test)\n" + SCORE,
    ),
    "a sampler that needs two rows of each class": (
        "MLS105",
        "from imblearn.over_sampling import SMOTE\nX, y = SMOTE(random_state=0).fit_resample(X, y)\n" + SPLIT + SCORE,
        "from imblearn.over_sampling import SMOTE\n" + SPLIT.replace("_state=0", "_state=0, stratify=y")
        + "X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\n" + SCORE,
    ),
    "a sampler that copies single rows": (
        "MLS105",
        "from imblearn.over_sampling import RandomOverSampler\nr = RandomOverSampler(random_state=0)\n"
        "X, y = r.fit_resample(X, y)\n" + SPLIT + SCORE,
        "from imblearn.over_sampling import RandomOverSampler\nr = RandomOverSampler(random_state=0)\n" + SPLIT
        + "X_train, y_train = r.fit_resample(X_train, y_train)\n" + SCORE,
    ),
    "one scaler for two pairs of parts": (
        "MLS102",
        SPLIT + "s = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.fit_transform(X_test)\n" + SCORE,
        SPLIT + "s = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.transform(X_test)\n" + SCORE,
    ),
    "a dummy is scored on the rows held out": (
        "MLS501",
        SPLIT + "m = SVC().fit(X_train, y_train)\nprint(f1_score(y_train, m.predict(X_train)))\n"
        "print(f1_score(y_test, m.predict(X_test)))\n",
        SPLIT + "m = SVC().fit(X_train, y_train)\nprint(f1_score(y_train, m.predict(X_train)))\n"
        "print(f1_score(y_test, m.predict(X_test)))\nbaseline = DummyClassifier().fit(X_train, y_train)\n"
        'print("baseline:", f1_score(y_test, baseline.predict(X_test)))\n',
    ),
    "only another name": (
        "MLS103",
        SCALED.replace("X = s", "S = s") + "# one half\nT = S\nprint(T.min())\n" + SPLIT.replace("(X,", "(T,") + SCORE,
        "scaler = StandardScaler()\n" + SPLIT + "# one half\nX_train = scaler.fit_transform(X_train)\n"
        "X_test = scaler.transform(X_test)\nprint(X_train.min())\n" + SCORE,
    ),
    "a table again, further down": (
        "MLS103",
        "s = StandardScaler()\ns.fit(X)\nS = s.transform(X)\nn = 3\nT = pd.DataFrame(S, columns=X.columns)\n"
        + SPLIT.replace("(X,", "(T,") + SCORE,
        "s = StandardScaler()\nn = 3\n" + SPLIT
        + "X_train = pd.DataFrame(s.fit_transform(X_train), columns=X_train.columns)\n"
        "X_test = pd.DataFrame(s.transform(X_test), columns=X_test.columns)\n" + SCORE,
    ),
    "a step of what is validated": (
        "MLS106",
        SCALED + "print(cross_val_score(SVC(), X, y, scoring='f1'))\n",
        "scaler = StandardScaler()\nprint(cross_val_score(make_pipeline(scaler, SVC()), X, y, scoring='f1'))\n",
    ),
    "a model in a loop": (
        "MLS106",
        SCALED + "for m in (SVC(), LogisticRegression()):\n    print(cross_val_score(m, X, y, scoring='f1'))\n",
        "scaler = StandardScaler()\nfor m in (SVC(), LogisticRegression()):\n"
        "    print(cross_val_score(make_pipeline(scaler, m), X, y, scoring='f1'))\n",
    ),
    "a grid gets the step's name": (
        "MLS106",
        SCALED + "model = SVC()\ns = GridSearchCV(model, param_grid=[{'C': [1, 2]}, dict(gamma=[1])])\ns.fit(X, y)\n"
        "print(s.best_score_, s.best_params_['C'])\n",
        "scaler = StandardScaler()\nmodel = SVC()\n"
        "s = GridSearchCV(make_pipeline(scaler, model), param_grid=[{'svc__C': [1, 2]}, dict(svc__gamma=[1])])\n"
        "s.fit(X, y)\nprint(s.best_score_, s.best_params_['svc__C'])\n",
    ),
    "statistics of the training part": (
        "MLS103",
        "X = (X - X.mean()) / X.std()\n" + SPLIT + SCORE,
        SPLIT + "X_test = (X_test - X_train.mean()) / X_train.std()\n"
        "X_train = (X_train - X_train.mean()) / X_train.std()\n" + SCORE,
    ),
    "a dummy beside the model": (
        "MLS501",
        SPLIT + "model = RandomForestClassifier(random_state=0)\nmodel.fit(X_train, y_train)\n"
        "pred = model.predict(X_test)\nprint(f1_score(y_test, pred, average='macro'))\n",
        SPLIT + "model = RandomForestClassifier(random_state=0)\nmodel.fit(X_train, y_train)\n"
        "pred = model.predict(X_test)\nprint(f1_score(y_test, pred, average='macro'))\n"
        "baseline = DummyClassifier().fit(X_train, y_train)\n"
        'print("baseline:", f1_score(y_test, baseline.predict(X_test), average="macro"))\n',
    ),
    "a model without a name": (
        "MLS501",
        SPLIT + "print(SVC(C=3).fit(X_train, y_train).score(X_test, y_test))\n",
        SPLIT + "print(SVC(C=3).fit(X_train, y_train).score(X_test, y_test))\n"
        'print("baseline:", DummyClassifier().fit(X_train, y_train).score(X_test, y_test))\n',
    ),
    "a model without a name, by a metric": (
        "MLS501",
        SPLIT + "f1 = f1_score(y_test, SVC().fit(X_train, y_train).predict(X_test))\nprint(f1)\n",
        SPLIT + "f1 = f1_score(y_test, SVC().fit(X_train, y_train).predict(X_test))\n"
        'print("baseline:", f1_score(y_test, DummyClassifier().fit(X_train, y_train).predict(X_test)))\n'
        "print(f1)\n",
    ),
    "rows of one group stay together": (
        "MLS117",
        "print(df['patient_id'].nunique())\n" + SPLIT + SCORE,
        "print(df['patient_id'].nunique())\nsplitter = GroupShuffleSplit(n_splits=1, test_size=0.25, random_state=0)\n"
        "train_rows, test_rows = next(splitter.split(X, groups=df[\"patient_id\"]))\n"
        "X_train, X_test = X.iloc[train_rows], X.iloc[test_rows]\n"
        "y_train, y_test = y.iloc[train_rows], y.iloc[test_rows]\n" + SCORE,
    ),
    "two models watch the same part": (
        "MLS107",
        "import xgboost as xgb\n" + SPLIT
        + "for m in (1, 2):\n    print(m)\na = xgb.XGBClassifier(early_stopping_rounds=5)\n"
        "X_fit, X_val, y_fit, y_val = train_test_split(X_train, y_train, test_size=0.2, random_state=0)\n"
        "a.fit(X_fit, y_fit, eval_set=[(X_val, y_val)])\nb = xgb.XGBClassifier(early_stopping_rounds=5)\n"
        "b.fit(X_train, y_train, eval_set=[(X_test, y_test)])\nprint(f1_score(y_test, b.predict(X_test)))\n",
        "import xgboost as xgb\n" + SPLIT
        + "for m in (1, 2):\n    print(m)\na = xgb.XGBClassifier(early_stopping_rounds=5)\n"
        "X_fit, X_val, y_fit, y_val = train_test_split(X_train, y_train, test_size=0.2, random_state=0)\n"
        "a.fit(X_fit, y_fit, eval_set=[(X_val, y_val)])\nb = xgb.XGBClassifier(early_stopping_rounds=5)\n"
        "b.fit(X_fit, y_fit, eval_set=[(X_val, y_val)])\nprint(f1_score(y_test, b.predict(X_test)))\n",
    ),
    "the parts of a data set that comes with the library": (
        "MLS107",
        "from tensorflow import keras\n(A, b), (A_test, b_test) = keras.datasets.mnist.load_data()\n"
        + STOPPED.format(A="A", b="b", A_val="A_test", b_val="b_test"),
        "from tensorflow import keras\n(A, b), (A_test, b_test) = keras.datasets.mnist.load_data()\n"
        + STOPPED.format(A="X_fit", b="y_fit", A_val="X_val", b_val="y_val").replace(
            "m.fit(", "X_fit, X_val, y_fit, y_val = train_test_split(A, b, test_size=0.2, random_state=42)\nm.fit("
        ),
    ),
    "a part of the training rows is watched": (
        "MLS107",
        "import xgboost as xgb\n" + SPLIT
        + "m = xgb.XGBClassifier(early_stopping_rounds=5)\nm.fit(X_train, y_train, eval_set=[(X_test, y_test)])\n"
        "print(f1_score(y_test, m.predict(X_test)))\n",
        "import xgboost as xgb\n" + SPLIT + "m = xgb.XGBClassifier(early_stopping_rounds=5)\n"
        "X_fit, X_val, y_fit, y_val = train_test_split(X_train, y_train, test_size=0.2, random_state=0)\n"
        "m.fit(X_fit, y_fit, eval_set=[(X_val, y_val)])\nprint(f1_score(y_test, m.predict(X_test)))\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "becomes"), MENDED.values(), ids=MENDED)
def test_mended(rule: str, code: str, becomes: str) -> None:
    text = mended(code, rule).text
    assert text is not None, mended(code, rule).skipped
    added = ("import make_pipeline", "import Dummy", "import GroupShuffleSplit")
    lines = [line for line in text.splitlines(keepends=True) if not any(name in line for name in added)]
    assert "".join(lines) == HEAD + becomes

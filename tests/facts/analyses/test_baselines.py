"""Models that stand for a baseline, and models that need one."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.baselines import baseline, candidate
from mlsmells.sources import source_from_text

HEAD = (
    "import numpy as np\nimport pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\n"
    "from sklearn.metrics import accuracy_score\n"
    "m = RandomForestClassifier().fit(X, y)\naccuracy_score(yt, m.predict(Xt))\n"
)
EVIDENCE = {
    "nothing": ("", False),
    "a dummy": ("from sklearn.dummy import DummyClassifier\nDummyClassifier().fit(X, y)\n", True),
    "a linear model": ("from sklearn.linear_model import Ridge\nRidge().fit(X, y)\n", True),
    "a linear model in a pipeline": (
        "from sklearn.linear_model import Ridge\nfrom sklearn.pipeline import make_pipeline\n"
        "make_pipeline(Ridge()).fit(X, y)\n",
        True,
    ),
    "a linear model for each class": (
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.multiclass import OneVsRestClassifier\n"
        "OneVsRestClassifier(LogisticRegression()).fit(X, y)\n",
        True,
    ),
    "a linear model that selects": (
        "from sklearn.linear_model import Lasso\n"
        "from sklearn.feature_selection import SelectFromModel\nSelectFromModel(Lasso()).fit(X, y)\n",
        False,
    ),
    "a linear kernel": ("from sklearn.svm import SVC\nSVC(kernel='linear').fit(X, y)\n", True),
    "another kernel": ("from sklearn.svm import SVC\nSVC(kernel='rbf').fit(X, y)\n", False),
    "a tree beside a forest": (
        "from sklearn.tree import DecisionTreeClassifier\nDecisionTreeClassifier().fit(X, y)\n",
        True,
    ),
    "classes handed around": ("from sklearn.linear_model import Ridge\nrun(X, y, Ridge)\n", True),
    "a simple class of an unknown library": ("from x import NaiveForecaster\nNaiveForecaster().fit(X)\n", True),
    "a mean": ("accuracy_score(yt, np.full(len(yt), y.mean()))\n", True),
    "zeros, by name": ("guess = np.zeros(len(yt))\naccuracy_score(yt, guess)\n", True),
    "a repeated list": ("accuracy_score(yt, [0] * len(yt))\n", True),
    "the value before": ("accuracy_score(yt[1:], yt.shift(1)[1:])\n", True),
    "another model's predictions": ("accuracy_score(yt, other.predict(Xt))\n", False),
    "a score named so": ("baseline_accuracy = score(rule, Xt)\n", True),
    "a number named so": ("BASELINE = 0.61\n", True),
    "an attribute named so": ("self.naive = score(Xt)\n", True),
    "a key named so": ("results = {'majority': score(Xt)}\n", True),
    "an entry named so": ("results['Champion model'] = score(Xt)\n", True),
    "printed so": ("print('Baseline:', score(Xt))\n", True),
    "printed so in a format": ("print(f'baseline {score(Xt)}')\n", True),
    "a function named so": ("def predict_naive(X):\n    return X\n", True),
    "a class named so": ("class BaselineModel:\n    pass\n", True),
    "a pair named so": ("models = [('benchmark', make())]\n", True),
    "a comment": ("# baseline\n", False),
    "a path": ("path = 'out/baseline.csv'\nopen('baseline.txt')\n", False),
    "a path that is joined": ("import os\nos.path.join(folder, 'baseline')\n", False),
    "a flag": ("use_baseline = True\n", False),
    "a function for something else": ("def crop_to_baseline(image):\n    return image\n", False),
    "part of another word": ("denaived = make()\n", False),
    "the model in production": ("import joblib\nproduction = joblib.load('m.pkl')\n", True),
    "the previous model": ("import joblib\nold = joblib.load('previous.pkl')\n", True),
    "any saved model": ("import joblib\nm2 = joblib.load('m.pkl')\n", False),
}


@pytest.mark.parametrize(("code", "expected"), EVIDENCE.values(), ids=EVIDENCE)
def test_baseline_evidence(code: str, expected: bool) -> None:
    assert (baseline(build(source_from_text(HEAD + code, "a.py"))) is not None) is expected


CANDIDATES = {
    "fitted and scored": (HEAD, "m"),
    "not scored": (HEAD.rpartition("accuracy_score(")[0], None),
    "cross-validated": (
        "from sklearn.svm import SVC\nfrom sklearn.model_selection import cross_val_score\n"
        "cross_val_score(SVC(), X, y)\n",
        "SVC",
    ),
    "unsupervised": (
        "from sklearn.cluster import KMeans\nfrom sklearn.metrics import silhouette_score\n"
        "k = KMeans().fit(X)\nsilhouette_score(X, k.predict(X))\n",
        None,
    ),
    "no library": ("m = Model().fit(X, y)\nscore(m)\n", None),
}


@pytest.mark.parametrize(("code", "model"), CANDIDATES.values(), ids=CANDIDATES)
def test_candidate(code: str, model: str | None) -> None:
    found = candidate(build(source_from_text(code, "a.py")))
    assert (found and (found.obj.name or found.obj.short)) == model

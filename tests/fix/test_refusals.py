"""Repairs of real rules that would be wrong for some object or call at their place are refused, and say why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mlsmells.config import Config, load_config
from mlsmells.core import Finding
from mlsmells.engine.check import check_source
from mlsmells.fix import FixResult, fix_source
from mlsmells.sources import Source, source_from_text

HEAD = """\
import glob, os
from pathlib import Path
import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import SpectralEmbedding
from sklearn.metrics import confusion_matrix, precision_score, r2_score, recall_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import LinearSVC

X, y = load_breast_cancer(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
pred = model.predict(X_test)
"""


CONFIG = load_config(Path(__file__).parent, isolated=True)


def mended(code: str, rule: str) -> FixResult:
    def findings(source: Source, config: Config) -> list[Finding]:
        return [found for found in check_source(source, config).findings if found.code == rule]

    config = replace(CONFIG, select=(rule,))
    return fix_source(source_from_text(HEAD + code, "a.py"), partial(findings, config=config), unsafe=True, seed=42)


# name: (rule, code, what the reason says)
REFUSED = {
    "one call fits the parts in turn": (
        "MLS102",
        "scaler = StandardScaler()\nparts = [scaler.fit_transform(part) for part in (X_train, X_test)]\n"
        "print(model.fit(parts[0], y_train).score(parts[1], y_test))\n",
        "the same call fits the training rows",
    ),
    "no transform": (
        "MLS102",
        "emb = SpectralEmbedding()\na = emb.fit_transform(X_train)\nb = emb.fit_transform(X_test)\n"
        "print(model.fit(a, y_train).score(b, y_test))\n",
        "SpectralEmbedding has no transform",
    ),
    "several transformers, one without transform": (
        "MLS102",
        "for sc in (StandardScaler(), SpectralEmbedding()):\n    a = sc.fit_transform(X_train)\n"
        "    b = sc.fit_transform(X_test)\n    print(model.fit(a, y_train).score(b, y_test))\n",
        "SpectralEmbedding has no transform",
    ),
    "a positive class is named": (
        "MLS506",
        "print(roc_auc_score(y_test, pred, labels=[0, 1]))\n",
        "which classes",
    ),
    "models without a kind of score in common": (
        "MLS506",
        "for m in (RandomForestClassifier(random_state=0), LinearSVC()):\n    m.fit(X_train, y_train)\n"
        "    print(roc_auc_score(y_test, m.predict(X_test)))\n",
        "not all of RandomForestClassifier, LinearSVC have scores",
    ),
    "what it predicts with is changed": (
        "MLS506",
        "X_test = X_test[:, ::-1]\nprint(roc_auc_score(y_test, pred))\n",
        "line 18 changes what line 17 predicts with",
    ),
    "fitted again": (
        "MLS506",
        "model.fit(X_train[:9], y_train[:9])\nprint(roc_auc_score(y_test, pred))\n",
        "fitted again",
    ),
    "next": (
        "MLS207",
        "files = Path('d').glob('*.csv')\nfirst = next(files)\ndf = pd.concat([pd.read_csv(f) for f in files])\n",
        "line 19 may need the iterator",
    ),
    "with": (
        "MLS207",
        "with os.scandir('d') as it:\n    df = pd.concat([pd.read_csv(e.path) for e in it])\n",
        "line 18 may need the iterator",
    ),
    "handed on": (
        "MLS207",
        "files = glob.iglob('*.csv')\nshow(files)\ndf = pd.concat([pd.read_csv(f) for f in files])\n",
        "line 19 may need the iterator",
    ),
    "a dropped column that is used": (
        "MLS317",
        "df = pd.read_csv('a.csv')\ndf.drop(columns=['b'])\nprint(df['b'].sum())\n",
        "line 20 still uses 'b'",
    ),
    "columns that are not known": (
        "MLS317",
        "df = pd.read_csv('a.csv')\ndf.drop(columns=old)\nprint(df.sum())\n",
        "not known which columns",
    ),
}


@pytest.mark.parametrize(("rule", "code", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(rule: str, code: str, reason: str) -> None:
    result = mended(code, rule)
    assert result.text is None
    assert [reason in why for _, why in result.skipped] == [True] * len(result.skipped) != []


# name: (rule, code, what it becomes)
MENDED = {
    "labels are not handed to transform": (
        "MLS102",
        "best = SelectKBest(k=5)\na = best.fit_transform(X_train, y_train)\nb = best.fit_transform(X_test, y_test)\n"
        "print(model.fit(a, y_train).score(b, y_test))\n",
        ("best.fit_transform(X_test, y_test)", "best.transform(X_test)"),
    ),
    "labels by keyword": (
        "MLS102",
        "best = SelectKBest(k=5)\na = best.fit_transform(X_train, y_train)\n"
        "b = best.fit_transform(X=X_test, y=y_test)\nprint(model.fit(a, y_train).score(b, y_test))\n",
        ("best.fit_transform(X=X_test, y=y_test)", "best.transform(X=X_test)"),
    ),
    "a variable": (
        "MLS506",
        "print(roc_auc_score(y_test, pred))\n",
        ("roc_auc_score(y_test, pred)", "roc_auc_score(y_test, model.predict_proba(X_test)[:, 1])"),
    ),
    "decision values for all": (
        "MLS506",
        "for m in (LogisticRegression(), LinearSVC()):\n    m.fit(X_train, y_train)\n"
        "    print(roc_auc_score(y_test, m.predict(X=X_test)))\n",
        ("m.predict(X=X_test)", "m.decision_function(X=X_test)"),
    ),
    "an iterator that is only read": (
        "MLS207",
        "files = Path('d').rglob('*.csv')\ndf = pd.concat([pd.read_csv(f) for f in files])\n",
        ("Path('d').rglob('*.csv')", "sorted(Path('d').rglob('*.csv'))"),
    ),
    "elements of several kinds": (
        "MLS206",
        "names = {None, 'a', 'b'}\nindex = {n: i for i, n in enumerate(names)}\n",
        ("enumerate(names)", "enumerate(sorted(names, key=str))"),
    ),
    "another kind is added": (
        "MLS206",
        "names = {'a', 'b'}\nnames.add(3)\nindex = {n: i for i, n in enumerate(names)}\n",
        ("enumerate(names)", "enumerate(sorted(names, key=str))"),
    ),
    "texts only": (
        "MLS206",
        "names = {'a', 'b'}\nnames.update(['c'])\nindex = {n: i for i, n in enumerate(names)}\n",
        ("enumerate(names)", "enumerate(sorted(names))"),
    ),
    "a dropped column that nobody uses": (
        "MLS317",
        "df = pd.read_csv('a.csv')\ndf.drop(columns=['b'])\nprint(df['c'].sum())\n",
        ("df.drop(columns=['b'])", "df = df.drop(columns=['b'])"),
    ),
}


@pytest.mark.parametrize(("rule", "code", "change"), MENDED.values(), ids=MENDED)
def test_mended(rule: str, code: str, change: tuple[str, str]) -> None:
    assert mended(code, rule).text == HEAD + code.replace(*change)


NO_FIX = {
    "a metric that is chosen by a loop": "for m in (precision_score, r2_score):\n    print(m(pred, y_test))\n",
    "a metric in a variable": "metric = precision_score if X else recall_score\nprint(metric(pred, y_test))\n",
    "transposed again": "print(confusion_matrix(pred, y_test).T)\n",
    "unpacked the other way round": "tn, fn, fp, tp = confusion_matrix(pred, y_test).ravel()\n",
}


@pytest.mark.parametrize("code", NO_FIX.values(), ids=NO_FIX)
def test_arguments_that_are_not_swapped(code: str) -> None:
    result = mended(code, "MLS505")
    assert result.text is None and result.skipped == ()


def test_arguments_that_are_swapped() -> None:
    code = "tn, fp, fn, tp = confusion_matrix(pred, y_test).ravel()\n"
    assert mended(code, "MLS505").text == HEAD + code.replace("pred, y_test", "y_test, pred")

"""Functions that nobody calls and that ask for training and test rows: what they do with them is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Confidence, Severity
from mlsmells.engine.check import check_source
from mlsmells.engine.project import check_paths
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import numpy as np
import xgboost as xgb
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import LabelEncoder, StandardScaler
from tensorflow import keras
"""
RUN = "def run(X_train, X_test, y_train, y_test):\n"
THREE = "def run(X_train, X_val, X_test, y_train, y_val, y_test):\n"
FITTED = "    m = LogisticRegression().fit(X_train, y_train)\n"
SCORED = "    return accuracy_score(y_test, m.predict(X_test))\n"
STOPPED = "    m = xgb.XGBClassifier(early_stopping_rounds=5)\n    m.fit(X_train, y_train, eval_set=[({0})])\n"
NETWORK = """    m = keras.Sequential([keras.layers.Dense(1)])
    m.compile("adam", "mse")
    m.fit(X_train, y_train, validation_data=(X_test, y_test), callbacks=[{0}])
    print(m.evaluate(X_test, y_test))
"""
CHOSEN = """    best = 0
    for c in (1, 2):
        m = LogisticRegression(C=c).fit(X_train, y_train)
        s = accuracy_score({0}, m.predict({1}))
        if s > best:
            best, chosen = s, m
    return chosen
"""
BOTH = "np.concatenate([X_train, X_test]), np.concatenate([y_train, y_test])"
# name: (program, the codes that are told as errors or warnings)
CASES: dict[str, tuple[str, list[str]]] = {
    "fitted again": (
        RUN + "    s = StandardScaler()\n    X_train = s.fit_transform(X_train)\n    X_test = s.fit_transform(X_test)\n"
        + FITTED + SCORED,
        ["MLS102"],
    ),
    "scaled together": (
        RUN + "    s = StandardScaler().fit(np.vstack([X_train, X_test]))\n"
        "    X_train, X_test = s.transform(X_train), s.transform(X_test)\n" + FITTED + SCORED,
        ["MLS103"],
    ),
    "trained on the test rows": (RUN + FITTED.replace("train", "test") + SCORED, ["MLS101"]),
    "trained on both": (RUN + f"    m = LogisticRegression().fit({BOTH})\n" + SCORED, ["MLS101"]),
    "stopped by test rows": (RUN + STOPPED.format("X_test, y_test") + SCORED, ["MLS107"]),
    "a network, too": (RUN + NETWORK.format("keras.callbacks.EarlyStopping()"), ["MLS107"]),
    "chosen on test rows": (RUN + CHOSEN.format("y_test", "X_test"), ["MLS108"]),
    "searched on test rows": (
        RUN + "    m = GridSearchCV(LogisticRegression(), {'C': [1, 2]}, scoring='f1').fit(X_test, y_test)\n" + SCORED,
        ["MLS101"],
    ),
    "scored on the training rows": (RUN + FITTED + SCORED.replace("test", "train"), ["MLS504"]),
    "labels of the other part": (RUN + FITTED + SCORED.replace("y_test", "y_train"), ["MLS510"]),
    "of a method": (
        "class Runner:\n    def run(self, X_train, X_test, y_train, y_test):\n"
        "        m = LogisticRegression().fit(X_test, y_test)\n        print(m.score(X_test, y_test))\n",
        ["MLS101"],
    ),
    # What is right stays silent.
    "as it should be": (
        RUN + "    s = StandardScaler()\n    X_train = s.fit_transform(X_train)\n    X_test = s.transform(X_test)\n"
        + FITTED + SCORED,
        [],
    ),
    "stopped by validation rows": (THREE + STOPPED.format("X_val, y_val") + SCORED, []),
    "chosen on validation rows": (THREE + CHOSEN.format("y_val", "X_val"), []),
    "only watched": (RUN + NETWORK.format(""), []),
    "the training score beside the test score": (RUN + FITTED + "    print(m.score(X_train, y_train))\n" + SCORED, []),
    "trained on everything in the end": (
        RUN + FITTED + "    print(m.score(X_test, y_test))\n" + f"    return LogisticRegression().fit({BOTH})\n",
        [],
    ),
    "labels encoded together": (
        RUN + "    e = LabelEncoder().fit(np.concatenate([y_train, y_test]))\n"
        "    y_train, y_test = e.transform(y_train), e.transform(y_test)\n" + FITTED + SCORED,
        [],
    ),
    "nothing is scored": (RUN + FITTED + "    return m.predict(X_test)\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_asked_for(code: str, expected: list[str]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    asked = ("MLS1", "MLS504", "MLS510")
    assert [f.code for f in found if f.code.startswith(asked) and f.severity > Severity.INFO] == expected


@pytest.mark.parametrize("name", ["trained on the test rows", "stopped by test rows", "scored on the training rows"])
def test_a_name_alone_is_no_proof(name: str) -> None:
    code, (expected,) = CASES[name]
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    assert [f.confidence for f in found if f.code == expected] == [Confidence.MEDIUM]


def test_a_helper_and_its_caller_are_one_finding(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(HEAD + RUN + STOPPED.format("X_test, y_test") + SCORED, encoding="utf-8")
    (tmp_path / "main.py").write_text(
        "import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom helper import run\n"
        "df = pd.read_csv('a.csv')\nparts = train_test_split(df[['a']], df['t'], random_state=0)\nprint(run(*parts))\n",
        encoding="utf-8",
    )
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.path for at in run.findings if at.finding.code == "MLS107"] == ["helper.py"]


CHOOSER = """
import numpy as np
from sklearn.metrics import f1_score
def best_threshold(y, p):
    best, chosen = -1, 0.5
    for t in np.linspace(0.1, 0.9, 17):
        score = f1_score(y, p >= t)
        if score > best:
            best, chosen = score, t
    return chosen
"""
CHOOSES = (
    "from sklearn.linear_model import LogisticRegression\nfrom {0} import best_threshold\n" + RUN + FITTED
    + "    p = m.predict_proba(X_test)[:, 1]\n    return best_threshold(y_test, p)\n"
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["thresholds", "evaluate"], ids=["a module", "a module that is called as a library is"]
)
def test_a_helper_chooses_by_the_rows_that_it_is_handed(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text(CHOOSER, encoding="utf-8")
    (tmp_path / "model.py").write_text(CHOOSES.format(name), encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.path for at in run.findings if at.finding.code == "MLS108"] == ["model.py"]


def test_the_library_itself_knows_no_thresholds(tmp_path: Path) -> None:
    """In another folder the module is not the one that is imported."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "evaluate.py").write_text(CHOOSER, encoding="utf-8")
    (tmp_path / "model.py").write_text(CHOOSES.format("evaluate"), encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert not [at for at in run.findings if at.finding.code == "MLS108"]

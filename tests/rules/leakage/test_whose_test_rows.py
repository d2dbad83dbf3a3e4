"""Whether rows that a choice looks at are the test rows: who else is used on others, and what those are."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.engine.project import check_paths
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import pandas as pd
from catboost import CatBoostClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder
train, test, other = pd.read_csv("a.csv"), pd.read_csv("b.csv"), pd.read_csv("c.csv")
"""
CUT = """
X, y = train.drop(columns="y"), train["y"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
STOPPED = """
model = CatBoostClassifier(random_seed=0)
model.fit(X_train, y_train, eval_set=(X_test, y_test))
print(model.score(X_test, y_test))
"""
LINE = "line = LogisticRegression().fit(X, y)\n"
SEARCH = """
def search(build, score):
    best, kept = 0, None
    for c in (1, 10, 100):
        model = build(c)
        if score(model) > best:
            best, kept = score(model), model
    return kept

class Service:
    def train(self, path):
        df = pd.read_csv(path)
        self.model = None
        a, b, c, d = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
        self.model = search(lambda k: LogisticRegression(C=k).fit(a, c), lambda m: m.score(b, d))
        self.reached = self.model.score(b, d)
"""
ENCODED = """
encoder = LabelEncoder()
encoder.fit(train["town"])
train["town"] = encoder.transform(train["town"])
encoder.fit({0}["town"])
{0}["town"] = encoder.transform({0}["town"])
LogisticRegression().fit(train[["town", "age"]], train["y"])
"""
TOLD: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing else is used": (CUT + STOPPED, [("MLS107", "ERROR")]),
    "three models of a class": (CUT + 3 * STOPPED, [("MLS107", "ERROR")]),
    "another model predicts the competition's file": (
        CUT + STOPPED + LINE + "line.predict(test)",
        [("MLS107", "WARNING")],
    ),
    "it predicts the competition's file itself": (CUT + STOPPED + "model.predict(test)", []),
    "others are scored on a part of their own": (
        "train, end = train_test_split(train, random_state=0)\n" + CUT + STOPPED + LINE
        + "print(line.score(end.drop(columns='y'), end['y']))",
        [],
    ),
    "validation rows by their name": ((CUT + STOPPED).replace("_test", "_val"), []),
    "a search of its own": (SEARCH, [("MLS108", "ERROR")]),
    "which answers requests": (
        SEARCH + "    def predict(self, samples):\n        return self.model.predict(pd.DataFrame(samples))",
        [("MLS108", "ERROR")],
    ),
    "a test file encoded anew": (ENCODED.format("test"), [("MLS102", "ERROR")]),
    "another file encoded": (ENCODED.format("other"), []),
    "the training file encoded again": (ENCODED.format("train"), []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), TOLD.values(), ids=TOLD)
def test_what_is_told(code: str, expected: list[tuple[str, str]]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    told = [(f.code, f.severity.name) for f in found if f.code in ("MLS102", "MLS107", "MLS108")]
    assert told == expected


HELPER = """
import lightgbm
def fit(X_train, y_train, X_test, y_test):
    model = lightgbm.LGBMRegressor()
    model.fit(X_train, y_train, eval_set=[(X_test, y_test)], callbacks=[{callback}])
    return model, model.score(X_test, y_test)
"""


@pytest.mark.parametrize(("callback", "level"), [("early_stopping(50)", "ERROR"), ("log_evaluation(0)", "INFO")])
def test_callbacks_of_a_module_that_is_called(callback: str, level: str, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(HELPER.format(callback=f"lightgbm.{callback}"), encoding="utf-8")
    program = HEAD + "from helper import fit\n" + CUT + "print(fit(X_train, y_train, X_test, y_test)[1])\n"
    (tmp_path / "main.py").write_text(program, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [(at.path, at.finding.severity.name) for at in run.findings if at.finding.code == "MLS107"] == [
        ("helper.py", level)  # where it is mended, and once
    ]

"""Names imported from other modules of the project are followed, as if their code stood in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HEAD = """\
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
{imports}
df = pd.read_csv("visits.csv")
X, y = df[["age", "stay"]], df["returned"]
"""
TRAIN = """\
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
print(f1_score(y_test, model.predict(X_test)))
baseline = DummyClassifier().fit(X_train, y_train)
print("baseline", f1_score(y_test, baseline.predict(X_test)))
"""
SCALE = """\
from sklearn.preprocessing import StandardScaler

def scale(frame):
    return StandardScaler().fit_transform(frame)
"""

# name: (files beside train.py, imports, code before the split, the line's text that is reported, the code)
LEAKS = {
    "from import": ({"features.py": SCALE}, "from features import scale", "X = scale(X)"),
    "renamed": ({"features.py": SCALE}, "from features import scale as prepare", "X = prepare(X)"),
    "module": ({"features.py": SCALE}, "import features", "X = features.scale(X)"),
    "module renamed": ({"lib/features.py": SCALE}, "import lib.features as f", "X = f.scale(X)"),
    "package": ({"lib/__init__.py": "", "lib/features.py": SCALE}, "from lib import features", "X = features.scale(X)"),
    "star": ({"features.py": SCALE}, "from features import *", "X = scale(X)"),
    "src folder": ({"src/features.py": SCALE}, "from features import scale", "X = scale(X)"),
    "re-exported": (
        {"lib/__init__.py": "from .scaling import scale\n", "lib/scaling.py": SCALE},
        "from lib import scale",
        "X = scale(X)",
    ),
    "two modules deep": (
        {"a.py": "from b import scale\n\ndef prepare(frame):\n    return scale(frame.dropna())\n", "b.py": SCALE},
        "from a import prepare",
        "X = prepare(X)",
    ),
    "import that may fail": (
        {"features.py": SCALE},
        "try:\n    from .features import scale\nexcept ImportError:\n    from features import scale",
        "X = scale(X)",
    ),
    "first of two imports": (
        {"features.py": SCALE},
        "try:\n    from features import scale\nexcept ImportError:\n    from old_features import scale",
        "X = scale(X)",
    ),
    "object of the module": (
        {"shared.py": "from sklearn.preprocessing import StandardScaler\n\nscaler = StandardScaler()\n"},
        "from shared import scaler",
        "X = scaler.fit_transform(X)",
    ),
    "class": (
        {
            "steps.py": "from sklearn.preprocessing import StandardScaler\n\nclass Steps:\n    def __init__(self):\n"
            "        self.scaler = StandardScaler()\n    def run(self, frame):\n"
            "        return self.scaler.fit_transform(frame)\n"
        },
        "from steps import Steps",
        "X = Steps().run(X)",
    ),
    "constant of the module": (
        {"settings.py": 'FEATURES = ["age"]\n'},
        "from settings import FEATURES\nfrom sklearn.preprocessing import StandardScaler",
        "X[FEATURES] = StandardScaler().fit_transform(X[FEATURES])",
    ),
}

SILENT = {
    "another source": (
        {"features.py": SCALE},
        "from features import scale",
        'print(scale(pd.read_csv("arrivals.csv")[["age"]]))',
    ),
    "module of the same name elsewhere": (
        {"other/features/__init__.py": SCALE},
        "from features import scale",
        "X = scale(X)",
    ),
    "cannot be parsed": ({"features.py": SCALE + "\ndef (:\n"}, "from features import scale", "X = scale(X)"),
    "imports itself in a circle": (
        {"a.py": "from b import scale\n", "b.py": "from a import scale\n"},
        "from a import scale",
        "X = scale(X)",
    ),
    "row by row": (
        {"features.py": "def scale(frame):\n    return frame.div(frame.max(axis=1), axis=0)\n"},
        "from features import scale",
        "X = scale(X)",
    ),
}


def checked(tmp_path: Path, files: dict[str, str], main: str) -> list[tuple[str, str, str]]:
    """Path, code and first reported line of the leakage findings."""
    for name, text in {"mlsmells.yaml": "select: [leakage, evaluation]\n", **files, "train.py": main}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path), jobs=1)
    return [(f.path, f.finding.code, (tmp_path / f.path).read_text().splitlines()[f.line - 1]) for f in run.findings]


@pytest.mark.parametrize("case", LEAKS, ids=str)
def test_a_leak_through_another_module_is_reported_at_the_call(case: str, tmp_path: Path) -> None:
    files, imports, code = LEAKS[case]
    found = checked(tmp_path, files, HEAD.format(imports=imports) + code + "\n" + TRAIN)
    assert found == [("train.py", "MLS103", code)]


@pytest.mark.parametrize("case", SILENT, ids=str)
def test_what_is_clean_or_not_found_stays_silent(case: str, tmp_path: Path) -> None:
    files, imports, code = SILENT[case]
    assert checked(tmp_path, files, HEAD.format(imports=imports) + code + "\n" + TRAIN) == []


def test_a_leak_inside_one_module_is_reported_there_alone(tmp_path: Path) -> None:
    whole = HEAD.format(imports="from sklearn.preprocessing import StandardScaler") + (
        "X = StandardScaler().fit_transform(X)\n" + TRAIN
    )
    inside = "def run():\n" + "".join(f"    {line}\n" for line in whole.splitlines())
    found = checked(tmp_path, {"work.py": inside}, "import sklearn\nfrom work import run\nrun()\n")
    assert [(path, code) for path, code, _ in found] == [("work.py", "MLS103")]


def test_a_score_in_another_module_counts(tmp_path: Path) -> None:
    report = (
        "from sklearn.metrics import f1_score\n\ndef report(model, X, y):\n    print(f1_score(y, model.predict(X)))\n"
    )
    main = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from metrics import report
df = pd.read_csv("visits.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["age"]], df["returned"], random_state=0)
model = LogisticRegression().fit(X_train, y_train)
report(model, X_train, y_train)
"""
    assert checked(tmp_path, {"metrics.py": report}, main) == [
        ("train.py", "MLS504", "report(model, X_train, y_train)")
    ]
    assert checked(tmp_path, {"metrics.py": report}, main + "report(model, X_test, y_test)\n") == []

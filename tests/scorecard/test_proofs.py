"""What proves a practice, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.engine.project_rules import project_of
from mlsmells.scorecard import proofs
from repositories import notebook

from .projects import DATA, DUMMY, FOREST, SEEDED, UNSEEDED, checked, project

TEST = "from work import double\n\ndef test_double() -> None:\n    assert double(1) == 2\n"
WORK = "import numpy as np\n\ndef double(a):\n    return np.multiply(a, 2)\n"
SETTINGS = "import json\nprint(json.load(open('c.json')))\n"
LINEAR = DATA + "from sklearn.linear_model import LogisticRegression\nmodel = LogisticRegression()\n"
LINEAR += "model.fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n"

# kind → what is in the project → the places
PROVED: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "a seed for the model": ("seeded", {"train.py": SEEDED}, ["train.py:10"]),
    "a seed for all": ("seeded", {"train.py": "import numpy as np\nnp.random.seed(1)\n" + UNSEEDED}, ["train.py:2"]),
    "a notebook's cell": ("seeded", {"a.ipynb": notebook(DATA, SEEDED[len(DATA) :])}, ["a.ipynb:cell 2:5"]),
    "a pointer of DVC": (
        "data versioned",
        {"train.py": SEEDED, "a.csv.dvc": "outs:\n- path: a.csv\n  md5: 0123456789abcdef0123456789abcdef\n"},
        ["train.py:4", "a.csv.dvc"],
    ),
    "data in git": ("data versioned", {"train.py": SEEDED, "a.csv": "a,y\n1,0\n"}, ["train.py:4"]),
    "a dummy": ("has a baseline", {"train.py": SEEDED + DUMMY}, ["train.py:14"]),
    "a score": ("judged by a score", {"train.py": SEEDED}, ["train.py:11"]),
    "a test": ("has tests", {"work.py": WORK, "tests/test_work.py": TEST}, ["tests/test_work.py:3"]),
    "a pin": ("pins its dependencies", {"t.py": SEEDED, "requirements.txt": "pandas==2.2.0\n"}, ["requirements.txt:1"]),
    "a lock": ("pins its dependencies", {"train.py": SEEDED, "uv.lock": "version = 1\n"}, ["uv.lock"]),
    "a tracker": ("tracks its runs", {"train.py": "import mlflow\n" + SEEDED}, ["train.py:1"]),
}  # fmt: skip
LOOK_ALIKES: dict[str, tuple[str, dict[str, str]]] = {
    "one draw has no seed": ("seeded", {"train.py": UNSEEDED}),
    "a seed where nothing is trained": ("seeded", {"a.py": "import numpy as np\nnp.random.seed(1)\n"}),
    "a seed from the clock": (
        "seeded",
        {"train.py": "import time\nimport numpy as np\nnp.random.seed(int(time.time()))\n" + UNSEEDED},
    ),
    "a seed that comes too late": ("seeded", {"train.py": UNSEEDED + "import numpy as np\nnp.random.seed(1)\n"}),
    "a seed of another generator": ("seeded", {"train.py": "import random\nrandom.seed(1)\n" + UNSEEDED}),
    "one of two models has a seed": ("seeded", {"train.py": SEEDED + FOREST.format(seed="")}),
    "a seed that is not known": ("seeded", {"train.py": "import numpy as np\nnp.random.seed(None)\n" + UNSEEDED}),
    "a cell that cannot be read": ("has a baseline", {"a.ipynb": notebook(SEEDED, "if (\n")}),
    "settings in git": ("data versioned", {"train.py": SEEDED + SETTINGS, "c.json": "{}"}),
    "a module with a function called test": (
        "has tests",
        {"a.py": WORK + "import b\ndef test_a(): ...\n", "b.py": WORK},
    ),
    "a seed in a test": ("seeded", {"tests/test_a.py": SEEDED}),
    "data that git ignores": ("data versioned", {".gitignore": "a.csv\n", "train.py": SEEDED, "a.csv": "a,y\n1,0\n"}),
    "a simple model alone": ("has a baseline", {"train.py": LINEAR}),
    "a test of nothing here": ("has tests", {"work.py": WORK, "test_a.py": "def test_a() -> None:\n    assert 1\n"}),
    "a helper of tests": ("has tests", {"work.py": WORK, "tests/help.py": "from work import double\n"}),
    "a range": ("pins its dependencies", {"train.py": SEEDED, "requirements.txt": "pandas>=2.2\n"}),
    "a tracker where nothing is trained": ("tracks its runs", {"a.py": "import mlflow\nimport numpy as np\n"}),
    "retired work": ("judged by a score", {"archive/train.py": SEEDED}),
    "a score of nothing": ("judged by a score", {"a.py": "import numpy as np\nprint(np.mean([1, 2]))\n"}),
}


def places(folder: Path, files: dict[str, str], kind: str) -> list[str]:
    run, config = checked(project(folder, files))
    return [proof.place for proof in proofs(project_of(run.summaries, config)) if proof.kind == kind]


@pytest.mark.parametrize("kind, files, expected", PROVED.values(), ids=PROVED)
def test_the_place_that_proves_it(tmp_path: Path, kind: str, files: dict[str, str], expected: list[str]) -> None:
    assert places(tmp_path, files, kind) == expected


@pytest.mark.parametrize("kind, files", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_proves_nothing(tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    assert places(tmp_path, files, kind) == []

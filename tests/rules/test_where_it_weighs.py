"""The same fault where it weighs and where nobody would mention it: images, answers, explorations."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

STEP = "from kfp import dsl\n\n@dsl.component(base_image='{}')\ndef step(n: int) -> int:\n    return n\n"
MAKE = "image:\n\tdocker build -t acme/train:latest .\n"
SCRIPT = "#!/bin/sh\ndocker buildx build --push \\\n  --tag acme/train .\n"
COMPOSE = "services:\n  train:\n    build: .\n    image: acme/train:latest\n"
IMAGES = {
    "of everybody": ("tensorflow/tensorflow:latest", {}, "warning"),
    "of the machine": ("127.0.0.1:5001/spark:latest", {}, "info"),
    "of localhost": ("localhost:5000/train:latest", {}, "info"),
    "without a port": ("localhost/train:latest", {}, "info"),
    "of a registry with such a name": ("localhost.example.org/train:latest", {}, "warning"),
    "built by make": ("acme/train:latest", {"Makefile": MAKE}, "info"),
    "built by a script": ("acme/train:latest", {"tools/build.sh": SCRIPT}, "info"),
    "built by compose": ("acme/train:latest", {"docker-compose.yml": COMPOSE}, "info"),
    "another is built": ("acme/serve:latest", {"Makefile": MAKE, "tools/build.sh": SCRIPT}, "warning"),
    "only pulled": ("acme/train:latest", {"Makefile": "image:\n\tdocker pull acme/train:latest\n"}, "warning"),
    "only run by compose": (
        "acme/train:latest", {"docker-compose.yml": "services:\n  a:\n    image: acme/train:latest\n"}, "warning",
    ),
}  # fmt: skip


def level(folder: Path, rule: str, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return "".join(str(at.finding.severity) for at in run.findings if at.finding.code == rule)


@pytest.mark.parametrize(("image", "files", "expected"), IMAGES.values(), ids=IMAGES)
def test_images(tmp_path: Path, image: str, files: dict[str, str], expected: str) -> None:
    assert level(tmp_path, "MLS304", {"pipeline.py": STEP.format(image), **files}) == expected


RAW = "import pandas as pd\nrows = pd.read_csv('https://github.com/acme/x/raw/master/{}.csv')\n"
ANSWERS = {
    "a script of answers": ("ground_truth.py", RAW.format("titanic") + "rows['s'].to_csv('a.csv')\n", "info"),
    "handed in": ("copy.py", RAW.format("labels") + "rows['s'].to_csv('out/submission.csv')\n", "info"),
    "handed in and trained on": (
        "copy.py", RAW.format("labels") + "from sklearn.svm import SVC\nSVC().fit(rows[['a']], rows['s'])\n"
        "rows['s'].to_csv('submission.csv')\n", "warning",
    ),
    "a table for others": ("fetch.py", RAW.format("sales") + "rows.to_csv('data/sales.csv')\n", "warning"),
    "a reader for others": (
        "solution_data.py", "import pandas as pd\ndef rows():\n"
        "    return pd.read_csv('https://github.com/acme/x/raw/master/a.csv')\n", "warning",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_known_answers(tmp_path: Path, name: str, code: str, expected: str) -> None:
    assert level(tmp_path, "MLS302", {name: code}) == expected


SCALED = (
    "import joblib\nimport pandas as pd\nimport matplotlib.pyplot as plt\nfrom sklearn.linear_model import Ridge\n"
    "from sklearn.model_selection import cross_val_score\nfrom sklearn.preprocessing import StandardScaler\n"
    "df = pd.read_csv('a.csv')\nX = StandardScaler().fit_transform(df[['a', 'b']])\n"
    "scores = cross_val_score(Ridge(), X, df['t'], cv=5)\n"
)
DRAWN = "plt.plot(scores)\nplt.show()\n"
EXPLORED = {
    "an exploration that is drawn": ("edas/level_eda.py", SCALED + DRAWN, "info"),
    "in a folder": ("exploration/ridge.py", SCALED + DRAWN, "info"),
    "an exploration that is kept": ("eda/ridge.py", SCALED + DRAWN + "joblib.dump(X, 'x.joblib')\n", "warning"),
    "an exploration of numbers": ("eda/ridge.py", SCALED.replace("import matplotlib.pyplot as plt\n", "")
                                  + "print(scores.mean())\n", "warning"),
    "a script that draws": ("train.py", SCALED + DRAWN, "warning"),
    "a word that begins so": ("edabit/ridge.py", SCALED + DRAWN, "warning"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code", "expected"), EXPLORED.values(), ids=EXPLORED)
def test_explorations(tmp_path: Path, name: str, code: str, expected: str) -> None:
    assert level(tmp_path, "MLS106", {name: code}) == expected

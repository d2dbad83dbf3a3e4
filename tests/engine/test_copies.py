"""A file that lies in several folders: what all of its copies have is told once, what one has stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

LINES = [
    "import os",
    "import pandas as pd",
    "from sklearn.preprocessing import StandardScaler",
    "from sklearn.svm import SVC",
    "from sklearn.model_selection import train_test_split",
    "train, test = train_test_split(pd.read_csv('rows.csv'), random_state=0)",
    "scaler = StandardScaler().fit(train[['a']])",
    "model = SVC().fit(scaler.transform(train[['a']]), train['y'])",
    "print('rows', len(train), len(test))",
    "print('columns', list(train.columns))",
    "print('here', os.getcwd())",
    "print('first', train.head())",
    "print(model.score(scaler.transform(test[['a']]), test['y']))",
]
LEAK = "print(model.score(StandardScaler().fit_transform(test[['a']]), test['y']))"
CODE = "\n".join([*LINES, LEAK, ""])
AGAIN = "\n".join([*LINES, LEAK, LEAK, ""])
CLEAN = "\n".join([*LINES, ""])
NEAR = CODE.replace("'first'", "'top'")
OTHER = "\n".join([*LINES[1:6], "s = StandardScaler()", "m = SVC().fit(s.fit_transform(train[['a']]), train['y'])",
                   LEAK.replace("model", "m"), ""])  # fmt: skip
# files; then the places that are shown
TREES: dict[str, tuple[dict[str, str], list[str]]] = {
    "identical": ({"one/job.py": CODE, "two/job.py": CODE, "three/x/job.py": CODE}, ["one/job.py:14"]),
    "all but a line": ({"one/job.py": CODE, "two/job.py": NEAR}, ["one/job.py:14"]),
    "twice in each": ({"one/job.py": AGAIN, "two/job.py": AGAIN}, ["one/job.py:14", "one/job.py:15"]),
    "a snapshot comes first": ({"archive/job.py": CODE, "src/job.py": CODE}, ["src/job.py:14"]),
    "one has it, the first has not": ({"one/job.py": CLEAN, "two/job.py": CODE}, ["two/job.py:14"]),
    "the same words in other code": ({"one/job.py": CODE, "two/job.py": OTHER}, ["one/job.py:14", "two/job.py:8"]),
    "another name": ({"one/job.py": CODE, "two/work.py": CODE}, ["one/job.py:14", "two/work.py:14"]),
}


@pytest.mark.parametrize(("files", "places"), TREES.values(), ids=TREES)
def test_copies(tmp_path: Path, files: dict[str, str], places: list[str]) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = [at for at in run.findings if at.finding.code == "MLS102" and at.finding.severity > Severity.INFO]
    assert [f"{at.path}:{at.line}" for at in found] == places
    if len(files) == 3:
        assert found[0].finding.message.endswith("(and 2 more: three/x/job.py ...)")
        assert len(found[0].places) == 3

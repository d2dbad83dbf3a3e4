"""Copied functions: one finding per copied set, and none for what nobody would import."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

IMPORTS = "import numpy as np\nimport pandas as pd\n\n"
LINE = "    rows = rows[rows['{0}'] > {1}]\n"


def function(name: str, word: str, lines: int = 11) -> str:
    body = "".join(LINE.format(f"{word}{n}", n) for n in range(lines))
    return f"{IMPORTS}def {name}(rows):\n    rows = pd.DataFrame(rows)\n{body}    return np.log(rows)\n"


CLEAN, JOIN = function("clean", "a"), function("join", "b")
CELL = CLEAN.replace("def clean", "@app.cell\ndef load").replace("import numpy", "import marimo\nimport numpy")
HALF = function("clean", "a", 16)  # the name, and more than half
OTHER = function("clean", "c")  # the name alone
# files; then the file at which each finding stands
TREES: dict[str, tuple[dict[str, str], list[str]]] = {
    "two files": ({"train.py": CLEAN, "app/rows.py": CLEAN}, ["train.py"]),
    "a copied folder": (
        {"one/u/a.py": CLEAN, "one/u/v/b.py": JOIN, "two/w/a.py": CLEAN, "two/w/v/b.py": JOIN},
        ["two/w/a.py"],
    ),
    "pairs of other folders": (
        {"one/a.py": CLEAN, "two/a.py": CLEAN, "three/b.py": JOIN, "four/b.py": JOIN},
        ["three/b.py", "two/a.py"],
    ),
    "siblings of two folders": (
        {"one/a.py": CLEAN, "one/b.py": CLEAN, "two/a.py": JOIN, "two/b.py": JOIN},
        ["one/b.py", "two/b.py"],
    ),
    "one function changed since": (
        {"one/a.py": CLEAN, "two/b.py": CLEAN, "three/c.py": HALF, "four/d.py": HALF},
        ["three/c.py"],
    ),
    "a name that is only the same": (
        {"one/a.py": CLEAN, "two/b.py": CLEAN, "three/c.py": OTHER, "four/d.py": OTHER},
        ["three/c.py", "two/b.py"],
    ),
    "a milestone": ({"src/a.py": CLEAN, "milestones/02/a.py": CLEAN}, []),
    "a staging folder": ({"src/a.py": CLEAN, "staging/a.py": CLEAN}, []),
    "scratch files": ({"src/a.py": CLEAN, "dev_files/a.py": CLEAN}, []),
    "versions": ({"api/v1/a.py": CLEAN, "api/v2/a.py": CLEAN}, []),
    "a version and another file": ({"api/v1/a.py": CLEAN, "train.py": CLEAN}, ["train.py"]),
    "a name like a snapshot": ({"src/a.py": CLEAN, "milestone_model.py": CLEAN}, ["src/a.py"]),
    "cells of a notebook in Python": ({"src/a.py": CELL, "apps/b.py": CELL}, []),
    "cells without a name": (
        {"src/a.py": CLEAN.replace("clean", "_"), "apps/b.py": CLEAN.replace("clean", "_")},
        [],
    ),
    "code of others": ({"vendor/x/a.py": CLEAN, "vendor/y/b.py": CLEAN}, []),
}


@pytest.mark.parametrize(("files", "places"), TREES.values(), ids=TREES)
def test_copied_code(tmp_path: Path, files: dict[str, str], places: list[str]) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = [at for at in run.findings if at.finding.code == "MLS412" and at.finding.severity > Severity.INFO]
    assert [at.path for at in found] == places

"""What a project requires decides whether a column in place is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

CODE = "import pandas as pd\n{}df = pd.read_csv('a.csv')\ndf.dropna()\ndf['a'].fillna(0, inplace=True)\nprint(df)\n"
COPIES = "pd.options.mode.copy_on_write = True\n"


@pytest.mark.parametrize(
    ("requirements", "head", "expected"),
    [
        ("pandas>=1.0\n", "", ["error", "warning"]),
        ("pandas>=3.0\n", "", ["error", "error"]),
        ("pandas==1.5.3\n", "", ["error"]),
        ("pandas==2.2.0\n", COPIES, ["error", "error"]),
    ],
    ids=["open", "pandas 3", "before pandas 3", "before pandas 3 with its behaviour"],
)
def test_columns_still_reached_their_frame(tmp_path: Path, requirements: str, head: str, expected: list[str]) -> None:
    (tmp_path / "requirements.txt").write_text(requirements, encoding="utf-8")
    (tmp_path / "a.py").write_text(CODE.format(head), encoding="utf-8")
    run = check_paths([tmp_path], replace(load_config(tmp_path, isolated=True), root=tmp_path), jobs=1)
    found = [at.finding for at in run.findings if at.finding.code == "MLS317"]
    assert [str(finding.severity) for finding in found] == expected

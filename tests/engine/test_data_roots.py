"""Paths that the configuration calls versioned are not machine-local."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CODE = 'import pandas as pd\ndf = pd.read_csv("/mnt/shared/datasets/a.csv")\n'


@pytest.mark.parametrize(
    ("roots", "expected"), [("[]", 1), ('["/mnt/shared/datasets"]', 0), ('["/mnt/other"]', 1)], ids=str
)
def test_data_roots(tmp_path: Path, roots: str, expected: int) -> None:
    (tmp_path / "mlsmells.yaml").write_text(f"data_roots: {roots}\n", encoding="utf-8")
    result = check_source(source_from_text(CODE, "job.py"), load_config(tmp_path))
    assert [finding.code for finding in result.findings].count("MLS301") == expected

"""A changing address is a finding where something is made of it, a note where it is only looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
READ = HEAD + "df = pd.read_csv('s3://acme/shap-values/current/all.csv')\n"
# name of the case: (program, it is shown)
CASES = {
    "printed": (READ + "print(df.head(10))\n", False),
    "drawn": (READ + "df['a'].plot()\n", False),
    "described": (HEAD + "rows = pd.read_csv('gs://acme/latest/a.csv')\nprint(rows.describe())\nrows.info()\n", False),
    "learned from": (READ + "print(df.head())\nLogisticRegression().fit(df[['a']], df['t'])\n", True),
    "written": (READ + "print(df.head())\ndf.dropna().to_csv('all.csv')\n", True),
    "given to others": (HEAD + "def rows():\n    print('a')\n    return pd.read_csv('gs://acme/latest/a.csv')\n", True),
    "a name that others import": (READ, True),
    "scored": (READ + "model = np.load('m.npy', allow_pickle=True).item()\nprint(model)\n"
               "print(LogisticRegression().fit(np.eye(2), [0, 1]).predict(df))\n", True),
}  # fmt: skip


@pytest.mark.parametrize(("program", "shown"), CASES.values(), ids=CASES)
def test_what_is_made_of_it_decides(tmp_path: Path, program: str, shown: bool) -> None:
    found = check_source(source_from_text(program, "look.py"), load_config(tmp_path, isolated=True)).findings
    (severity,) = [f.severity for f in found if f.code == "MLS302"]
    assert (severity == Severity.WARNING) == shown

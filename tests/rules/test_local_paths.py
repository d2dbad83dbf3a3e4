"""A path of one machine is told where it is written, and not at the helper that reads whatever it gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HELPER = "import pandas as pd\ndef load(path):\n    return pd.read_csv(path)\n"
PLACES = {
    "at the call": (HELPER + "df = load('/home/ann/a.csv')\n", [4]),
    "at the call of a program": (HELPER + "if __name__ == '__main__':\n    df = load('/home/ann/a.csv')\n", [5]),
    "where it gets a name": (HELPER + "path = '/home/ann/a.csv'\nprint(path)\ndf = load(path)\n", [4]),
    "a folder with a name": (
        "import pandas as pd\nROOT = '/home/ann/data'\na = pd.read_csv(ROOT + '/x/a.csv')\n"
        "b = pd.read_csv(ROOT + '/y/b.csv')\n",
        [2],
    ),
    "the read itself": ("import pandas as pd\ndf = pd.read_csv('/home/ann/a.csv')\n", [2]),
    "two folders of their own": (
        "import pandas as pd\na = pd.read_csv('/home/ann/x/a.csv')\nprint(a)\nb = pd.read_csv('/home/ben/y/b.csv')\n",
        [2],
    ),
    "what an option is by default": (
        "import pandas as pd\ndef load(path='/home/ann/a.csv'):\n    return pd.read_csv(path)\ndf = load()\n", []
    ),
    "a relative path": (HELPER + "df = load('data/a.csv')\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "lines"), PLACES.values(), ids=PLACES)
def test_the_place(tmp_path: Path, code: str, lines: list[int]) -> None:
    (tmp_path / "job.py").write_text(code, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.line for at in run.findings if at.finding.code == "MLS301" and at.finding.severity] == lines


READS = (
    "import pandas as pd\nroot = 'C:/Users/ann/flats'\na = pd.read_csv(root + '/a.csv')\n"
    "b = pd.read_csv(root + '/b.csv')\n"
)
AGAIN = "c = pd.read_csv('C:/Users/ann/flats/a.csv')\nd = pd.read_csv('C:/Users/ann/flats/b.csv')\n"


def test_each_read_is_one_place(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(READS + AGAIN, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    (told,) = [at for at in run.findings if at.finding.code == "MLS301"]
    places = [(place.path, place.line, place.column) for place in told.places]
    assert [line for _, line, _ in places] == [2, 5] and len(set(places)) == len(places)
    assert "(and 1 more: line 5)" in told.finding.message

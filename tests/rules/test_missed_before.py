"""Faults that were passed over: samples of listings, lost grids of times, parts exchanged against their sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text


def found(folder: Path, rule: str, code: str) -> list[tuple[int, str]]:
    findings = check_source(source_from_text(code, "job.py"), load_config(folder, isolated=True)).findings
    return [(f.span.line, str(f.severity)) for f in findings if f.code == rule]


IMPORTS = "import glob\nimport os\nimport random\nimport shutil\nimport numpy as np\n"
COPY = "for name in part:\n    shutil.copy(name, 'small')\n"
LISTED = {
    "a seeded sample": ("random.seed(1)\npart = random.sample(os.listdir('a'), 400)\n", [7]),
    "of a name": ("random.seed(1)\nnames = glob.glob('a/*.png')\npart = random.sample(names, k=count)\n", [7]),
    "with numpy": ("np.random.seed(3)\npart = np.random.choice(os.listdir('a'), 400, replace=False)\n", [7]),
    "with a generator": ("draw = random.Random(4)\npart = draw.sample(os.listdir('a'), 400)\n", [7]),
    "sorted": ("random.seed(1)\npart = random.sample(sorted(os.listdir('a')), 400)\n", []),
    "without a seed": ("part = random.sample(os.listdir('a'), 400)\n", []),
    "a few to look at": ("random.seed(1)\npart = random.sample(os.listdir('a'), 9)\n", []),
    "of numbers": ("random.seed(1)\npart = random.sample(range(900), 400)\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "lines"), LISTED.values(), ids=LISTED)
def test_samples_of_listings(tmp_path: Path, code: str, lines: list[int]) -> None:
    assert [line for line, _ in found(tmp_path, "MLS207", IMPORTS + code + COPY)] == lines


FRAME = "import pandas as pd\ndf = pd.read_csv('a.csv', parse_dates=['t'])\ndf.set_index('t', inplace=True)\n"
GRIDS = {
    "asfreq": ("df.resample('h').asfreq()\n", [4]),
    "ffill": ("df.resample('D').ffill()\n", [4]),
    "in a function": (
        "def grid(rows: pd.DataFrame):\n    rows.resample('h').interpolate()\n    return rows\ngrid(df)\n", [5],
    ),
    "kept": ("df = df.resample('h').asfreq()\n", []),
    "given on": ("print(df.resample('h').asfreq())\n", []),
    "only opened": ("df.resample('h')\n", []),
    "of something else": ("signal.resample('h').asfreq()\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "lines"), GRIDS.values(), ids=GRIDS)
def test_grids_thrown_away(tmp_path: Path, code: str, lines: list[int]) -> None:
    code = FRAME + code + "print(df.mean())\n"
    assert [line for line, _ in found(tmp_path, "MLS317", code)] == lines


FITTED = "from sklearn.svm import SVC\nSVC().fit(df[['a']], df['t'])\n"
# What follows a result that is thrown away; how loud it is.
LOST = {
    "sorted rows are saved": ("df.sort_values('a')\ndf.to_csv('b.csv')\n", "warning"),
    "another frame of the name": ("df.sort_values('a')\ndf.to_csv('b.csv')\ndf = other()\nshow(df)\n", "warning"),
    "a frame made of them": ("df.sort_values('a')\ndf = keep(df)\ndf.to_csv('b.csv')\n", "error"),
    "the first of them are taken": ("df.sort_values('a')\nbest = df.head(3)\n", "error"),
    "they are handed on": ("df.sort_values('a')\nshow(df)\n", "error"),
    "a model is trained": ("df.sort_values('a')\ndf.to_csv('b.csv')\n" + FITTED, "error"),
    "a column that nobody reads": ("df.drop('u', axis=1)\nshow(df)\n", "warning"),
    "a column by keyword": ("df.drop(columns=['u'])\nshow(df)\n", "warning"),
    "a column that is read": ("df.drop('u', axis=1)\nprint(df['u'].mean())\n", "error"),
    "a column that a model reads": ("df.drop('u', axis=1)\n" + FITTED.replace("df[['a']]", "df"), "error"),
    "a row": ("df.drop('u')\nshow(df)\n", "error"),
    "labels that nobody asks for": ("df.set_index('a')\nframes.append(df)\n", "warning"),
    "labels that are asked for": ("df.set_index('a')\nprint(df.loc[3])\n", "error"),
    "gaps": ("df.dropna()\ndf.to_csv('b.csv')\n", "error"),
}


@pytest.mark.parametrize(("code", "level"), LOST.values(), ids=LOST)
def test_thrown_away(tmp_path: Path, code: str, level: str) -> None:
    assert found(tmp_path, "MLS317", FRAME + code) == [(FRAME.count("\n") + 1, level)]


SPLIT = "import pandas as pd\nfrom sklearn.model_selection import train_test_split\ndf = pd.read_csv('a.csv')\n"
CALL = "{} = train_test_split(df[['a']], df['t'], {}, random_state=0)\n"
HELD_FIRST = "X_valid, X_train, y_valid, y_train"
PARTS = {
    "a large training part": (CALL.format(HELD_FIRST, "train_size=0.8"), [(4, "warning")]),
    "only a test size": (CALL.format("X_test, X_train, y_test, y_train", "test_size=0.2"), []),
    "both are said": (CALL.format(HELD_FIRST, "train_size=0.8, test_size=0.2"), [(4, "warning")]),
    "meant so": (CALL.format(HELD_FIRST, "test_size=0.9"), []),
    "few to train on": (CALL.format(HELD_FIRST, "train_size=0.1"), []),
    "numbers of rows": (CALL.format(HELD_FIRST, "test_size=100"), []),
    "in order": (CALL.format("X_train, X_valid, y_train, y_valid", "train_size=0.8"), []),
    "the default of a function": (
        "def parts(df, train_size=0.8, test_size=0.2):\n    "
        + CALL.format(HELD_FIRST, "train_size=train_size, test_size=test_size"), [(5, "warning")],
    ),
    "a default that means it": (
        "def parts(df, *, share=0.1):\n    " + CALL.format(HELD_FIRST, "train_size=share"), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), PARTS.values(), ids=PARTS)
def test_parts_against_their_sizes(tmp_path: Path, code: str, expected: list[tuple[int, str]]) -> None:
    assert found(tmp_path, "MLS111", SPLIT + code) == expected

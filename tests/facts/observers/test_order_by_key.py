"""Files that are listed in no order: where rows are looked up by a key their order is that of the keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HEAD = """
import glob
from pathlib import Path
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
labels = pd.read_csv("labels.csv")
parts = pd.concat([pd.read_csv(p) for p in glob.glob("parts/*.csv")])
"""
FIT = "RandomForestClassifier(random_state=1).fit(df[['a']], df['b'])\n"
BY_KEY = {
    "joined to labels": "df = labels.merge(parts, on='id')\n" + FIT,
    "the function": "df = pd.merge(labels, parts, on='id', how='left')\n" + FIT,
    "joined from the right": "df = parts.merge(labels, on='id', how='right')\n" + FIT,
    "all keys, sorted": "df = parts.merge(labels, on='id', how='outer')\n" + FIT,
    "by index": "df = labels.set_index('id').join(parts.set_index('id'))\n" + FIT,
    "mapped": "labels['a'] = labels['id'].map(parts.set_index('id')['a'])\ndf = labels\n" + FIT,
    "looked up": "df = parts.set_index('id').loc[labels['id']]\n" + FIT,
    "reindexed": "df = parts.set_index('id').reindex(labels['id'])\n" + FIT,
    "one row per group": "df = parts.groupby('id').mean().reset_index()\n" + FIT,
    "sorted": "df = parts.sort_values('id')\n" + FIT,
}
BY_POSITION = {
    "as they come": "df = parts\n" + FIT,
    "joined from the left": "df = parts.merge(labels, on='id')\n" + FIT,
    "every pair": "df = labels.merge(parts, how='cross')\n" + FIT,
    "some rows": "df = parts.loc[parts['a'] > 0]\n" + FIT,
    "groups are only looked at": "print(parts.groupby('id').size())\ndf = parts\n" + FIT,
    "counted in a group": "parts['n'] = parts.groupby('id').cumcount()\ndf = parts\n" + FIT,
}


def listed(folder: Path, code: str) -> bool:
    (folder / "job.py").write_text(HEAD + code, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return "MLS207" in {at.finding.code for at in run.findings}


@pytest.mark.parametrize("code", BY_KEY.values(), ids=BY_KEY)
def test_by_key(tmp_path: Path, code: str) -> None:
    assert not listed(tmp_path, code)


@pytest.mark.parametrize("code", BY_POSITION.values(), ids=BY_POSITION)
def test_by_position(tmp_path: Path, code: str) -> None:
    assert listed(tmp_path, code)


DATA = """
import glob
import pandas as pd




def names():
    return glob.glob("parts/*.csv")


def load():
    return pd.concat([pd.read_csv(p) for p in glob.glob("parts/*.csv")])
"""


def test_a_listing_of_another_module_is_named(tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text(DATA, encoding="utf-8")
    text = "import pandas as pd\nfrom data import names\nrows = pd.concat([pd.read_csv(n) for n in names()])\n"
    (tmp_path / "train.py").write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = {at.path: at for at in run.findings if at.finding.code == "MLS207"}
    assert sorted(found) == ["data.py", "train.py"]
    assert found["data.py"].line == 13  # load() is right to be told itself
    assert found["train.py"].line == 3 and "data.py:9" in found["train.py"].finding.message
    assert found["train.py"].finding.fix is None


def test_a_module_that_joins_its_files_is_told_alone(tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text(DATA, encoding="utf-8")
    (tmp_path / "train.py").write_text("from data import load\n" + HEAD.split("labels")[0] + "df = load()\n" + FIT)
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.path for at in run.findings if at.finding.code == "MLS207"] == ["data.py"]

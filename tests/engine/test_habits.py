"""The warnings of one rule are told one by one up to three, from four on as one; errors are never put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine import registry
from mlsmells.engine.located import Located
from mlsmells.engine.project import check_paths

WARNS = """
import numpy as np
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
X, y = np.load("x{n}.npy"), np.load("y{n}.npy")
Z{n} = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(Z{n}, y, random_state=0)
print(SVC().fit(X_train, y_train).score(X_test, y_test))
"""
IS_WRONG = """
import numpy as np
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
X{n}, y{n} = np.load("x{n}.npy"), np.load("y{n}.npy")
X_train, X_test, y_train, y_test = train_test_split(X{n}, y{n}, random_state=0)
print(SVC().fit(X{n}, y{n}).score(X_test, y_test))
"""


def found(folder: Path, code: str, text: str, count: int) -> list[Located]:
    for n in range(count):
        (folder / f"job{n}.py").write_text(text.replace("{n}", str(n)), encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [at for at in run.findings if at.finding.code == code]


@pytest.mark.parametrize(("count", "told"), [(1, 1), (3, 3), (4, 1), (6, 1)])
def test_warnings(tmp_path: Path, count: int, told: int) -> None:
    at = found(tmp_path, "MLS103", WARNS, count)
    assert len(at) == told
    assert sum(len(one.places or (one,)) for one in at) == count


@pytest.mark.parametrize("count", [1, 4, 6])
def test_errors(tmp_path: Path, count: int) -> None:
    assert len(found(tmp_path, "MLS101", IS_WRONG, count)) == count


def test_the_first_names_how_many_there_are(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS103", WARNS, 5)
    assert at.path == "job0.py"
    assert at.finding.message.endswith("(and 4 more: job1.py ...)")


def test_what_is_accepted_leaves_the_others(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from mlsmells.cli import main

    found(tmp_path, "MLS103", WARNS, 5)
    assert CliRunner().invoke(main, ["accept", str(tmp_path)]).exit_code == 0
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert not [at for at in run.findings if at.finding.code == "MLS103" and not at.accepted]
    (tmp_path / "new.py").write_text(WARNS.replace("{n}", "7"), encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.path for at in run.findings if at.finding.code == "MLS103" and not at.accepted] == ["new.py"]


def test_each_rule_has_its_own_patience() -> None:
    rules = registry.by_code()
    assert {code: rules[code].habit for code in ("MLS103", "MLS412", "MLS409")} == {
        "MLS103": 4,
        "MLS412": 2,
        "MLS409": 0,
    }

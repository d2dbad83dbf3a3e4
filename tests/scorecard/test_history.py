"""Findings at each commit, read from blobs: nothing is checked out, and what was judged once is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.git import GitError
from mlsmells.scorecard import history
from mlsmells.scorecard.history import Moment, trend
from repositories import FIT_ON_TEST, LEAK, commit, git, repository

CLEAN = "print(1)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three commits: a leak; a second mistake and a file that is excluded; all is well."""
    repository(tmp_path, train=LEAK)
    (tmp_path / "mlsmells.yaml").write_text("exclude: [old/]\nselect: [leakage]\n", encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "train.py").write_text(LEAK, encoding="utf-8")
    (tmp_path / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    commit(tmp_path)
    (tmp_path / "train.py").write_text(CLEAN, encoding="utf-8")
    commit(tmp_path)
    return tmp_path


def numbers(moments: tuple[Moment, ...]) -> list[dict[str, int]]:
    return [{level.name: number for level, number in moment.counts.items() if number} for moment in moments]


EXPECTED = [{"WARNING": 1}, {"WARNING": 1, "ERROR": 1}, {}]


def test_the_oldest_first_and_the_working_tree_is_left_alone(folder: Path) -> None:
    (folder / "train.py").write_text("not committed (\n", encoding="utf-8")
    found = trend(load_config(folder), 10, cached=False)
    assert numbers(found) == EXPECTED and [moment.files for moment in found] == [1, 1, 1]
    assert (folder / "train.py").read_text(encoding="utf-8") == "not committed (\n"
    assert numbers(trend(load_config(folder), 2, cached=False)) == EXPECTED[1:]


def test_each_version_is_judged_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / history.FOLDER).mkdir()
    config = load_config(folder)
    assert numbers(trend(config, 10, jobs=1)) == EXPECTED
    with monkeypatch.context() as patch:
        patch.setattr(history, "_judge", lambda task: pytest.fail(f"judged again: {task[0]}"))
        assert numbers(trend(config, 10, jobs=1)) == EXPECTED
    louder = config.with_options({"select": ("MLS103",)})
    assert numbers(trend(louder, 10, jobs=1)) == [{"WARNING": 1}, {"WARNING": 1}, {}]


def test_a_folder_of_a_repository(folder: Path) -> None:
    (folder / "old" / "mlsmells.yaml").write_text("select: [leakage]\n", encoding="utf-8")
    found = trend(load_config(folder / "old"), 10, cached=False)
    assert numbers(found) == [{}, {"WARNING": 1}, {"WARNING": 1}] and [moment.files for moment in found] == [0, 1, 1]


def test_without_git_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        trend(load_config(tmp_path), 3)
    git(tmp_path, "init", "-q")
    with pytest.raises(GitError):
        trend(load_config(tmp_path), 3)


def test_findings_in_today_s_words(folder: Path) -> None:
    found = trend(load_config(folder).with_options({"select": ("MLS103",)}), 1, cached=False)
    assert found[0].counts.get(Severity.WARNING, 0) == 0 and len(found[0].commit) == 40 and found[0].day.count("-") == 2

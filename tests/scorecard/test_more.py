"""What the page and the comment tell beside findings: what changed, the trend, the lineage."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.core import Severity
from mlsmells.scorecard import More, html, markdown
from mlsmells.scorecard.changes import change
from mlsmells.scorecard.history import Moment
from repositories import FIT_ON_TEST, LEAK, commit, repository, run

from .projects import checked
from .reading import Page
from .test_page import HOSTILE, inputs, located
from .test_pictures import graph


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, train=LEAK, other=LEAK + FIT_ON_TEST)


def test_what_came_and_what_went(folder: Path) -> None:
    assert change(*checked(folder)) is None
    run("accept", "-q")
    assert change(*checked(folder)) == ((), 3, ())
    (folder / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    (folder / "other.py").write_text(LEAK, encoding="utf-8")
    found = change(*checked(folder))
    assert found is not None and found.still == 2
    assert {at.path for at in found.new} == {"train.py"} and {key.path for key in found.gone} == {"other.py"}


def test_the_command_tells_all_of_it(folder: Path) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    run("accept", "-q")
    (folder / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    commit(folder)
    page = run("report", "--history", "5").stdout
    assert "1 new finding, 3 accepted ones still there" in page
    assert "Findings over the last 2 commits" in page and "a.csv → train.py (train.py:6)" in page
    assert 'class="heat"' in page and run("report", "--history", "5").stdout == page
    text = run("report", "--history", "5", "--output-format", "markdown").stdout
    assert "Since the accepted state: 1 new, 0 gone, 3 still there" in text and "Over 2 commits: " in text
    assert "`mlsmells explain MLS101`" in text or "`mlsmells fix --select MLS101" in text
    assert "In an experiment it cost: " in text and "| broken | Test data stays out of training |" in text


def test_no_history_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run("report", "--history", "3", "--output-format", "markdown")
    assert refused.exit_code == 2 and "no history can be read" in refused.stderr


def told(text: str) -> More:
    moments = (Moment(text, text, 1, {Severity.ERROR: 2}), Moment(text, text, 2, {}))
    return More(graph((text, "a.py")), None, moments)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_text_in_pictures(text: str) -> None:
    plain, hostile = (Page(html(**inputs(located()), more=told(name))) for name in ("plain", text))
    assert [tag for tag, _ in plain.tags] == [tag for tag, _ in hostile.tags]


@pytest.mark.parametrize("number", [0, 1, 3_000])
def test_a_comment_fits_into_a_pull_request(number: int) -> None:
    found = [located(f"{'x' * 60}{n}.py", n) for n in range(number)]
    text = markdown(**inputs(*found), more=told("plain"))
    assert len(text) < 65_536 and text.count("<details>") == text.count("</details>") == min(number, 1)
    shown = text.count("| MLS103 | ")
    assert (f"{number - shown} more: run `mlsmells check`" in text) == (shown < number)

"""``mlsmells report``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from repositories import LEAK, commit, repository, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, train=LEAK)


def test_without_the_extra_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = run("report")
    assert result.exit_code == 2 and "pip install 'mlsmells[report]'" in result.stderr and not result.stdout


def test_a_page_for_the_project(folder: Path) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    result = run("report", "--output-file", "report.html")
    assert result.exit_code == 0 and not result.stdout and "practices: " in result.stderr
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert "MLS103 statistics-before-split" in text and "train.py:8" in text
    assert "mlsmells fix --select MLS103" in text and "What it cost in an experiment" in text
    assert "StandardScaler().fit_transform(df)" in text
    assert str(folder) not in text


def test_the_same_to_the_byte(folder: Path) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    first = run("report", "--no-cache", "--jobs", "1").stdout
    assert first.startswith("<!DOCTYPE html>") and first.endswith("</html>\n")
    assert run("report", "--jobs", "2").stdout == first == run("report").stdout


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.py", "a'\"&{{ 7*7 }}.py", "--output-file.py"])
def test_files_with_hostile_names(folder: Path, name: str) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    evil = LEAK.replace("a.csv", "</script><script>alert(1)</script>")
    (folder / name).write_text(evil, encoding="utf-8")
    commit(folder)
    text = run("report").stdout
    assert "<img" not in text and "alert(1)</script>" not in text and text.count("<script>") == 1
    assert text.count("</script>") == 1 and ">49" not in text


def test_refuses_standard_input_and_what_is_not_there(folder: Path) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    assert run("report", "-").exit_code == 2
    assert run("report", "gone.py").exit_code == 2
    assert run("report", "--output-file", "no/such/folder.html").exit_code == 2

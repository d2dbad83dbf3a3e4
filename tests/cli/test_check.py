"""``mlsmells check`` from the outside: output, exit codes, options."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import main

BAD = """\
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X, y)
print(model.score(X_test, y_test))
"""
LINE = "train.py:5:9: MLS101 error: "


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "train.py").write_text(BAD, encoding="utf-8")
    (tmp_path / "fine.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str, **options: Any) -> Result:
    result = CliRunner().invoke(main, arguments, **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def test_findings_go_to_stdout_and_the_rest_to_stderr(project: Path) -> None:
    result = run("check", "--select", "MLS101")
    assert result.exit_code == 1
    assert result.stdout.startswith(LINE) and result.stdout.endswith(" [no-training-on-test]\n")
    assert result.stdout.count("\n") == 1
    assert result.stderr == "1 finding in 2 files\n"


EXITS: dict[str, tuple[tuple[str, ...], int]] = {
    "nothing found": (("fine.py",), 0),
    "found": (("train.py",), 1),
    "exit zero": (("train.py", "--exit-zero"), 0),
    "at fail-on": (("train.py", "--select", "MLS101", "--fail-on", "error"), 1),
    "ignored": (("train.py", "--ignore", "MLS"), 0),
    "not there": (("gone.py",), 2),
    "not there, exit zero": (("gone.py", "--exit-zero"), 2),
    "unknown option": (("--colour",), 2),
    "unknown code": (("train.py", "--select", "MLX1"), 2),
    "unknown name": (("train.py", "--select", "fit-on-tests"), 2),
    "unknown profile": (("train.py", "--profile", "party"), 2),
    "configuration that is not there": (("train.py", "--config", "gone.yaml"), 2),
    "no processes": (("train.py", "--jobs", "0"), 2),
}


@pytest.mark.parametrize(("arguments", "code"), EXITS.values(), ids=EXITS)
def test_exit_codes(arguments: tuple[str, ...], code: int, project: Path) -> None:
    assert run("check", *arguments).exit_code == code


def test_fail_on_leaves_the_finding_but_not_the_failure(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("severity: {MLS101: warning}\n", encoding="utf-8")
    for level, code in (("warning", 1), ("error", 0)):
        result = run("check", "train.py", "--select", "MLS101", "--fail-on", level)
        assert result.exit_code == code and result.stdout.startswith("train.py:5:9: MLS101 warning: ")


def test_errors_win_over_findings_and_cost_nothing_else(project: Path) -> None:
    (project / "broken.py").write_text("x = (\n", encoding="utf-8")
    result = run("check", ".", "--select", "MLS101")
    assert result.exit_code == 2
    first, second = result.stdout.splitlines()
    assert first.startswith("broken.py:1:1: MLS000 error: not analysed: syntax error")
    assert second.startswith(LINE)
    assert result.stderr.endswith("; 1 file not fully analysed\n")


def test_configuration_errors_name_file_and_near_name(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("profile: project\nselct: [MLS1]\n", encoding="utf-8")
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "mlsmells.yaml:2: " in result.stderr and "'select'" in result.stderr


def test_isolated_reads_no_configuration(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("ignore: [MLS]\n", encoding="utf-8")
    assert run("check", "train.py").exit_code == 0
    assert run("check", "train.py", "--isolated").exit_code == 1


def test_readers_see_paths_from_where_they_stand(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "again.py").write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(project / "sub")
    for output_format in ("concise", "full"):
        lines = run("check", "..", "--select", "MLS101", "--output-format", output_format).stdout.splitlines()
        assert [line.split(":")[0] for line in lines if "MLS101" in line] == ["../train.py", "again.py"]
    assert run("check", "..", "--show-files").stdout.split() == ["../fine.py", "again.py", "../train.py"]
    report = json.loads(run("check", "..", "--select", "MLS101", "--output-format", "json").stdout)
    assert [found["path"] for found in report["findings"]] == ["sub/again.py", "train.py"]


def test_stdin_is_called_as_it_was_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sub").mkdir()
    monkeypatch.chdir(project / "sub")
    for name in ("foo/bar.py", "bar.py", "../bar.py"):
        result = run("check", "-", "--stdin-filename", name, "--select", "MLS101", input=BAD)
        assert result.stdout.startswith(f"{name}:5:9: ")


def test_notes_are_counted_and_listed_on_request(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("severity: {MLS101: info}\n", encoding="utf-8")
    quiet, loud = run("check", "--select", "MLS101"), run("check", "--select", "MLS101", "--show-notes")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "No findings in 2 files; 1 note: --show-notes\n")
    assert (loud.exit_code, loud.stderr) == (0, "1 finding in 2 files\n")
    assert loud.stdout.startswith("train.py:5:9: MLS101 note: ")


@pytest.mark.parametrize("how", ["option", "configuration", "fail_on"])
def test_notes_in_json(how: str, project: Path) -> None:
    said = {"configuration": "show_notes: true\n", "fail_on": "fail_on: info\n"}.get(how, "")
    command = ["check", "--select", "MLS101", "--output-format", "json"]
    (project / "mlsmells.yaml").write_text("severity: {MLS101: info}\n", encoding="utf-8")
    before = json.loads(run(*command).stdout)
    assert (before["findings"], before["summary"]["findings"], before["summary"]["notes"]) == ([], 0, 1)
    (project / "mlsmells.yaml").write_text("severity: {MLS101: info}\n" + said, encoding="utf-8")
    result = run(*command, *(["--show-notes"] if how == "option" else []))
    after = json.loads(result.stdout)
    assert [found["severity"] for found in after["findings"]] == ["info"]
    assert (after["summary"]["findings"], after["summary"]["notes"]) == (1, 1)
    assert result.exit_code == (1 if how == "fail_on" else 0)


IGNORED = {
    "by code": (("--ignore", "MLS000"), "", 1),
    "by name": (("--ignore", "file-not-analysed"), "", 1),
    "with all others": (("--ignore", "MLS"), "", 0),
    "for a path": ((), "per_path:\n  broken.py: {ignore: [MLS000]}\n", 1),
    "for another path": ((), "per_path:\n  train.py: {ignore: [MLS000]}\n", 2),
    "others are selected": (("--select", "MLS101"), "", 2),
    "selected more narrowly": (("--ignore", "MLS", "--select", "MLS000"), "", 2),
}


@pytest.mark.parametrize(("arguments", "settings", "code"), IGNORED.values(), ids=IGNORED)
def test_what_cannot_be_analysed_can_be_ignored(
    arguments: tuple[str, ...], settings: str, code: int, project: Path
) -> None:
    """As a syntax error in flake8: not reported and no failure; the summary still tells."""
    (project / "broken.py").write_text("x = (\n", encoding="utf-8")
    (project / "mlsmells.yaml").write_text(settings or "seed: 1\n", encoding="utf-8")
    result = run("check", *arguments)
    assert result.exit_code == code and ("MLS000" in result.stdout) is (code == 2)
    assert "1 file not fully analysed" in result.stderr


def notebook(*cells: str) -> str:
    made = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": c} for c in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}, indent=1)


def test_a_broken_cell_is_named(project: Path) -> None:
    (project / "a.ipynb").write_text(notebook("x = 1", "y = 2\nif y:\nz = 3\n"), encoding="utf-8")
    result = run("check", "a.ipynb")
    assert result.exit_code == 2
    where = "a.ipynb:cell 2:3:1: MLS000 error: not analysed: syntax error: expected an indented block after 'if' "
    assert result.stdout.startswith(where + "statement on line 2")
    (error,) = json.loads(run("check", "a.ipynb", "--output-format", "json").stdout)["errors"]
    assert error["message"].startswith("not analysed: cell 2 line 3: syntax error")


def test_a_cell_to_be_filled_in_is_a_note(project: Path) -> None:
    (project / "a.ipynb").write_text(notebook("x = 1", "y = # YOUR CODE HERE\n"), encoding="utf-8")
    result = run("check", "a.ipynb")
    assert (result.exit_code, result.stdout) == (0, "") and "1 note: --show-notes" in result.stderr
    assert "not fully" not in result.stderr
    assert run("check", "a.ipynb", "--show-notes").stdout.startswith("a.ipynb:cell 2:1:1: MLS000 note: not analysed: ")


def test_a_part_of_the_project_says_what_was_not_run(project: Path) -> None:
    for part in ("fine.py", "fine.py train.py"):
        assert "for whole projects not run: `mlsmells check .`" in run("check", *part.split()).stderr
    assert "not run" not in run("check", ".").stderr
    assert "not run" not in run("check", "fine.py", "--select", "MLS101").stderr


LISTING = """\
import os
import pandas as pd

frames = [pd.read_csv(name) for name in os.listdir("data")]
df = pd.concat(frames)
"""


def test_only_fixes_that_fix_makes_are_promised(project: Path) -> None:
    (project / "jobs").mkdir()
    for name in ("jobs/a.py", "a.py"):
        (project / name).write_text(LISTING, encoding="utf-8")
    result = run("check", "--select", "MLS207")
    assert result.stdout.count("[*]") == 1 and "(and 1 more: jobs/a.py)" in result.stdout
    assert run("check", "a.py", "jobs/a.py", "--select", "MLS207").stdout.count("[*]") == 2
    assert "; 2 fixable with `mlsmells fix`" in result.stderr
    assert run("fix", "--select", "MLS207", "--diff").stderr.endswith("2 would be fixed in 2 files; 0 findings left\n")


def test_a_fix_that_would_be_refused_is_not_promised(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlsmells.fix.loop.complaint", lambda *_, **__: "it would be worse")
    (project / "a.py").write_text(LISTING, encoding="utf-8")
    result = run("check", "a.py", "--select", "MLS207")
    assert result.stdout.startswith("a.py:4:41: MLS207 warning: os.listdir") and "fixable" not in result.stderr
    assert "1 refused; 1 finding left" in run("fix", "a.py", "--select", "MLS207").stderr
    report = json.loads(run("check", "a.py", "--select", "MLS207", "--output-format", "json").stdout)
    assert report["findings"][0]["fix"] is None


def test_full_format(project: Path) -> None:
    result = run("check", "train.py", "--select", "MLS101", "--output-format", "full")
    assert "  5 | model = LogisticRegression().fit(X, y)\n    |         ^^^" in result.stdout
    assert " line 4 → " in result.stdout


def test_json_format(project: Path) -> None:
    result = run("check", ".", "--select", "MLS101", "--output-format", "json")
    report = json.loads(result.stdout)
    assert [finding["code"] for finding in report["findings"]] == ["MLS101"]
    assert report["summary"] | {"seconds": 0} == {"files": 2, "notebooks": 0, "findings": 1, "notes": 0, "seconds": 0}


def test_output_file_takes_the_findings(project: Path) -> None:
    result = run("check", "train.py", "--output-file", "out.txt", env={"FORCE_COLOR": "1"})
    assert (result.exit_code, result.stdout) == (1, "")
    assert (project / "out.txt").read_text(encoding="utf-8").startswith(LINE)


def test_an_output_file_that_cannot_be_written_is_an_error(project: Path) -> None:
    result = run("check", "train.py", "--output-file", "gone/out.txt")
    assert result.exit_code == 2 and "gone/out.txt cannot be written" in result.stderr


def test_stdin_has_the_name_it_is_given(project: Path) -> None:
    result = run("check", "-", "--stdin-filename", "jobs/a.py", "--select", "MLS101", input=BAD)
    assert result.exit_code == 1 and result.stdout.startswith("jobs/a.py:5:9: ")


def test_stdin_without_a_name_is_a_dash(project: Path) -> None:
    assert run("check", "-", "--select", "MLS101", input=BAD).stdout.startswith("-:5:9: ")


def test_stdin_can_be_a_notebook(project: Path) -> None:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": BAD}
    notebook = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})
    result = run("check", "-", "--stdin-filename", "a.ipynb", "--select", "MLS101", input=notebook)
    assert result.stdout.startswith("a.ipynb:cell 1:5:9: ")


def test_statistics_are_counted_on_stderr(project: Path) -> None:
    result = run("check", "train.py", "train.py", "fine.py", "--select", "MLS101", "--statistics")
    assert result.stderr.startswith(
        "By rule:\n     1  MLS101  fit-on-test\nBy family:\n     1  leakage\nBy practice:\n"
    )
    assert "     1  no-training-on-test\n" in result.stderr and "\nBy document:\n     1  " in result.stderr
    assert result.stderr.endswith("\n1 finding in 2 files\n")


def test_quiet_says_nothing_on_stderr(project: Path) -> None:
    result = run("check", "-q")
    assert result.stderr == "" and LINE in result.stdout


def test_show_files_lists_and_stops(project: Path) -> None:
    result = run("check", "--show-files")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "fine.py\ntrain.py\n", "")


def test_show_settings_says_where_values_come_from(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("seed: 7\n", encoding="utf-8")
    result = run("check", "--show-settings", "train.py", "--fail-on", "error")
    lines = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert "7" in lines["seed"] and "mlsmells.yaml:1" in lines["seed"]
    assert "error" in lines["fail_on"] and "--fail-on" in lines["fail_on"]


COLORS: dict[str, tuple[tuple[str, ...], dict[str, str], bool]] = {
    "no terminal": ((), {}, False),
    "forced": ((), {"FORCE_COLOR": "1"}, True),
    "forced off": ((), {"FORCE_COLOR": "0"}, False),
    "NO_COLOR wins": ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    "empty NO_COLOR is not set": ((), {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    "the option wins": (("--no-color",), {"FORCE_COLOR": "1"}, False),
}


@pytest.mark.parametrize(("arguments", "environment", "colored"), COLORS.values(), ids=COLORS)
def test_color(arguments: tuple[str, ...], environment: dict[str, str], colored: bool, project: Path) -> None:
    result = run("check", "train.py", *arguments, env=environment, color=True)
    assert ("\x1b[" in result.stdout) is colored


def test_escapes_in_file_names_are_shown_not_obeyed(project: Path) -> None:
    (project / "a\x1b[2J.py").write_text(BAD, encoding="utf-8")
    result = run("check", ".", color=True)
    assert "\x1b" not in result.output and r"a\x1b[2J.py:5:9: " in result.stdout


def test_a_narrow_encoding_of_the_terminal_is_no_crash(project: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "mlsmells", "check", "train.py", "--output-format", "full", "--isolated"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1 and r"\u2192" in done.stdout and "Traceback" not in done.stderr


def test_same_input_same_output(project: Path) -> None:
    assert run("check", "--output-format", "full").stdout == run("check", "--output-format", "full").stdout

"""``mlsmells fix`` from the outside: files, output, exit codes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import fix as fix_command
from mlsmells.cli import main

LISTING = """\
import os
import pandas as pd

frames = [pd.read_csv(name) for name in os.listdir("data")]
df = pd.concat(frames)
"""
SORTED = LISTING.replace('os.listdir("data")', 'sorted(os.listdir("data"))')
SPLIT = """\
from sklearn.model_selection import train_test_split

a, b = train_test_split(range(9))
"""
SEEDED = SPLIT.replace("range(9)", "range(9), random_state=42")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.py").write_bytes(text.encode())


def read(folder: Path, name: str) -> str:
    return (folder / f"{name}.py").read_bytes().decode()


def run(*arguments: str, **options: Any) -> Result:
    result = CliRunner().invoke(main, ("fix", *arguments, "--select", "MLS201,MLS207"), **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def test_safe_fixes_are_applied_and_nothing_is_left(project: Path) -> None:
    write(project, a=LISTING, b="x = 1\n")
    result = run()
    assert (result.exit_code, read(project, "a"), read(project, "b")) == (0, SORTED, "x = 1\n")
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == "1 fixed in 1 file; 0 findings left"


def test_unsafe_fixes_are_left_and_reported(project: Path) -> None:
    write(project, a=SPLIT)
    result = run()
    assert (result.exit_code, read(project, "a")) == (1, SPLIT)
    assert result.stdout.startswith("a.py:3:8: MLS201 ")


def test_unsafe_fixes_on_request_with_the_configured_seed(project: Path) -> None:
    write(project, a=SPLIT)
    (project / "mlsmells.yaml").write_text("seed: 7\n", encoding="utf-8")
    assert run("--unsafe-fixes").exit_code == 0
    assert read(project, "a") == SEEDED.replace("42", "7")


def test_fixing_twice_changes_nothing_more(project: Path) -> None:
    write(project, a=LISTING + SPLIT)
    run("--unsafe-fixes")
    once = read(project, "a")
    again = run("--unsafe-fixes")
    assert (again.exit_code, read(project, "a")) == (0, once)
    assert again.stderr == "0 fixed in 0 files; 0 findings left\n"


def test_diff_writes_nothing_and_fails_when_it_would_change(project: Path) -> None:
    write(project, a=LISTING)
    result = run("--diff")
    assert (result.exit_code, read(project, "a")) == (1, LISTING)
    assert (
        "--- a/a.py\n+++ b/a.py\n" in result.stdout
        and "+frames = [pd.read_csv(name) for name in sorted(" in result.stdout
    )


def test_diff_without_changes_succeeds_although_something_is_left(project: Path) -> None:
    write(project, a=SPLIT)
    result = run("--diff")
    assert (result.exit_code, result.stdout) == (0, "")


def test_line_ends_are_kept(project: Path) -> None:
    write(project, a=LISTING.replace("\n", "\r\n"))
    run()
    assert read(project, "a") == SORTED.replace("\n", "\r\n")


@pytest.mark.parametrize(("answer", "expected"), [("y\n", SORTED), ("n\n", LISTING), ("\n", LISTING)])
def test_interactive_asks(answer: str, expected: str, project: Path) -> None:
    write(project, a=LISTING)
    result = run("-i", input=answer)
    assert read(project, "a") == expected
    assert "a.py:4:41: MLS207" in result.stderr


TWO = LISTING + 'more = pd.concat([pd.read_csv(name) for name in os.listdir("more")])\n'
DONE = TWO.replace('os.listdir("data")', 'sorted(os.listdir("data"))')
ALL = DONE.replace('os.listdir("more")', 'sorted(os.listdir("more"))')
ANSWERS = {
    "yes and no": ("y\nn\n", DONE),
    "all of the rule": ("a\n", ALL),
    "quit keeps what was answered": ("y\nq\n", DONE),
    "the end of the input keeps it too": ("y\n", DONE),
    "what is no answer is asked again": ("maybe\ny\nn\n", DONE),
}


@pytest.mark.parametrize(("answers", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_interactive_answers(answers: str, expected: str, project: Path) -> None:
    write(project, a=TWO)
    result = run("-i", input=answers)
    assert read(project, "a") == expected
    assert "+frames = [pd.read_csv(name) for name in sorted(" in result.stderr


def test_a_file_that_changed_between_question_and_answer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mlsmells.cli._asking import Answers

    def answer(*_: object) -> bool:
        write(project, a="x = 1\n")
        return True

    monkeypatch.setattr(Answers, "wants", answer)
    write(project, a=LISTING)
    result = run("-i")
    assert (result.exit_code, read(project, "a")) == (2, "x = 1\n")
    assert "changed by someone else" in result.stderr and "fixed MLS207" not in result.stderr


def test_the_summary_counts_by_rule_and_names_what_is_more(project: Path) -> None:
    write(project, a=LISTING + SPLIT)
    result = run("--show-fixes")
    assert "     1  MLS207\n" in result.stderr
    assert "1 fixed in 1 file; up to 1 more with --unsafe-fixes; 1 finding left" in result.stderr


def test_uncommitted_changes_are_named(project: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True
        )

    (project / ".git").rmdir()
    write(project, a=LISTING, b=LISTING)
    git("init", "-q")
    git("add", "a.py", "b.py")
    git("commit", "-qm", "x")
    write(project, a=LISTING + "x = 1\n")
    result = run()
    assert "a.py: it had uncommitted changes" in result.stderr and "b.py: it had" not in result.stderr
    write(project, a=LISTING + "x = 1\n")
    assert "uncommitted" not in run("--allow-dirty").stderr


def test_fix_only_counts_changes_alone(project: Path) -> None:
    write(project, a=LISTING)
    assert run("--fix-only").exit_code == 1
    assert run("--fix-only").exit_code == 0


def test_a_broken_file_is_left_alone_and_the_others_are_fixed(project: Path) -> None:
    write(project, a="x = (\n", b=LISTING)
    result = run()
    assert (result.exit_code, read(project, "a"), read(project, "b")) == (2, "x = (\n", SORTED)
    assert result.stdout.startswith("a.py:1:1: MLS000 ")


def test_a_file_that_cannot_be_written_is_an_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import mlsmells.fix

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("read-only file system")

    monkeypatch.setattr(mlsmells.fix, "write", refuse)
    write(project, a=LISTING)
    result = run("--quiet")
    assert result.exit_code == 2
    assert result.stderr == "a.py: not written: read-only file system\n"
    assert "a.py:4:" in result.stdout


def test_hidden_notes_are_left_alone(project: Path) -> None:
    write(project, a=LISTING)
    (project / "mlsmells.yaml").write_text("severity: {MLS207: info}\n", encoding="utf-8")
    assert run().exit_code == 0 and read(project, "a") == LISTING
    assert run("--show-notes").exit_code == 0 and read(project, "a") == SORTED


def test_fix_follows_imports_as_check_does(project: Path) -> None:
    """A suppression that only what is imported needs is not taken for unused."""
    helper = "from sklearn.linear_model import LogisticRegression\n\n\ndef train(X, y):\n"
    helper += "    return LogisticRegression().fit(X, y)\n"
    job = SPLIT.replace("a, b = train_test_split(range(9))\n", "")
    job += "from helper import train\n\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
    job += "model = train(X, y)  # noqa: MLS101\nprint(model.score(X_test, y_test))\n"
    write(project, helper=helper, job=job)
    command = ("fix", "job.py", "--select", "MLS101,MLS001")
    assert CliRunner().invoke(main, command).stdout == ""
    write(project, job=job.replace("  # noqa: MLS101", ""))
    assert CliRunner().invoke(main, command).stdout.startswith("job.py:6:9: MLS101 ")


def test_the_command_module_does_not_load_the_fixes() -> None:
    assert not hasattr(fix_command, "fix_source")

"""What makes the command pleasant: help, hints, exclusion, missing paths, families, watching, progress."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import mlsmells
from mlsmells.cli import _progress, main
from mlsmells.config import FAMILIES
from mlsmells.engine.registry import all_rules

BROKEN = "x = (\n"
UNSEEDED = """\
import pandas as pd
from sklearn.model_selection import train_test_split

train, test = train_test_split(pd.read_csv("a.csv"))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def write(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_help_has_whole_summaries_and_an_example_of_each_command() -> None:
    text = run("--help").stdout
    commands = main.list_commands(None)  # type: ignore[arg-type]
    assert "..." not in text.partition("Commands:")[2]
    assert "..." not in run("design", "--help").stdout.partition("Commands:")[2]
    examples = text.partition("\nExamples:\n")[2].splitlines()
    assert [line.split()[:2] for line in examples] == [["mlsmells", name] for name in commands]


def test_version_says_what_it_runs_on() -> None:
    text = run("--version").stdout
    assert text.startswith(f"mlsmells {mlsmells.__version__}\nPython {sys.version.split()[0]} ")
    for word in ("flake8 ", "tomlkit ", "PyYAML ", "YAML is read by", "pygls "):
        assert word in text


HINTS = {
    "command": (["chekc"], "'check'"),
    "option": (["check", "--selct", "MLS1"], "'--select'"),
    "option of another command": (["fix", "--unsafe-fixs"], "'--unsafe-fixes'"),
    "swapped digits": (["check", "--select", "MLS130"], "'MLS103'"),
    "a letter for a digit": (["check", "--ignore", "MLS1O3"], "'MLS103'"),
    "family": (["check", "--select", "leackage"], "'leakage'"),
    "profile": (["check", "--profile", "projct"], "'project'"),
    "format": (["check", "--output-format", "jsno"], "'json'"),
    "explained code": (["explain", "MLS130"], "'MLS103'"),
    "explained practice": (["explain", "reproducible-run"], "'reproducible-runs'"),
    "explained family": (["explain", "trainig"], "'training'"),
}


@pytest.mark.parametrize(("arguments", "meant"), HINTS.values(), ids=HINTS)
def test_the_nearest_name_is_told(arguments: list[str], meant: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and f"; did you mean {meant}?" in result.stderr and not result.stdout


@pytest.mark.parametrize("command", ["xyzzy", "42"])
def test_nothing_is_near(command: str) -> None:
    result = run(command)
    assert result.exit_code == 2 and f"no command is called '{command}'" in result.stderr
    assert "did you mean" not in result.stderr


@pytest.mark.parametrize("word", ["html", "HTML"])
def test_a_format_of_another_command_names_that(word: str) -> None:
    result = run("check", "--output-format", word)
    assert result.exit_code == 2 and f"; {word} is written by `mlsmells report`" in result.stderr
    assert "mlsmells report" not in run("check", "--output-format", "pdf").stderr


MISSING = [
    *(["check"], ["check", "--ignore", "MLS000"], ["check", "--show-files"], ["check", "--show-settings"]),
    *(["fix"], ["fix", "--diff"], ["facts"], ["graph"], ["prove", "--yes"]),
]


@pytest.mark.parametrize("command", MISSING, ids=" ".join)
def test_a_missing_path_is_an_error(command: list[str]) -> None:
    write(there="x = 1\n")
    result = run(*command, "nowhere")
    assert result.exit_code == 2 and "nowhere" in result.stderr and "Traceback" not in result.stderr


def test_all_missing_paths_are_named_before_anything_is_read() -> None:
    write(there=BROKEN)
    result = run("check", "there.py", "one", "two.py")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no such file or folder: one, two.py" in result.stderr


def test_a_dangling_link_is_there(folder: Path) -> None:
    (folder / "a.py").symlink_to("gone.py")
    assert "MLS000" in run("check", "a.py").stdout


EXCLUDED = {
    "by name": (["--exclude", "vendored"], {"a.py", "b/c.py"}),
    "a folder": (["--exclude", "vendored/"], {"a.py", "b/c.py"}),
    "several": (["--exclude", "vendored,b/*.py"], {"a.py"}),
    "twice": (["--exclude", "vendored", "--exclude", "a.py"], {"b/c.py"}),
    "none": ([], {"a.py", "b/c.py", "vendored/d.py"}),
}


@pytest.mark.parametrize(("options", "left"), EXCLUDED.values(), ids=EXCLUDED)
@pytest.mark.parametrize("command", ["check", "fix"])
def test_exclude(command: str, options: list[str], left: set[str]) -> None:
    write(a=BROKEN, b__c=BROKEN, vendored__d=BROKEN)
    found = {line.partition(":")[0] for line in run(command, *options).stdout.splitlines()}
    assert found == left


def test_exclude_adds_to_what_the_configuration_excludes(folder: Path) -> None:
    write(a=BROKEN, b__c=BROKEN, vendored__d=BROKEN)
    (folder / "mlsmells.yaml").write_text("exclude: [vendored/]\n", encoding="utf-8")
    assert run("check", "--exclude", "a.py", "--show-files").stdout == "b/c.py\n"


def test_named_files_are_excluded_on_request() -> None:
    write(a=BROKEN, vendored__d=BROKEN)
    given = ("--show-files", "--exclude", "vendored/", "a.py", "vendored/d.py", "vendored")
    assert run("check", *given).stdout == "a.py\nvendored/d.py\n"
    assert run("check", "--force-exclude", *given).stdout == "a.py\n"
    assert run("check", "--force-exclude", "--exclude", "*.py", "a.py").exit_code == 0


@pytest.mark.parametrize("family", FAMILIES)
def test_explain_lists_the_rules_of_a_family(family: str) -> None:
    members = [rule for rule in all_rules() if rule.family == family]
    result = run("explain", family)
    assert result.exit_code == (0 if members else 2)
    assert all(f"\n{rule.code} {rule.name} (" in result.stdout for rule in members)
    assert not members or f"({members[0].severity}" in result.stdout


def test_explain_takes_the_beginning_of_codes() -> None:
    family, prefix = (run("explain", word).stdout.splitlines() for word in ("leakage", "MLS1"))
    assert prefix[1:-1] == family[1:-1]
    assert run("explain", "mls10").stdout.startswith("MLS10: ")


def test_completion_knows_codes_and_families() -> None:
    env = {"_MLSMELLS_COMPLETE": "bash_complete", "COMP_WORDS": "mlsmells explain MLS10", "COMP_CWORD": "2"}
    program = "from mlsmells.cli import main; main(prog_name='mlsmells')"
    path = {"PYTHONPATH": str(Path(mlsmells.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program], env=os.environ | path | env, capture_output=True, text=True)
    assert "plain,MLS103" in done.stdout.splitlines()


KNOWLEDGE = {
    "unknown verb": ("functions:\n  team.io.load:\n    does: raed\n", 2, "functions.team.io.load: unknown verb 'raed'"),
    "the longer of two names": ("functions:\n  team: {does: read}\n  team.io: {does: raed}\n", 3, "functions.team.io:"),
    "unknown section": ("imports: [team]\nfunktions: {}\n", 2, "funktions: unknown section 'funktions'"),
    "a method": (
        "classes:\n  team.Model:\n    family: classifier\n    methods:\n      go: {does: nothing}\n",
        5,
        "classes.team.Model.go: unknown verb",
    ),
    "no YAML": ("functions: {\n  a: [\n", 3, "is not valid YAML"),
    "nested too deeply": ("functions: " + "[" * 5000, 0, "is nested too deeply"),
}


@pytest.mark.parametrize("command", ["check", "fix", "graph", "facts"])
@pytest.mark.parametrize(("text", "line", "message"), KNOWLEDGE.values(), ids=KNOWLEDGE)
def test_bad_knowledge_is_a_configuration_error(text: str, line: int, message: str, command: str, folder: Path) -> None:
    write(a=UNSEEDED)
    (folder / "team.yaml").write_text(text, encoding="utf-8")
    (folder / "mlsmells.yaml").write_text("knowledge: [team.yaml]\n", encoding="utf-8")
    result = run(command, "a.py" if command == "facts" else ".")
    place = f"team.yaml:{line}: " if line else "team.yaml: "
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{place}{message}" in result.stderr


def test_graph_names_what_is_unclear_and_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(work__job="import sys\nopen(sys.argv[1])\nopen('a.csv')\n")
    (folder / "work" / "dvc.yaml").write_text("stages:\n  tidy:\n    cmd: Rscript tidy.R\n", encoding="utf-8")
    (folder / "other").mkdir()
    monkeypatch.chdir(folder / "other")
    result = run("graph", "../work")
    assert "unclear: ../work/job.py reads 1 unknown path (../work/job.py:2)\n" in result.stderr
    assert "unclear: stage tidy runs " in result.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "PATIENCE", 0.0)
    monkeypatch.setattr(_progress, "INTERVAL", 0.0)
    for stream, quiet, wanted in ((Terminal(), False, True), (Terminal(), True, False), (io.StringIO(), False, False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with _progress.told("checking", quiet=quiet) as tell:
            assert (tell is not None) == wanted
            for done in range(3):
                if tell is not None:
                    tell(done, 2)
        text = stream.getvalue()
        assert text == ("\rchecking 0 of 2 files\rchecking 1 of 2 files\r" + " " * 21 + "\r") * wanted


def test_short_work_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    with _progress.told("checking") as tell:
        assert tell is not None
        tell(0, 5)
    assert stream.getvalue() == ""


def _interruptible() -> None:
    """As in a terminal: where the tests run in the background, what they start would ignore an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="interrupts a process as a terminal does")
def test_watch_checks_again_when_a_file_changes(folder: Path) -> None:
    write(a="x = 1\n")
    env = os.environ | {"PYTHONPATH": str(Path(mlsmells.__file__).parents[1])}
    command = [sys.executable, "-m", "mlsmells", "check", "--watch", "--select", "MLS201", "--no-cache"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True, preexec_fn=_interruptible) as process:
        assert process.stderr is not None and process.stdout is not None
        try:
            assert process.stderr.readline().startswith("No findings in 1 file")
            assert process.stderr.readline().startswith("watching")
            time.sleep(0.1)
            write(a=UNSEEDED)
            assert process.stdout.readline().startswith("a.py:4:")
            assert process.stderr.readline().startswith("1 finding")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
        assert process.returncode == 0


def test_watch_needs_files() -> None:
    assert run("check", "--watch", "-").exit_code == 2

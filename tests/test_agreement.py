"""flake8, run as users run it, reports what ``mlsmells check`` reports, over all fixtures at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlsmells.cli import main
from mlsmells.config import load_config
from mlsmells.core import Confidence, Severity
from mlsmells.core.rule import FILE
from mlsmells.engine.project import ProjectResult, check_paths
from mlsmells.engine.registry import by_code

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FILES = [path for suffix in ("py", "ipynb") for path in sorted(FIXTURES.rglob(f"*.{suffix}"))]

Report = tuple[str, int, int, str]


def run_flake8(*options: str, folder: Path = FIXTURES) -> set[Report]:
    """One process for all files: starting it costs more than checking."""
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=MLS", "--filename=*.py,*.ipynb", "-j1"]
    form = "--format=%(path)s\t%(row)d\t%(col)d\t%(code)s"
    # flake8's own default leaves out folders that fixtures may be called like.
    done = subprocess.run(
        [*command, form, "--exclude=", *options, "."], capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {(Path(path).as_posix(), int(row), int(column), code) for path, row, column, code in rows}


@pytest.fixture(scope="module")
def flake8() -> set[Report]:
    return run_flake8("--mls-show-notes")


@pytest.fixture(scope="module")
def runs() -> list[tuple[Path, ProjectResult]]:
    """Files, not folders: project rules need a whole project, and flake8 has none. Some fixtures are projects."""
    configs = {path: load_config(path) for path in FILES}
    by_root: dict[Path, list[Path]] = {}
    for path, config in configs.items():
        by_root.setdefault(config.root, []).append(path)
    return [(root, check_paths(paths, configs[paths[0]], jobs=1)) for root, paths in by_root.items()]


def reports(runs: list[tuple[Path, ProjectResult]], *, notes: bool) -> set[Report]:
    return {
        ((root / at.path).relative_to(FIXTURES).as_posix(), at.physical_line, at.column, at.finding.code)
        for root, run in runs
        for at in (run if notes else run.quiet()).findings
    }


def test_flake8_reports_what_check_reports(flake8: set[Report], runs: list[tuple[Path, ProjectResult]]) -> None:
    assert not any(run.errors for _, run in runs)
    assert flake8 == reports(runs, notes=True)


def test_both_leave_the_same_notes_out(flake8: set[Report], runs: list[tuple[Path, ProjectResult]]) -> None:
    quiet = run_flake8()
    assert quiet == reports(runs, notes=False)
    assert quiet < flake8


def test_every_file_rule_is_seen_by_both(flake8: set[Report]) -> None:
    shown = {path.parent.name for path in FILES}
    expected = {
        code
        for code, rule in by_code().items()
        if rule.scope == FILE and rule.name in shown and rule.default_on and rule.confidence > Confidence.LOW
    }
    assert expected <= {code for *_, code in flake8}


def test_a_suppression_that_one_needs_is_unused_for_none(
    flake8: set[Report], runs: list[tuple[Path, ProjectResult]], tmp_path: Path
) -> None:
    """Every finding of a module is silenced where it stands; both then say nothing, not even MLS001."""
    (tmp_path / ".git").mkdir()
    for path in FILES:
        copy = tmp_path / path.relative_to(FIXTURES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_silenced(path, flake8), encoding="utf-8")
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=MLS001", "-j1", "--exclude=", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    found = [at for at in check_paths([tmp_path], load_config(tmp_path)).findings if at.finding.code == "MLS001"]
    assert (done.stdout, found) == ("", [])


def test_what_is_accepted_is_reported_by_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All findings of all fixtures are accepted, then each module moves down by ten lines."""
    project = tmp_path / "project"
    shutil.copytree(FIXTURES, project)
    (project / ".git").mkdir()
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["accept", "--show-notes", "--min-confidence", "low", "-q"])
    assert result.exit_code == 0, result.output
    for path in project.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("# Databricks"):  # which must stay the first line
            path.write_text("# inserted\n" * 10 + text, encoding="utf-8")
    options = ("--mls-show-notes", "--mls-min-confidence=low")
    assert run_flake8(*options, folder=project) == set()
    whole = check_paths([project], load_config(project).with_options({"min_confidence": "low"}))
    assert [at.finding for at in whole.findings if not at.accepted] == [] and len(whole.findings) > 500


def _silenced(path: Path, found: set[Report]) -> str:
    """The module with a noqa at the first line of every finding that can take one."""
    name, lines = path.relative_to(FIXTURES).as_posix(), path.read_text(encoding="utf-8").splitlines()
    for _, number, _, code in sorted(report for report in found if report[0] == name and path.suffix == ".py"):
        if by_code()[code].scope == FILE and not lines[number - 1].endswith(("\\", "(", "[", "{", '"""', ",")):
            lines[number - 1] += f"  # noqa: {code}" if "noqa" not in lines[number - 1] else f",{code}"
    return "\n".join(lines) + "\n"


def test_levels_of_fixtures_are_mixed(runs: list[tuple[Path, ProjectResult]]) -> None:
    """The comparison with and without notes would show nothing if there were none."""
    assert {at.finding.severity for _, run in runs for at in run.findings} == set(Severity)

"""flake8, run as users run it, reports what ``mlsmells check`` reports, over all fixtures at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Confidence
from mlsmells.core.rule import FILE
from mlsmells.engine.project import check_paths
from mlsmells.engine.registry import by_code

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FILES = [p for s in ("py", "ipynb") for p in sorted(FIXTURES.glob(f"*/*/*.{s}"))]

Report = tuple[str, int, int, str]


@pytest.fixture(scope="module")
def flake8() -> set[Report]:
    """One process for all files: starting it costs more than checking."""
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=MLS", "--filename=*.py,*.ipynb", "-j1"]
    form = "--format=%(path)s\t%(row)d\t%(col)d\t%(code)s"
    done = subprocess.run([*command, form, "."], capture_output=True, text=True, check=False, cwd=FIXTURES)
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {(Path(path).as_posix(), int(row), int(column), code) for path, row, column, code in rows}


@pytest.fixture(scope="module")
def check() -> set[Report]:
    # Files, not the folder: project rules need a whole project, and flake8 has none.
    run = check_paths(FILES, load_config(FIXTURES, isolated=True), jobs=1)
    assert run.errors == ()
    names = {path.relative_to(FIXTURES).as_posix() for path in FILES}
    out = set()
    for at in run.findings:
        name = next(name for name in names if at.path.endswith(name))
        out.add((name, at.physical_line, at.column, at.finding.code))
    return out


def test_flake8_reports_what_check_reports(flake8: set[Report], check: set[Report]) -> None:
    single = {path.relative_to(FIXTURES).as_posix() for path in FILES}
    assert {report for report in flake8 if report[0] in single} == check


def test_every_file_rule_is_seen_by_both(flake8: set[Report]) -> None:
    shown = {path.parent.name for path in FILES}
    expected = {
        code
        for code, rule in by_code().items()
        if rule.scope == FILE and rule.name in shown and rule.default_on and rule.confidence > Confidence.LOW
    }
    assert expected <= {code for *_, code in flake8}

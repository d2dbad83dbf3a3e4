"""Public reports, told again in small programs: what people missed, and what they did not want to be told.

``cases/`` and ``pairs/`` say on the line what should be reported; ``false/`` are projects that deserve no warning.
A finding counts if it is shown by default: notes do not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

HERE = Path(__file__).resolve().parent
CASES = sorted(p for p in (HERE / "cases").iterdir() if p.name != "__pycache__")
PAIRS = sorted((HERE / "pairs").glob("*.py"))
FALSE = sorted(p for p in (HERE / "false").iterdir() if p.is_dir())

# What is not right yet; an entry that is right must leave the list.
PENDING = frozenset(
    line.split("#")[0].strip() for line in (HERE / "pending.txt").read_text(encoding="utf-8").splitlines()
)

EXPECTED = re.compile(r"# expect(?: in (\S+))?: (.*)|#\s+(MLS\d{3})\b()")
CODE = re.compile(r"\b(MLS\d{3}|\dxx)\b")

# Projects whose false alarm was of one rule: others may be right to speak.
ABOUT = {
    "n008": "MLS505", "n019": "MLS402", "n027": "MLS506", "n029_058": "MLS402", "n030": "MLS317", "n036": "MLS504",
    "n057_067": "MLS107", "n092": "MLS403", "n102_133": "MLS301", "n104": "MLS303", "n108": "MLS303",
    "n136": "MLS317",
}  # fmt: skip

# What is told as a note only: true of nearly every program, and mended in a minute where it matters.
NOTES = frozenset({"01_hub_pin_report.py"})

Found = set[tuple[str, int, str]]


def shown(case: Path, folder: Path, *, git: bool = False) -> Found:
    """(path, line on disk, code) of everything that is shown when the case is a project of its own."""
    folder.mkdir(exist_ok=True)
    if case.is_dir():
        shutil.copytree(case, folder, dirs_exist_ok=True)
    else:
        shutil.copy(case, folder)
    if git:
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    assert run.errors == () or case.name == "n029_058"  # one of its cells cannot be read
    told = [at for at in run.findings if at.finding.severity > Severity.INFO or case.name in NOTES]
    return {(place.path, place.physical_line, place.finding.code) for at in told for place in (at.places or (at,))}


def expectations(case: Path) -> list[tuple[str, int, list[str], bool]]:
    """(path, line, codes of which one will do, whether the place is open) of every marker."""
    files = [case] if case.is_file() else sorted(p for p in case.rglob("*") if p.is_file())
    out = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not (found := EXPECTED.search(line)):
                continue
            other, says = found[1], found[2] or found[3]
            head = says.split(":")[0] if "nothing" not in says else ""
            codes = CODE.findall(head)
            if codes and "the fix" not in says:
                out.append((other or file.name, number, codes[:2] if " or " in head else codes[:1],
                            other is not None or "(here or" in says or "(or " in says))  # fmt: skip
    return out


def matches(found: Found, path: str, line: int, codes: list[str], *, anywhere: bool) -> bool:
    """One of the codes (``7xx`` is a family) is reported there."""
    return any(
        name.endswith(path) and (anywhere or at == line) and any(re.fullmatch(c.replace("x", r"\d"), code[3:])
            if not c.startswith("MLS") else c == code for c in codes)
        for name, at, code in found
    )  # fmt: skip


def parameters(paths: list[Path]) -> list[object]:
    marks = [
        pytest.param(p, marks=pytest.mark.xfail(strict=True, reason="pending") if p.name in PENDING else (), id=p.name)
        for p in paths
    ]
    return list(marks)


@pytest.mark.parametrize("case", parameters([p for p in CASES if p.suffix != ".ipynb"]))
def test_case(case: Path, tmp_path: Path) -> None:
    """Everything that is expected is found, and nothing else is said."""
    left = shown(case, tmp_path / "project")
    for path, line, codes, anywhere in expectations(case):
        hits = {found for found in left if matches({found}, path, line, codes, anywhere=anywhere)}
        assert hits, f"line {line}: {codes} is missing among {left}"
        left -= hits
    assert not left


NOTEBOOKS = {
    # Cells (1-based) and codes; 58 has markers in words, its fix is a test of its own.
    "58_fix_in_string_cells.ipynb": {(3, "MLS207"), (4, "MLS201")},
    "60_shell_assignment.ipynb": set(),
    "61_databricks_single_percent.ipynb": set(),
    "63_skipped_cell_still_binds.ipynb": set(),
    "65_run_magic_binds.ipynb": set(),
    "67_picture_is_no_secret.ipynb": {(3, "MLS409")},
    "68_semicolon_hides_result.ipynb": {(3, "MLS317"), (4, "MLS317")},
}


@pytest.mark.parametrize("case", parameters([p for p in CASES if p.suffix == ".ipynb"]))
def test_notebook(case: Path, tmp_path: Path) -> None:
    shutil.copy(case, tmp_path)
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert run.errors == ()
    found = {(at.cell, at.finding.code) for at in run.findings if at.finding.severity > Severity.INFO}
    assert found == NOTEBOOKS[case.name]


@pytest.mark.parametrize("pair", parameters(PAIRS))
def test_pair(pair: Path, tmp_path: Path) -> None:
    """The report is made at its line; the look-alike beside it gets no finding of that code."""
    report = pair.with_name(pair.name.replace("_silent", "_report"))
    found = shown(pair, tmp_path / "project")
    wanted = expectations(report)
    assert wanted
    if pair == report:
        assert all(matches(found, path, line, codes, anywhere=open_) for path, line, codes, open_ in wanted), found
    else:
        assert not {code for _, _, code in found} & {code for _, _, codes, _ in wanted for code in codes}


@pytest.mark.parametrize("project", parameters(FALSE))
def test_false_alarm(project: Path, tmp_path: Path) -> None:
    found = shown(project, tmp_path / "project", git=project.name in ("n104", "n108"))
    code = ABOUT[project.name]
    if project.name == "n008":
        assert {(line, c) for _, line, c in found if c == code} == {(8, code)}
    else:
        assert code not in {c for _, _, c in found}


def test_every_pending_case_exists() -> None:
    known = {p.name for p in (*CASES, *PAIRS, *FALSE)}
    assert {name for name in PENDING if name} <= known

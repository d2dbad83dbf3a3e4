"""Every fixture raises exactly the codes its markers name, and its fixes do what they promise.

``bad*`` and ``good*`` files lie in ``fixtures/<family>/<rule>/``; ``# expect: MLS101`` at the end of a
line marks a finding on it, ``# expect: MLS101 (note)`` one whose level is not the rule's own.
``fixed*`` is ``bad*`` after all fixes; a finding without a fix keeps its marker.
A folder ``project*`` is checked as a project of its own. All rules are compared, so that one that fires
elsewhere shows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from mlsmells.config import Config, load_config
from mlsmells.core import Confidence, Finding, Severity
from mlsmells.engine.check import check_source
from mlsmells.engine.project import check_paths
from mlsmells.engine.registry import by_code
from mlsmells.fix import fix_source
from mlsmells.sources import Source, read_source, source_from_text

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FILES = [p for s in ("py", "ipynb") for p in sorted(FIXTURES.rglob(f"*.{s}"))]
SINGLE = [p for p in FILES if len(p.relative_to(FIXTURES).parts) == 3]
SHOWING = [p for p in SINGLE if p.stem.startswith(("bad", "good"))]
FIXED = [p for p in SINGLE if p.stem.startswith("fixed")]
# Files of a project that are no code: requirements and images.
OTHERS = [p for s in ("*.txt", "*ockerfile*") for p in sorted(FIXTURES.glob(f"*/*/project*/**/{s}"))]
PROJECTS = sorted(p for p in FIXTURES.glob("*/*/project*") if p.is_dir())
ONE = r"MLS\d{3}(?: \((?:error|warning|note)\))?"
# In Markdown it is a comment: ``<!-- # expect: MLS902 -->``.
MARKER = re.compile(rf"\s*# expect: ({ONE}(?:, {ONE})*)(?: -->)?$")
LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.INFO}

Expected = Counter[tuple[int, str]]


def ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(FIXTURES).as_posix() for path in paths]


def marked(lines: list[str]) -> Expected:
    """(line, code) of every marker."""
    out: Expected = Counter()
    for number, line in enumerate(lines, 1):
        if found := MARKER.search(line.rstrip()):
            out.update((number, code[:6]) for code in found[1].split(", "))
    return out


def levels(lines: list[str]) -> set[tuple[int, str, Severity]]:
    """(line, code, level) of every marker; the rule's own level where none is named."""
    out = set()
    for number, line in enumerate(lines, 1):
        if found := MARKER.search(line.rstrip()):
            for one in found[1].split(", "):
                code, _, level = one.partition(" ")
                out.add((number, code, LEVELS[level[1:-1]] if level else by_code()[code].severity))
    return out


def config_of(path: Path) -> Config:
    """The default settings; for the fixtures of a rule that they would not show, those that show it."""
    config = load_config(FIXTURES, isolated=True)
    rule = next((r for r in by_code().values() if r.name == path.parent.name), None)
    if rule is None or (rule.default_on and rule.confidence > Confidence.LOW):
        return config
    return config.with_options({"extend_select": (rule.code,), "min_confidence": "low"})


def config_of_project(path: Path) -> Config:
    """The default settings, and the rule that the project is about."""
    return load_config(FIXTURES, isolated=True).with_options({"extend_select": (path.parent.name,)})


def findings(source: Source) -> list[Finding]:
    return list(check_source(source, config_of(FIXTURES)).findings)


def source_of(path: Path) -> Source:
    return read_source(path, display=path.name)


def without_markers(text: str) -> str:
    """The file as a user would have it; in a notebook the end of the line is written as ``\\n`` or a quote."""
    return re.sub(rf"\s*# expect: {ONE}(?:, {ONE})*(?=\\n|\"|\n|$)", "", text)


@pytest.mark.parametrize("path", SINGLE, ids=ids(SINGLE))
def test_findings_are_those_marked(path: Path) -> None:
    source = source_of(path)
    result = check_source(source, config_of(path))
    assert not result.problems
    found = Counter((finding.span.line, finding.code) for finding in result.findings)
    assert found == marked(source.lines)
    told = {(finding.span.line, finding.code, finding.severity) for finding in result.findings}
    assert told == levels(source.lines)


@pytest.mark.parametrize("path", SHOWING, ids=ids(SHOWING))
def test_bad_files_show_the_rule_and_good_files_nothing(path: Path) -> None:
    codes = {code for _, code in marked(source_of(path).lines)}
    own = {rule.code for rule in by_code().values() if rule.name == path.parent.name}
    assert own, "the folder bears no rule's name"
    assert own <= codes if path.stem.startswith("bad") else not codes


@pytest.mark.parametrize("path", FIXED, ids=ids(FIXED))
def test_the_fixed_file_is_the_bad_one_after_its_fixes(path: Path) -> None:
    bad = path.with_name(path.name.replace("fixed", "bad", 1))
    source = source_from_text(without_markers(bad.read_text(encoding="utf-8")), path.name)
    result = fix_source(source, findings, unsafe=True, seed=42)
    assert not result.skipped
    assert result.text == without_markers(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FIXED, ids=ids(FIXED))
def test_fixing_again_changes_nothing(path: Path) -> None:
    assert fix_source(source_of(path), findings, unsafe=True, seed=42).text is None


@pytest.mark.parametrize("path", PROJECTS, ids=ids(PROJECTS))
def test_a_project_raises_what_is_marked(path: Path) -> None:
    run = check_paths([path], replace(config_of_project(path), root=path), jobs=1)
    assert run.errors == ()
    expected: Counter[tuple[str, int, str]] = Counter()
    for file in (p for p in sorted(path.rglob("*")) if p.is_file()):
        name = file.relative_to(path).as_posix()
        expected.update((name, line, code) for line, code in marked_on_disk(file).elements())
    found: Counter[tuple[str, int, str]] = Counter()
    for at in run.findings:  # of one that stands for several, the first is marked, and others may be
        first, *others = ((one.path, one.physical_line, one.finding.code) for one in at.places or (at,))
        found.update([first, *(other for other in others if other in expected)])
    assert found == expected


def marked_on_disk(path: Path) -> Expected:
    """Markers by the line in the file, also for notebooks, whose lines are JSON strings."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".ipynb":
        lines = [re.sub(r'(\\n)?",?$', "", line) for line in lines]
    return marked(lines)


@pytest.mark.parametrize("path", SINGLE, ids=ids(SINGLE))
def test_fixture_names_are_known(path: Path) -> None:
    assert path.stem.split("_")[0] in ("bad", "good", "fixed")


def test_there_are_fixtures() -> None:
    assert len(SHOWING) > 10 and FIXED and PROJECTS

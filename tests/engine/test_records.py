"""The parts of the cache and of a run by themselves, without files being checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mlsmells.core import Finding, Severity
from mlsmells.engine import cache, project, project_rules
from mlsmells.engine.cache import Recording, fields_of, key_of
from mlsmells.engine.check import Analysis
from mlsmells.engine.entries import entry_of
from mlsmells.engine.located import Located, locate_problems, place, with_fingerprints
from mlsmells.engine.modules import modules_of
from mlsmells.engine.paths import displayed, from_here
from mlsmells.engine.project import Checked, ProjectResult, run_of
from mlsmells.engine.selection import select
from mlsmells.engine.suppress import split_suppressed, unused_suppressions
from mlsmells.sources import Problem, ProjectModules, read_source, source_from_text

from .toys import BLUE, GREEN, RED, TOYS, config, install, toy

TEXT = "red\nx = red  # noqa: MLS190\ny = 1  # noqa: MLS191\n"


def findings(text: str = TEXT) -> list[Finding]:
    """One at each line that says red."""
    from mlsmells.core import Span

    rows = [number for number, line in enumerate(text.splitlines(), 1) if "red" in line]
    return [RED.at(Span(row, 0, row, 3), word="red") for row in rows]


def located(severity: Severity, path: str = "a.py") -> Located:
    (at,) = (p.at for p in place(findings("red\n"), source_from_text("red\n", path)))
    return replace(at, finding=replace(at.finding, severity=severity))


def test_a_recording_remembers_what_was_and_was_not_found(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("x = 1\n", encoding="utf-8")
    recording = Recording(ProjectModules(tmp_path))
    found = recording.find("a.py", "helper", 0)
    assert found is not None and recording.find("a.py", "gone", 0) is None
    digest = read_source(tmp_path / "helper.py").digest
    assert recording.lookups == [["a.py", "helper", 0, "helper.py", digest], ["a.py", "gone", 0, None, ""]]


def test_a_module_that_was_parsed_by_others_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("x = 1\n", encoding="utf-8")
    modules, source = ProjectModules(tmp_path), source_from_text("y = 2\n", "helper.py")
    modules.keep(source)
    assert modules.find("a.py", "helper", 0) is source
    modules.keep(source_from_text("z = 3\n", "helper.py"))
    found = modules.find("a.py", "helper", 0)
    assert found is not None and found.text == "z = 3\n"


def test_modules_are_kept_for_one_root_until_they_are_cleared(tmp_path: Path) -> None:
    first = modules_of(tmp_path)
    assert modules_of(tmp_path) is first
    modules_of.cache_clear()
    assert modules_of(tmp_path) is not first


def test_all_that_facts_depend_on_is_in_the_key(tmp_path: Path) -> None:
    plain = config(tmp_path)
    roles = replace(plain, roles={"a.py": "library"})
    roots = replace(plain, data_roots=("/mnt",))
    keys = [key_of("a.py", "1", plain), key_of("b.py", "1", plain), key_of("a.py", "2", plain)]
    keys += [key_of("a.py", "1", roles), key_of("a.py", "1", roots)]
    assert len(set(keys)) == len(keys)
    assert key_of("a.py", "1", replace(plain, ignore=("MLS190",), seed=7)) == keys[0]


def test_only_files_of_the_project_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("red\n", encoding="utf-8")
    here = config(tmp_path)
    for display, kept in (("a.py", True), (str(path), False)):
        source = read_source(path, display=display)
        entry = entry_of(Analysis(tuple(findings("red\n")), role="library"), source, here, "file")
        assert (fields_of(entry, source, here, []) is not None) is kept
    given = source_from_text("red\n", "a.py")  # in an editor, not on disk
    assert fields_of(entry_of(Analysis(), given, here, "file"), given, here, []) is None


def test_an_entry_comes_back_until_its_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED)
    path, here = tmp_path / "a.py", config(tmp_path)
    path.write_text("red\n", encoding="utf-8")
    source = read_source(path, display="a.py")
    entry = entry_of(Analysis(tuple(findings("red\n")), role="library"), source, here, "file")
    store = cache.Cache(tmp_path, ProjectModules(tmp_path))
    fields = fields_of(entry, source, here, [])
    assert fields is not None
    store.store.put_file("a.py", fields)
    store.save(None)
    assert cache.Cache(tmp_path, ProjectModules(tmp_path)).entry("a.py", here, "file") == entry
    path.write_text("red \n", encoding="utf-8")
    assert cache.Cache(tmp_path, ProjectModules(tmp_path)).entry("a.py", here, "file") is None


def test_split_keeps_order_and_notes_what_was_of_use() -> None:
    source = source_from_text(TEXT, "a.py")
    split = split_suppressed(findings(), source)
    assert ([f.span.line for f in split.kept], [f.span.line for f in split.suppressed]) == ([1], [2])
    past = split_suppressed(findings(), source_from_text(TEXT, "a.py"), noqa=False)
    assert ([f.span.line for f in past.kept], past.suppressed) == ([1, 2], ())


def test_unused_is_what_silenced_nothing_of_the_rules_that_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    from mlsmells.engine import registry

    install(monkeypatch, *TOYS)
    unused = registry.by_code()["MLS001"]
    for ran, lines in (([RED, BLUE, unused], [3]), ([RED, unused], []), ([RED, BLUE], [])):
        source = source_from_text(TEXT, "a.py")
        split_suppressed(findings(), source)
        assert [f.span.line for f in unused_suppressions(source, ran)] == lines


def test_selection_asks_for_rules_that_are_off_by_name(tmp_path: Path) -> None:
    for options, chosen in (({}, [RED, BLUE]), ({"select": ("MLS292", "MLS1"), "ignore": ("MLS191",)}, [RED, GREEN])):
        assert list(select(TOYS, config(tmp_path, **options))) == chosen


def test_equal_findings_get_their_fingerprints_in_order() -> None:
    placed = list(place(findings("red\nred\n"), source_from_text("red\nred\n", "a.py")))
    first, second = with_fingerprints(placed)
    (alone,) = with_fingerprints(placed[1:])
    assert first.fingerprint != second.fingerprint and alone.fingerprint == first.fingerprint


def test_a_problem_is_reported_once() -> None:
    source = source_from_text("x = (\n", "a.py")
    twice = locate_problems(source, [Problem(1, "broken"), Problem(1, "broken"), Problem(2, "broken")])
    assert [(at.line, at.finding.code) for at in twice] == [(1, "MLS000"), (2, "MLS000")]
    assert len({at.fingerprint for at in twice}) == 2


def test_notes_are_counted_whether_or_not_they_are_listed() -> None:
    note, warning = located(Severity.INFO), located(Severity.WARNING)
    run = ProjectResult((note, warning, note), (), ("a.py",), 0.0)
    quiet = run.quiet()
    assert (run.notes, run.hidden) == (2, 0)
    assert (quiet.notes, quiet.hidden, quiet.findings) == (2, 2, (warning,))
    assert quiet.quiet() == quiet


def test_a_run_is_sorted_and_knows_what_was_not_analysed() -> None:
    files = [
        Checked("b.py", (located(Severity.WARNING, "b.py"),), ()),
        Checked("a.ipynb", (located(Severity.ERROR, "a.ipynb"),), (), whole=False),
    ]
    run = run_of(files)
    assert [at.path for at in run.findings] == ["a.ipynb", "b.py"]
    assert (run.files, run.notebooks, run.broken) == (("a.ipynb", "b.py"), 1, ("a.ipynb",))


def test_the_project_s_rules_need_its_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = toy("MLS901", "has-no-plan", "plan", family="project", scope="project")
    both = toy("MLS902", "has-two-faces", "face", family="project", scope="both")
    install(monkeypatch, RED, plan, both)
    (tmp_path / "sub").mkdir()
    here = config(tmp_path)
    assert project_rules.needing_all(here) == ("MLS901",)
    assert project.check_paths([tmp_path / "sub"], here).without == ("MLS901",)
    assert project.check_paths([tmp_path], here).without == ()
    assert project.check_paths([tmp_path / "sub"], replace(here, ignore=("MLS901",))).without == ()


def test_paths_for_programs_and_for_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    for given, shown, here in (("a.py", "sub/a.py", "a.py"), ("../a.py", "a.py", "../a.py")):
        assert displayed(Path(given), tmp_path) == shown
        assert from_here(shown, tmp_path) == here
    outside = displayed(Path("../../b.py"), tmp_path)
    assert Path(outside).is_absolute() and from_here(outside, tmp_path) == "../../b.py"
    assert from_here("-", tmp_path) == "-"

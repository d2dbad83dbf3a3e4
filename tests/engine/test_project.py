"""Many files, processes and project rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mlsmells.config import load_config
from mlsmells.core import Finding, Rule, Severity, Span
from mlsmells.engine import workers
from mlsmells.engine.project import ProjectResult, check_paths

from .toys import RED, config, failing, install


def project_rule(path: str, *, raises: bool = False, **record: Any) -> Rule:
    """A project rule that reports line 2 of ``path`` if the project has summaries at all."""
    rule = Rule(
        "mlsmells.rules.project.has_no_plan",
        code="MLS901",
        severity=Severity.WARNING,
        message="no plan among {count} files",
        **{"scope": "project", **record},
        needs_events=False,
    )

    def check(project: Any) -> Iterator[Finding]:
        if raises:
            raise KeyError("plan")
        yield rule.at(Span(2, 0, 2, 3), file=path, count=len(project.summaries))

    rule.on_project(check)
    return rule


def tree(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(f"{path.name}.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def shown(run: ProjectResult) -> list[str]:
    return [f"{at.path}:{at.line} {at.finding.code}" for at in (*run.findings, *run.errors)]


def test_files_are_reported_in_order_relative_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED)
    tree(tmp_path, b="red\n", a="x = 1\nred\n", sub__c="red\n")
    run = check_paths([tmp_path], config(tmp_path))
    assert shown(run) == ["a.py:2 MLS190", "b.py:1 MLS190", "sub/c.py:1 MLS190"]
    assert run.files == ("a.py", "b.py", "sub/c.py")


def test_a_bad_file_leaves_the_others_analysed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED)
    tree(tmp_path, a="x = (\n", b="red\n")
    (tmp_path / "c.py").write_bytes(b"x = '\xff'\n")
    run = check_paths([tmp_path, tmp_path / "gone.py"], config(tmp_path))
    assert shown(run) == ["b.py:1 MLS190", "a.py:1 MLS000", "c.py:1 MLS000", "gone.py:1 MLS000"]


def test_a_failing_rule_is_named_once_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED, failing())
    run = check_paths([tree(tmp_path, a="red\n")], config(tmp_path))
    assert shown(run) == ["a.py:1 MLS190", "a.py:1 MLS000"]
    assert "is-broken" in run.errors[0].finding.message


def test_results_do_not_depend_on_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = "import random\nfrom sklearn.model_selection import train_test_split\na, b = train_test_split(range(9))\n"
    tree(tmp_path, **{f"f{number}": real for number in range(4)}, g="x = (\n", h="x = 1  # noqa: MLS102\n")
    serial = check_paths([tmp_path], config(tmp_path), jobs=1)
    monkeypatch.setattr(workers, "MIN_FILES", 2)
    spread = check_paths([tmp_path], config(tmp_path), jobs=2)
    assert replace(serial, seconds=0) == replace(spread, seconds=0)
    assert sum(len(at.places or (at,)) for at in serial.findings) >= 5


PROCESSES = {
    "few files": (50, None, 1),
    "few files, asked for": (50, 4, 1),
    "many files, one process": (51, 1, 1),
    "many files, asked for": (51, 3, 3),
}


@pytest.mark.parametrize(("files", "jobs", "expected"), PROCESSES.values(), ids=PROCESSES)
def test_number_of_processes(files: int, jobs: int | None, expected: int) -> None:
    assert workers._processes(files, jobs) == expected


def test_project_rules_see_all_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED, project_rule("a.py"))
    run = check_paths([tree(tmp_path, a="x = 1\ny = 2\n", b="red\n")], config(tmp_path))
    assert shown(run) == ["a.py:2 MLS901", "b.py:1 MLS190"]
    assert run.findings[0].finding.message == "no plan among 2 files"
    assert [line.text for line in run.findings[0].frame] == ["x = 1", "y = 2"]


def test_project_rules_do_not_judge_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, project_rule("a.py"))
    tree(tmp_path, a="x = 1\ny = 2\n", sub__b="x = 1\n")
    for part in ("a.py", "sub"):
        assert shown(check_paths([tmp_path / part], config(tmp_path))) == []


SILENCED = {
    "noqa": ("x = 1\ny = 2  # noqa: MLS901\n", {}, "a.py", []),
    "another line's noqa": ("x = 1  # noqa: MLS901\ny = 2\n", {}, "a.py", ["a.py:2 MLS901"]),
    "ignored": ("x = 1\ny = 2\n", {"ignore": ("MLS901",)}, "a.py", []),
    "role": ("x = 1\ny = 2\n", {}, "tests/test_a.py", []),
    "role it speaks in": (
        "x = 1\ny = 2\n",
        {"silent_roles": frozenset()},
        "tests/test_a.py",
        ["tests/test_a.py:2 MLS901"],
    ),
    "document": ("x = 1\n", {}, "README.md", ["README.md:2 MLS901"]),
    "missing file": ("x = 1\n", {}, "DESIGN.md", ["DESIGN.md:2 MLS901"]),
}


@pytest.mark.parametrize(("text", "options", "path", "expected"), SILENCED.values(), ids=SILENCED)
def test_project_findings_can_be_silenced_like_others(
    text: str,
    options: dict[str, Any],
    path: str,
    expected: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roles = {key: value for key, value in options.items() if key == "silent_roles"}
    rest = {key: value for key, value in options.items() if key != "silent_roles"}
    install(monkeypatch, project_rule(path, **roles))
    tree(tmp_path, a=text, tests__test_a=text)
    (tmp_path / "README.md").write_text("# Title\n\ntext\n", encoding="utf-8")
    assert shown(check_paths([tmp_path], config(tmp_path, **rest))) == expected


def test_a_rule_with_two_faces_speaks_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = project_rule("a.py", scope="both")
    rule.on_file(lambda facts: [rule.at(Span(1, 0, 1, 1), count=1)])
    install(monkeypatch, rule)
    tree(tmp_path, a="x = 1\ny = 2\n")
    assert shown(check_paths([tmp_path], config(tmp_path))) == ["a.py:2 MLS901"]
    assert shown(check_paths([tmp_path / "a.py"], config(tmp_path))) == ["a.py:1 MLS901"]


def test_a_per_path_block_can_select_a_project_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, project_rule("a.py"))
    tree(tmp_path, a="x = 1\ny = 2\n")
    (tmp_path / "mlsmells.yaml").write_text(
        'ignore: [MLS1]\nselect: [MLS1]\nper_path: {"a.py": {select: [MLS901]}}\n', encoding="utf-8"
    )
    assert shown(check_paths([tmp_path], load_config(tmp_path))) == ["a.py:2 MLS901"]


def test_a_project_rule_that_raises_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED, project_rule("a.py", raises=True))
    run = check_paths([tree(tmp_path, a="red\n")], config(tmp_path))
    assert shown(run) == ["a.py:1 MLS190", ".:1 MLS000"]
    assert "has-no-plan" in run.errors[0].finding.message


def test_standard_input_is_a_file_among_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED)
    run = check_paths([], config(tmp_path), stdin=("from/stdin.py", b"\nred\n"))
    assert shown(run) == ["from/stdin.py:2 MLS190"]

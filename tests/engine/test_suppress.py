"""Suppressions against findings, and findings against suppressions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

from .toys import TOYS, config, install, toy


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, *TOYS, toy("MLS901", "no-plan", "plan", family="project", scope="project"))


def found(text: str, folder: Path, *, noqa: bool = True, **options: Any) -> list[tuple[int, str]]:
    result = check_source(source_from_text(text, "job.py"), config(folder, **options), noqa=noqa)
    return [(finding.span.line, finding.code) for finding in result.findings]


CASES = {
    "bare noqa": ("red  # noqa\n", []),
    "code": ("red  # noqa: MLS190\n", []),
    "prefix": ("red  # noqa: MLS1\n", []),
    "by name": ("red  # mlsmells: ignore[has-red] shown to the user only\n", []),
    "other tool's code": ("red  # noqa: E501\n", [(1, "MLS190")]),
    "last line of the statement": ("x = (\n    red,\n)  # noqa: MLS190\n", []),
    "a later statement's line": ("x = red\ny = 1  # noqa: MLS190\n", [(1, "MLS190"), (2, "MLS001")]),
    "head of a block": ("if red:  # noqa: MLS190\n    x = 1\n", []),
    "body of a block": ("if red:\n    x = 1  # noqa: MLS190\n", [(1, "MLS190"), (2, "MLS001")]),
    "whole file": ("# flake8: noqa\nred\n", []),
    "wrong code": ("red  # noqa: MLS191\n", [(1, "MLS190"), (1, "MLS001")]),
    "unused name": ("x = 1  # mlsmells: ignore[has-red] was red once\n", [(1, "MLS001")]),
    "one of two unused": ("red  # noqa: MLS190, MLS191\n", [(1, "MLS001")]),
    "used by a finding below the threshold": ("blue  # noqa: MLS191\n", []),
    "unknown code": ("x = 1  # noqa: MLS777\n", [(1, "MLS001")]),
    "bare noqa is never unused": ("x = 1  # noqa\n", []),
    "rule that is off is not judged": ("x = 1  # noqa: MLS292\n", []),
    "prefix is judged although an off rule has it": ("x = 1  # noqa: MLS2\n", [(1, "MLS001")]),
    "project rule is not judged": ("x = 1  # noqa: MLS901\n", []),
    "prefix of a project rule is not judged": ("x = 1  # noqa: MLS9\n", []),
    "MLS001 can be silenced": ("x = 1  # noqa: MLS190, MLS001\n", []),
    "inside a string": ('x = "# noqa: MLS190"\n', []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_suppressions(text: str, expected: list[tuple[int, str]], tmp_path: Path) -> None:
    assert sorted(found(text, tmp_path)) == sorted(expected)


def test_a_suppression_of_a_rule_that_did_not_run_is_not_judged(tmp_path: Path) -> None:
    assert found("x = 1  # noqa: MLS190\n", tmp_path, ignore=("MLS190",)) == []


def test_mls001_runs_only_when_selected(tmp_path: Path) -> None:
    assert found("x = 1  # noqa: MLS190\n", tmp_path, select=("MLS190",)) == []


def test_noqa_can_be_looked_past(tmp_path: Path) -> None:
    text = "red  # noqa\nred  # mlsmells: ignore[has-red] reason\nx = 1  # noqa: MLS190\n"
    assert found(text, tmp_path, noqa=False) == [(1, "MLS190")]


def test_suppressed_findings_are_kept_apart(tmp_path: Path) -> None:
    result = check_source(source_from_text("red  # noqa\n", "job.py"), config(tmp_path))
    assert [finding.code for finding in result.suppressed] == ["MLS190"]

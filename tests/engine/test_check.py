"""One source in, its findings out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlsmells import facts
from mlsmells.config import load_config
from mlsmells.core import Confidence, Rule, Severity
from mlsmells.engine.check import FileResult, check_source
from mlsmells.engine.located import locate_problems
from mlsmells.sources import source_from_text

from .toys import BLUE, GREEN, RED, TOYS, config, failing, install, toy


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, *TOYS)


def check(text: str, folder: Path, path: str = "job.py", **options: Any) -> FileResult:
    return check_source(source_from_text(text, path), config(folder, **options))


def codes(result: FileResult) -> list[str]:
    return [finding.code for finding in result.findings]


SELECTIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "default": ({}, ["MLS190"]),
    "low confidence on request": ({"min_confidence": "low"}, ["MLS190", "MLS191"]),
    "code": ({"select": ("MLS190",)}, ["MLS190"]),
    "name": ({"select": ("has-red",)}, ["MLS190"]),
    "family": ({"select": ("reproducibility",)}, []),
    "prefix does not switch on an off rule": ({"select": ("MLS2",)}, []),
    "code switches on an off rule": ({"select": ("MLS292",)}, ["MLS292"]),
    "name switches on an off rule": ({"extend_select": ("has-green",)}, ["MLS190", "MLS292"]),
    "ignored": ({"ignore": ("MLS1",)}, []),
    "narrower select wins": ({"select": ("MLS190",), "ignore": ("MLS1",)}, ["MLS190"]),
    "narrower ignore wins": ({"select": ("MLS1",), "ignore": ("has-red",)}, []),
}


@pytest.mark.parametrize(("options", "expected"), SELECTIONS.values(), ids=SELECTIONS)
def test_selection_decides_which_rules_run(options: dict[str, Any], expected: list[str], tmp_path: Path) -> None:
    assert codes(check("red, blue, green\n", tmp_path, **options)) == expected


def test_practice_ids_select_the_rules_that_serve_them(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "version: 1\npractices:\n"
        "  paint-less: {title: Paint less, says: Fewer colours., rules: [has-red]}\n"
        "  be-calm: {title: Be calm, says: No alarm., rules: [MLS191]}\n",
        encoding="utf-8",
    )
    (tmp_path / "mlsmells.yaml").write_text(
        "practices: map.yaml\nmin_confidence: low\nselect: [paint-less]\n", encoding="utf-8"
    )
    source = source_from_text("red, blue\n", "job.py")
    settings = load_config(tmp_path)
    assert codes(check_source(source, settings)) == ["MLS190"]
    assert codes(check_source(source, settings.with_options({"select": ("be-calm",)}))) == ["MLS191"]


def test_severity_override(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_text("severity: {has-red: error}\n", encoding="utf-8")
    result = check_source(source_from_text("red\n", "job.py"), load_config(tmp_path))
    assert [finding.severity for finding in result.findings] == [Severity.ERROR]
    assert RED.severity is Severity.WARNING


def test_per_path_blocks_apply_to_their_paths_alone(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_text('per_path: {"old/**": {ignore: [MLS190]}}\n', encoding="utf-8")
    settings = load_config(tmp_path)
    found = {path: codes(check_source(source_from_text("red\n", path), settings)) for path in ("old/a.py", "a.py")}
    assert found == {"old/a.py": [], "a.py": ["MLS190"]}


def test_rules_are_silent_in_their_silent_roles(tmp_path: Path, monkeypatch: Any) -> None:
    install(monkeypatch, RED, toy("MLS194", "speaks-in-tests", "red", silent_roles=frozenset()))
    assert codes(check("red\n", tmp_path, "tests/test_job.py")) == ["MLS194"]
    assert codes(check("red\n", tmp_path, "job.py")) == ["MLS190", "MLS194"]


def test_the_configured_role_wins(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_text('roles: {"tests/**": training-script}\n', encoding="utf-8")
    result = check_source(source_from_text("red\n", "tests/test_job.py"), load_config(tmp_path))
    assert (result.role, codes(result)) == ("training-script", ["MLS190"])


def test_a_rule_that_raises_costs_its_own_findings_only(tmp_path: Path, monkeypatch: Any) -> None:
    install(monkeypatch, RED, failing())
    result = check("red\n", tmp_path)
    assert codes(result) == ["MLS190"]
    assert [problem.message for problem in result.problems] == [
        "rule is-broken (MLS193) failed: ZeroDivisionError: by zero"
    ]


def test_an_analysis_that_raises_is_a_problem(tmp_path: Path, monkeypatch: Any) -> None:
    def build(*_: Any) -> None:
        raise RecursionError

    monkeypatch.setattr(facts, "build", build)
    result = check("red\n", tmp_path)
    assert result.findings == ()
    assert [problem.message for problem in result.problems] == ["the analysis failed: RecursionError"]


def test_findings_come_once_and_sorted(tmp_path: Path, monkeypatch: Any) -> None:
    twice = toy("MLS195", "says-it-twice", "red")
    twice.checks.append(twice.checks[0])
    install(monkeypatch, twice, RED)
    found = check("x = red\ny = red\n", tmp_path).findings
    assert [(f.span.line, f.code) for f in found] == [(1, "MLS190"), (1, "MLS195"), (2, "MLS190"), (2, "MLS195")]


def test_syntax_error_is_a_problem_without_findings(tmp_path: Path) -> None:
    result = check("red = (\n", tmp_path)
    assert result.findings == ()
    assert [problem.line for problem in result.problems] == [1]


def test_a_broken_cell_costs_that_cell_alone(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": source}
        for source in (["red"], ["x = ("], ["y = red"])
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    source = source_from_text(json.dumps(notebook, indent=1), "a.ipynb")
    result = check_source(source, config(tmp_path))
    assert codes(result) == ["MLS190", "MLS190"]
    (error,) = locate_problems(source, result.problems)
    assert (error.finding.code, error.cell, error.line) == ("MLS000", 2, 1)
    assert source.text.splitlines()[error.physical_line - 1].strip() == '"x = ("'


def test_the_summary_is_made_only_for_the_project(tmp_path: Path) -> None:
    source = source_from_text("red\n", "job.py")
    assert check_source(source, config(tmp_path)).summary is None
    summary = check_source(source, config(tmp_path), scope="project").summary
    assert json.loads(json.dumps(summary)) == summary and summary is not None


def test_toys_are_what_the_tests_take_them_for() -> None:
    assert (BLUE.confidence, GREEN.default_on) == (Confidence.LOW, False)
    assert isinstance(RED, Rule) and "test" in RED.silent_roles

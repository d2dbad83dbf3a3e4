"""Every format over all fixtures, read by its schema or as its service reads it."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from mlsmells.cli._fixable import with_edits
from mlsmells.config import Config, load_config
from mlsmells.engine.practices import practices_of
from mlsmells.engine.project import ProjectResult, check_paths
from mlsmells.engine.silenced import with_silenced
from mlsmells.report import asks, escape, formats, render
from mlsmells.report._on_disk import said

from . import reading

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(FIXTURES, isolated=True).with_options({"show_notes": True, "min_confidence": "low"})


@pytest.fixture(scope="module")
def run(config: Config) -> ProjectResult:
    found = check_paths([FIXTURES], config, jobs=1)
    return with_edits(with_silenced(found, config), config, {})


def text(output_format: str, run: ProjectResult, config: Config) -> str:
    return render(output_format, run, partial(practices_of, config=config), root=config.root)


def test_there_is_enough_to_see(run: ProjectResult) -> None:
    assert len(run.findings) > 500 and any(at.cell for at in run.findings)
    assert any(at.places for at in run.findings) and any(at.edits for at in run.findings)


def test_the_formats_are_those_that_are_documented() -> None:
    documented = "concise full grouped json json-lines sarif github gitlab junit rdjson azure markdown"
    assert set(documented.split()) <= set(formats())


@pytest.mark.parametrize("output_format", formats())
def test_no_format_tells_whose_machine_it_was(output_format: str, run: ProjectResult, config: Config) -> None:
    assert str(ROOT) not in text(output_format, run, config)


@pytest.mark.parametrize("output_format", formats())
def test_the_same_run_gives_the_same_report(output_format: str, run: ProjectResult, config: Config) -> None:
    assert text(output_format, run, config) == text(output_format, run, config)


@pytest.mark.parametrize("output_format", [name for name in formats() if not asks(name, "MARKS_ACCEPTED")])
def test_each_finding_is_a_line_or_more(output_format: str, run: ProjectResult, config: Config) -> None:
    if output_format != "markdown":  # which ends where the services stop reading
        assert text(output_format, run, config).count("MLS") >= len(run.findings)


def test_sarif(run: ProjectResult, config: Config) -> None:
    report = reading.read_json(text("sarif", run, config), "sarif-schema-2.1.0.json")
    (told,) = report["runs"]
    results = told["results"]
    assert len(results) == len(run.findings) + len(run.silenced)
    rules, taxa = told["tool"]["driver"]["rules"], told["taxonomies"][0]["taxa"]
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert all(taxa[taxon["index"]]["id"] == taxon["id"] for taxon in result["taxa"]) and result["taxa"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert not uri.startswith(("/", "file:")) and (ROOT / uri).is_file()
    assert sum(bool(result["suppressions"]) for result in results) == len(run.silenced)
    assert sum("codeFlows" in result for result in results) == sum(
        bool(at.steps) for at in (*run.findings, *run.silenced)
    )
    assert any("fixes" in result for result in results)


def test_the_lines_of_sarif_are_those_on_disk(run: ProjectResult, config: Config) -> None:
    (told,) = json.loads(text("sarif", run, config))["runs"]
    seen = 0
    for at, result in zip(run.findings, told["results"], strict=False):
        if at.cell is None or any("***" in line.text for line in (*at.frame, *(step.at for step in at.steps))):
            continue  # a credential is not told
        (place,) = result["locations"]
        lines = (ROOT / at.path).read_text(encoding="utf-8").split("\n")
        first = next(line for line in at.frame if line.line == at.line).text
        assert (
            json.dumps(first, ensure_ascii=False)[1:-1] in lines[place["physicalLocation"]["region"]["startLine"] - 1]
        )
        assert place["logicalLocations"][0]["name"] == f"cell {at.cell}"
        for step in at.steps:
            assert json.dumps(step.at.text, ensure_ascii=False)[1:-1] in lines[step.at.physical_line - 1]
        seen += 1
    assert seen > 10


def test_the_fixes_of_sarif_and_rdjson_give_the_same_text(run: ProjectResult, config: Config) -> None:
    """SARIF counts characters, rdjson bytes; applied as each says, both give a program, and the same one."""
    (told,) = json.loads(text("sarif", run, config))["runs"]
    diagnostics = json.loads(text("rdjson", run, config))["diagnostics"]
    by_place = {(one["message"], one["location"]["path"], _start(one["location"])): one for one in diagnostics}
    seen = 0
    for at, result in zip(run.findings, told["results"], strict=False):
        if "fixes" not in result:
            continue
        one = by_place[said(at), at.path, (at.line, at.finding.span.column + 1)]
        before = (ROOT / at.path).read_text(encoding="utf-8")
        after = before
        for each in reversed(result["fixes"][0]["artifactChanges"][0]["replacements"]):
            region, new = each["deletedRegion"], each["insertedContent"]["text"]
            first = _offset(after, region["startLine"], region["startColumn"])
            after = after[:first] + new + after[_offset(after, region["endLine"], region["endColumn"]) :]
        data = before.encode()
        for each in reversed(one["suggestions"]):
            first, last = (_offset(data, where["line"], where["column"]) for where in _ends(each))
            data = data[:first] + each["text"].encode() + data[last:]
        assert data.decode() == after != before and ast.parse(after)
        seen += 1
    assert seen > 50


def _start(location: dict[str, Any]) -> tuple[int, int]:
    start = location["range"]["start"]
    return start["line"], start.get("column", 0)


def _ends(suggestion: dict[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    return suggestion["range"]["start"], suggestion["range"]["end"]


def _offset(text: Any, line: int, column: int) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column - 1


def test_columns_in_bytes_and_in_characters(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    code = (
        'import os\n\nimport pandas as pd\n\nframes = []\nfor größe in os.listdir("a"):\n'
        "    frames.append(pd.read_csv(größe))\ntogether = pd.concat(frames)\n"
    )
    (tmp_path / "a.py").write_text(code, encoding="utf-8")
    config = load_config(tmp_path)
    found = with_edits(check_paths([tmp_path / "a.py"], config), config, {})
    at = next(at for at in found.findings if at.finding.code == "MLS207")
    (first, *_) = json.loads(text("sarif", replace(found, findings=(at,)), config))["runs"][0]["results"]
    region = first["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    suggestion = json.loads(text("rdjson", replace(found, findings=(at,)), config))["diagnostics"][0]["suggestions"][0]
    assert region["startColumn"] == code.splitlines()[5].index("os.listdir") + 1
    assert suggestion["range"]["start"]["column"] == region["startColumn"] + 2


def test_gitlab(run: ProjectResult, config: Config) -> None:
    report = reading.read_json(text("gitlab", run, config), "gitlab-code-quality.json")
    assert len(report) == len(run.findings)
    prints = [issue["fingerprint"] for issue in report]
    assert len(set(prints)) == len(prints)


def test_rdjson(run: ProjectResult, config: Config) -> None:
    report = reading.read_json(text("rdjson", run, config), "rdjson-diagnostic-result.json")
    assert len(report["diagnostics"]) == len(run.findings)
    keys = {"message", "location", "severity", "code", "original_output", "suggestions"}
    assert all(diagnostic.keys() <= keys for diagnostic in report["diagnostics"])
    assert any("suggestions" in diagnostic for diagnostic in report["diagnostics"])


def test_github(run: ProjectResult, config: Config) -> None:
    commands = [reading.github(line) for line in text("github", run, config).splitlines()]
    assert len(commands) == len(run.findings)
    assert {command.name for command in commands} == {"error", "warning", "notice"}
    assert all(1 <= int(command.properties["line"]) <= int(command.properties["endLine"]) for command in commands)


def test_azure(run: ProjectResult, config: Config) -> None:
    lines = text("azure", run, config).splitlines()
    commands = [reading.azure(line) for line in lines if line.startswith("##")]
    assert len(lines) == len(run.findings) and {command.name for command in commands} == {"task.logissue"}
    assert {command.properties["type"] for command in commands} == {"error", "warning"}
    assert all(line.startswith("note: ") for line in lines if not line.startswith("##"))


def test_junit_by_a_reader_of_xml(run: ProjectResult, config: Config) -> None:
    root = ElementTree.fromstring(text("junit", run, config).encode())
    suites = root.findall("testsuite")
    assert {suite.get("name") for suite in suites} >= set(run.files)
    assert len(root.findall(".//failure")) == len(run.findings) == int(root.get("failures") or 0)
    for suite in suites:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests") or 0)
        assert sum(case.find("failure") is not None for case in cases) == int(suite.get("failures") or 0)


def test_junit_by_a_reader_of_junit(run: ProjectResult, config: Config) -> None:
    junitparser = pytest.importorskip("junitparser")
    report = junitparser.JUnitXml.fromstring(text("junit", run, config).encode())
    told = (report.tests, report.failures, report.errors)
    report.update_statistics()
    assert (report.tests, report.failures, report.errors) == told
    failed = [case for suite in report for case in suite if not case.is_passed]
    assert len(failed) == len(run.findings)
    assert failed[0].result[0].message and failed[0].result[0].text


def test_json_lines(run: ProjectResult, config: Config) -> None:
    lines = [json.loads(line) for line in text("json-lines", run, config).splitlines()]
    whole = json.loads(text("json", run, config))
    assert [{key: line[key] for key in line if key != "schema_version"} for line in lines] == whole["findings"]


def test_markdown_ends_where_services_stop_reading(run: ProjectResult, config: Config) -> None:
    report = text("markdown", run, config)
    assert len(report) < 65_536
    rows = [line for line in report.splitlines() if line.startswith("| `")]
    left = int(report.splitlines()[-1].split()[0])
    assert left > 0 and len(rows) + left == len(run.findings)
    assert all(len([1 for at, char in enumerate(row) if char == "|" and row[at - 1] != "\\"]) == 5 for row in rows)


def test_grouped_names_each_file_once(run: ProjectResult, config: Config) -> None:
    heads = [line for line in text("grouped", run, config).splitlines() if line and not line.startswith(" ")]
    assert heads == [escape(path) for path in sorted({at.path for at in run.findings})]

"""Names of files and text in messages that would break a report, call somebody or give an order."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from mlsmells.config import Citation, Practice
from mlsmells.core import Confidence, Finding, Severity, Span
from mlsmells.engine.located import Line, Located, Step
from mlsmells.engine.project import ProjectResult
from mlsmells.report import escape, formats, render

from . import reading

NAMES = {
    "spaces": "my data/train it.py",
    "letters": "größe/模型 é.py",
    "quotes": "a\"b'c`d.py",
    "escapes": "a\x1b[31mb\x9bc.py",
    "line ends": "a\nb\r::error::owned.py",
    "marks": "a,b:c;d]e%f%0Ag|h.py",
    "markup": "<b>&amp;</b>[x](http://evil) @all #1 $x$ ![i](j).py",
    "undecodable": "a\udcff.py",
    "no character": "a\ufffe\uffffb\u202e.py",
    "an order": "##vso[task.complete result=Succeeded;]done.py",
    "percent": "100%25.py",
}
PRACTICE = Practice("a-b", "Ours | <i>@team</i>", "Says.", (Citation("d", "Döc", "§ 1"),))


def located(name: str, **changes: Any) -> Located:
    finding = Finding(
        "MLS103", "statistics-before-split", f"'{name}' is read", Severity.WARNING, Confidence.HIGH, Span(9, 4, 9, 6)
    )
    record: dict[str, Any] = {
        "path": name, "line": 9, "column": 5, "end_line": 9, "end_column": 7, "cell": None, "physical_line": 9,
        "physical_end_line": 9, "fingerprint": "0123456789abcdef",
        "steps": (Step(f"read from {name}", Line(3, None, name, 3)),),
        **changes,
    }  # fmt: skip
    return Located(finding, **record)


def text(output_format: str, name: str, **changes: Any) -> str:
    run = ProjectResult((located(name, **changes),), (located(name, line=1),), (name, "b.py"), 0.0)
    return render(output_format, run, lambda code: (PRACTICE,))


def utf8(name: str) -> str:
    """The name as services have it, which read no other text."""
    return name.encode("utf-8", "backslashreplace").decode()


each_name = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)


@each_name
@pytest.mark.parametrize("output_format", formats())
def test_nothing_that_a_terminal_obeys_gets_through(output_format: str, name: str) -> None:
    told = text(output_format, name)
    assert told.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", told)


@each_name
def test_sarif(name: str) -> None:
    report = reading.read_json(text("sarif", name), "sarif-schema-2.1.0.json")
    (result,) = report["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)
    assert result["message"]["text"] == f"'{utf8(name)}' is read"


@each_name
def test_gitlab_and_rdjson(name: str) -> None:
    issue = reading.read_json(text("gitlab", name), "gitlab-code-quality.json")[0]
    assert issue["location"]["path"] == utf8(name)
    report = reading.read_json(text("rdjson", name), "rdjson-diagnostic-result.json")
    assert report["diagnostics"][0]["location"]["path"] == utf8(name)


@each_name
@pytest.mark.parametrize("output_format", ["gitlab", "rdjson", "sarif"])
def test_what_services_read_is_text(output_format: str, name: str) -> None:
    """A lone surrogate, the trace of a byte that is no UTF-8, costs the whole report where a strict reader sits."""
    json.dumps(json.loads(text(output_format, name)), ensure_ascii=False).encode("utf-8")


@each_name
def test_github(name: str) -> None:
    first, second = (reading.github(line) for line in text("github", name).splitlines())
    assert first.name == second.name == "warning"
    assert first.properties["file"] == escape(name) and first.message == f"'{escape(name)}' is read"


@each_name
def test_azure(name: str) -> None:
    first, _ = (reading.azure(line) for line in text("azure", name).splitlines())
    assert first.properties["sourcepath"] == escape(name) and first.message == f"MLS103 '{escape(name)}' is read"


def test_a_note_cannot_order_azure_about() -> None:
    finding = Finding("MLS103", "n", NAMES["an order"], Severity.INFO, Confidence.HIGH, Span(1, 0, 1, 0))
    run = ProjectResult((Located(finding, NAMES["an order"], 1, 1, 1, 1, None, 1),), (), (), 0.0)
    assert "##vso[" not in render("azure", run, lambda code: ())


@each_name
def test_junit(name: str) -> None:
    root = ElementTree.fromstring(text("junit", name).encode())
    case = root.find(".//testcase[failure]")
    shown = re.sub("[\ufffe\uffff]", lambda match: match[0].encode("unicode_escape").decode(), escape(name))
    assert case is not None and case.get("file") == shown
    (failure,) = case
    assert failure.get("message") == f"'{shown}' is read" and root.find(".//error") is not None


@each_name
def test_a_row_of_markdown_stays_a_row(name: str) -> None:
    rows = [line for line in text("markdown", name).splitlines() if line.startswith("| `")]
    assert len(rows) == 2
    for row in rows:
        unescaped = re.sub(r"\\.", "", row)
        assert unescaped.count("|") == 5
        # Outside of code nothing is markup, nobody is called.
        prose = re.sub(r"(`+).*?[^`]\1(?!`)", "", unescaped, count=1)
        assert not re.search(r"[<`*\[\]](?!!-- -->)", prose.replace("<!-- -->", "")) and not re.search(
            r"@(?!<!-- -->)", prose
        )


@each_name
def test_json_knows_the_name_as_it_is(name: str) -> None:
    assert json.loads(text("json", name))["findings"][0]["path"] == name


def test_a_cell_is_told_with_the_line_on_disk() -> None:
    at = {"cell": 3, "line": 2, "end_line": 2, "physical_line": 77, "physical_end_line": 78}
    command = next(
        command
        for command in map(reading.github, text("github", "a.ipynb", **at).splitlines())
        if command.properties["line"] != "9"
    )
    assert command.properties == {
        "title": "MLS103 statistics-before-split",
        "file": "a.ipynb",
        "line": "77",
        "endLine": "78",
    }
    assert command.message == "cell 3 line 2: 'a.ipynb' is read"
    issue = json.loads(text("gitlab", "a.ipynb", **at))[-1]
    assert issue["location"] == {"path": "a.ipynb", "lines": {"begin": 77, "end": 78}}


ACCEPTED = {"concise": False, "full": False, "json": True, "json-lines": True, "sarif": True, "markdown": False}


@pytest.mark.parametrize(("output_format", "marked"), ACCEPTED.items(), ids=ACCEPTED)
def test_what_is_accepted_is_marked(output_format: str, marked: bool) -> None:
    told = render(output_format, ProjectResult((located("a.py", accepted=True),), (), ("a.py",), 0.0), lambda code: ())
    if output_format == "sarif":
        (result,) = json.loads(told)["runs"][0]["results"]
        assert result["suppressions"][0]["kind"] == "external"
    elif marked:
        assert '"accepted": true' in told

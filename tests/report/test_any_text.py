"""Whatever stands in a path or a message: each report can be read, and says what was said."""

from __future__ import annotations

import contextlib
import json
import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmells.core import Confidence, Finding, Severity, Span
from mlsmells.engine.located import Located
from mlsmells.engine.patches import NoDiff, added_lines
from mlsmells.engine.project import ProjectResult
from mlsmells.report import escape, formats, render

from . import reading

# What formats are made of comes more often than by chance.
PARTS = st.sampled_from(
    ["::", "::error ", "##vso[", "]", ";", ",", "%", "%0A", "%3A", "|", "`", "``", "@", "<!--", "]]>", "\\", "&", '"']
)
TEXT = st.lists(st.one_of(PARTS, st.text(max_size=5)), min_size=1, max_size=8).map("".join)


def told(output_format: str, path: str, message: str) -> str:
    finding = Finding("MLS103", "a-rule", message, Severity.WARNING, Confidence.HIGH, Span(1, 0, 1, 1))
    at = Located(finding, path, 1, 1, 1, 2, None, 1, 1, fingerprint="0123456789abcdef")
    return render(output_format, ProjectResult((at,), (), (path,), 0.0), lambda code: ())


@given(TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_every_report_is_read_back(path: str, message: str) -> None:
    report = {name: told(name, path, message) for name in formats()}
    assert all(text.encode("utf-8") for text in report.values())
    (command,) = map(reading.github, report["github"].splitlines())
    assert (command.properties["file"], command.message) == (escape(path), escape(message))
    (command,) = map(reading.azure, report["azure"].splitlines())
    assert (command.properties["sourcepath"], command.message) == (escape(path), f"MLS103 {escape(message)}")
    case = ElementTree.fromstring(report["junit"].encode()).find(".//failure")
    assert case is not None and not re.search("[\ufffe\uffff]", case.get("message") or "")
    (result,) = json.loads(report["sarif"])["runs"][0]["results"]
    assert result["message"]["text"] == message
    assert json.loads(report["json"])["findings"][0]["path"] == path
    assert json.loads(report["gitlab"])[0]["location"]["path"] == path
    assert json.loads(report["json-lines"])["message"] == message
    _, _, heads, line, *rows = report["markdown"].splitlines()
    assert heads.startswith("| where") and set(line) == set("|-")
    assert len(rows) == 1 and re.sub(r"\\.", "", rows[0]).count("|") == 5
    assert report["concise"].count("\n") == 1


@given(st.text(alphabet='+-@ ,1239\nab/\\"', max_size=60).map("--- a\n+++ b/".__add__))
@settings(max_examples=300, deadline=None)
def test_no_diff_is_a_crash(text: str) -> None:
    with contextlib.suppress(NoDiff):
        assert all(number >= 0 for lines in added_lines(text).values() for number in lines)

"""The machine-readable report, key by key."""

from __future__ import annotations

import json
from typing import Any

from mlsmells import __version__
from mlsmells.config import Citation, Practice
from mlsmells.core import Confidence, Finding, Fix, Severity, Span
from mlsmells.engine.located import Line, Located, Step
from mlsmells.engine.project import ProjectResult
from mlsmells.report import render

PRACTICE = Practice(
    "no-training-on-test", "Test data stays out", "Says so.", (Citation("handbook", "Our handbook", "Pet peeves"),)
)
FINDING = Finding(
    "MLS103",
    "statistics-before-split",
    "größe",
    Severity.WARNING,
    Confidence.MEDIUM,
    Span(30, 4, 31, 2),
    fix=Fix("move it", (), safe=False),
)
AT = Located(
    finding=FINDING,
    path="nb/a.ipynb",
    line=2,
    column=5,
    end_line=3,
    end_column=3,
    cell=4,
    physical_line=77,
    steps=(Step("read from a.csv", Line(1, 2, "df")),),
    fingerprint="0f",
)


def report(*findings: Located, errors: tuple[Located, ...] = ()) -> Any:
    run = ProjectResult(findings, errors, ("a.py", "nb/a.ipynb"), 0.21)
    return json.loads(render("json", run, lambda code: (PRACTICE,)))


def test_the_whole_report() -> None:
    assert report(AT) == {
        "schema_version": 1,
        "tool": {"name": "mlsmells", "version": __version__},
        "findings": [
            {
                "code": "MLS103",
                "name": "statistics-before-split",
                "message": "größe",
                "severity": "warning",
                "confidence": "medium",
                "path": "nb/a.ipynb",
                "line": 2,
                "column": 5,
                "end_line": 3,
                "end_column": 3,
                "cell": 4,
                "physical_line": 77,
                "practices": [
                    {
                        "id": "no-training-on-test",
                        "title": "Test data stays out",
                        "document": "Our handbook",
                        "section": "Pet peeves",
                    }
                ],
                "trace": [{"line": 1, "cell": 2, "note": "read from a.csv"}],
                "fix": {"safe": False, "description": "move it", "edits": []},
                "fingerprint": "0f",
                "accepted": False,
                "places": [],
            }
        ],
        "errors": [],
        "summary": {"files": 2, "notebooks": 1, "findings": 1, "notes": 0, "seconds": 0.21},
    }


def test_errors_are_not_findings_and_name_the_line_on_disk() -> None:
    found = report(errors=(AT,))
    assert found["findings"] == []
    assert found["errors"] == [{"path": "nb/a.ipynb", "line": 77, "message": "not analysed: cell 4 line 2: größe"}]


def test_a_finding_without_fix_and_practice_sources() -> None:
    finding = Finding("MLS101", "n", "m", Severity.ERROR, Confidence.HIGH, Span(1, 0, 1, 1))
    run = ProjectResult((Located(finding, "a.py", 1, 1, 1, 2, None, 1),), (), ("a.py",), 0.0)
    practice = Practice("a-b", "Title", "Says.")
    (found,) = json.loads(render("json", run, lambda code: (practice,)))["findings"]
    assert found["fix"] is None and found["cell"] is None
    assert found["practices"] == [{"id": "a-b", "title": "Title", "document": "", "section": ""}]


def test_the_text_is_ascii_with_a_final_line_end() -> None:
    text = render("json", ProjectResult((AT,), (), ("a.py",), 0.0), lambda code: ())
    assert text.isascii() and text.endswith("}\n")

"""The machine-readable report. Programs rely on it: a change of meaning needs a new schema version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mlsmells import __version__
from mlsmells.engine.problems import cited

if TYPE_CHECKING:
    from mlsmells.config import Practice
    from mlsmells.engine.located import Change, Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

WITH_EDITS = MARKS_ACCEPTED = True
SCHEMA_VERSION = 1


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """The run as JSON. It is ASCII, so no terminal and no encoding can stumble over it."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "mlsmells", "version": __version__},
        "findings": [finding(at, practices) for at in run.findings],
        "errors": [error(at) for at in run.errors],
        "summary": {
            "files": len(run.files),
            "notebooks": run.notebooks,
            "findings": sum(not at.accepted for at in run.findings),
            "notes": run.notes,
            "seconds": run.seconds,
        },
    }
    return json.dumps(report, indent=2) + "\n"


def finding(at: Located, practices: Practices) -> dict[str, Any]:
    """One finding."""
    found = at.finding
    fix = found.fix
    return {
        "code": found.code,
        "name": found.name,
        "message": found.message,
        "severity": str(found.severity),
        "confidence": str(found.confidence),
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
        "cell": at.cell,
        "physical_line": at.physical_line,
        "practices": [_practice(practice) for practice in practices(found.code)],
        "trace": [{"line": step.at.line, "cell": step.at.cell, "note": step.note} for step in at.steps],
        "fix": _fix(at) if fix and not fix.refusal else None,
        "fingerprint": at.fingerprint,
        "accepted": at.accepted,
        "places": [_place(each) for each in at.places],
    }


def _fix(at: Located) -> dict[str, Any]:
    """``edits`` is empty where the fix needs another one first."""
    fix = at.finding.fix
    assert fix is not None
    return {"safe": fix.safe, "description": fix.description, "edits": [_edit(edit) for edit in at.edits]}


def _edit(edit: Change) -> dict[str, Any]:
    return {key: value for key, value in edit._asdict().items() if "byte" not in key}


def _place(at: Located) -> dict[str, Any]:
    """One of the findings for which one stands, itself among them."""
    return {"path": at.path, "line": at.line, "column": at.column, "cell": at.cell, "physical_line": at.physical_line}


def _practice(practice: Practice) -> dict[str, str]:
    source = practice.sources[0] if practice.sources else None
    return {
        "id": practice.id,
        "title": practice.title,
        "document": source.title if source else "",
        "section": source.section if source else "",
    }


def error(at: Located) -> dict[str, Any]:
    """A file that could not be analysed."""
    # An error has no cell of its own, so its line is the one on disk.
    return {"path": at.path, "line": at.physical_line, "message": cited(at).finding.message}

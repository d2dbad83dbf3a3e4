"""The Diagnostic Format of reviewdog: comments on a review, with the edits of fixes as suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlsmells.core import Severity
from mlsmells.report._on_disk import HOME, last_line, said
from mlsmells.report._strict import strict
from mlsmells.report.concise import header, merged

if TYPE_CHECKING:
    from mlsmells.engine.located import Change, Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_CI = WITH_EDITS = True
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """One object with all diagnostics. Its columns count bytes."""
    report = {
        "source": {"name": "mlsmells", "url": HOME},
        "diagnostics": [_diagnostic(at, practices) for at in merged(run)],
    }
    return strict(report)


def _diagnostic(at: Located, practices: Practices) -> dict[str, Any]:
    page = f"{HOME}/blob/main/docs/rules/{at.finding.code}-{at.finding.name}.md"
    told = {
        "message": said(at),
        "location": {"path": at.path, "range": _range(at)},
        "severity": _SEVERITIES[at.finding.severity],
        "code": {"value": at.finding.code, "url": page},
        "original_output": header(at, practices),
    }
    # A range in a cell is none in the JSON around it.
    edits = at.edits if at.cell is None else ()
    return told | ({"suggestions": [_suggestion(edit) for edit in edits]} if edits else {})


def _range(at: Located) -> dict[str, Any]:
    if at.cell is not None:
        return {"start": {"line": at.physical_line}, "end": {"line": last_line(at)}}
    span = at.finding.span
    return _between(at.line, span.column + 1, at.end_line, span.end_column + 1)


def _suggestion(edit: Change) -> dict[str, Any]:
    return {"range": _between(edit.line, edit.byte_column, edit.end_line, edit.end_byte_column), "text": edit.text}


def _between(line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}

"""Places, evidence and fixes in the words of SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mlsmells.report._on_disk import last_line

if TYPE_CHECKING:
    from mlsmells.engine.located import Line, Located

BASE = "%SRCROOT%"


def artifact(path: str) -> dict[str, str]:
    """A file, by a relative URI."""
    return {"uri": quote(path.encode("utf-8", "surrogateescape"), safe="/"), "uriBaseId": BASE}


def location(at: Located) -> dict[str, Any]:
    """Where a finding is."""
    region = {"startLine": at.physical_line, "endLine": last_line(at)}
    if at.cell is None:
        region |= {"startColumn": at.column, "endColumn": at.end_column}
        if last_line(at) == at.line:
            region["endColumn"] = max(at.end_column, at.column)
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact(at.path), "region": region}}
    return place | _logical(at.path, at.cell, at.line, at.column)


def flows(at: Located) -> list[dict[str, Any]]:
    """The evidence, step by step."""
    steps = [
        {"location": _line(at.path, step.at) | {"message": {"text": step.note}}, "importance": "essential"}
        for step in at.steps
    ]
    return [{"threadFlows": [{"locations": steps}]}]


def fix(at: Located) -> dict[str, Any]:
    """What the fix changes."""
    assert at.finding.fix is not None
    told = at.finding.fix
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endLine": edit.end_line,
                "endColumn": edit.end_column,
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in at.edits
    ]
    change = {"artifactLocation": artifact(at.path), "replacements": replacements}
    text = told.description if told.safe else f"{told.description} (unsafe: it can change what the program computes)"
    return {"description": {"text": text}, "artifactChanges": [change]}


def _line(path: str, line: Line) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": line.physical_line or line.line}
    if line.text:
        region["snippet"] = {"text": line.text}
    place = {"physicalLocation": {"artifactLocation": artifact(path), "region": region}}
    return place | _logical(path, line.cell, line.line)


def _logical(path: str, cell: int | None, line: int, column: int | None = None) -> dict[str, Any]:
    """The cell of a notebook, and the place in it."""
    if cell is None:
        return {}
    inside = {"line": line} | ({"column": column} if column is not None else {})
    name = f"cell {cell}"
    told = {"name": name, "fullyQualifiedName": f"{path}#{name}", "kind": "cell", "properties": inside}
    return {"logicalLocations": [told]}

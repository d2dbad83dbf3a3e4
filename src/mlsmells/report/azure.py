"""Logging commands of Azure Pipelines: issues of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.report._on_disk import is_error, is_note, said
from mlsmells.report._terminal import escape
from mlsmells.report.concise import merged

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_CI = True
# What the agent reads back: in properties a semicolon and a bracket would end them.
_DATA = {"%": "%AZP25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ";": "%3B", "]": "%5D"}


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """A command a line. Azure knows errors and warnings; notes are said as plain lines of the log."""
    return "".join(f"{_line(at)}\n" for at in merged(run))


def _line(at: Located) -> str:
    message = f"{at.finding.code} {said(at)}"
    if is_note(at):
        # A message that looks like a command must not become one.
        return f"note: {escape(at.path)}:{at.physical_line}: {message}".replace("##", "# #")
    about = {
        "type": "error" if is_error(at) else "warning",
        "sourcepath": escape(at.path),
        "linenumber": str(at.physical_line),
        "columnnumber": str(at.column if at.cell is None else 1),
        "code": at.finding.code,
    }
    properties = "".join(f"{name}={_escaped(value, _PROPERTY)};" for name, value in about.items())
    return f"##vso[task.logissue {properties}]{_escaped(message, _DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)

"""Workflow commands of GitHub Actions: annotations on the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.report._on_disk import is_error, is_note, last_line, said, title
from mlsmells.report._terminal import escape
from mlsmells.report.concise import merged

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_CI = True


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """A command a line."""
    return "".join(f"{_command(at)}\n" for at in merged(run))


def _command(at: Located) -> str:
    level = "error" if is_error(at) else "notice" if is_note(at) else "warning"
    last = last_line(at)
    about = {"title": title(at), "file": escape(at.path), "line": at.physical_line, "endLine": last}
    if at.cell is None and last == at.line:  # columns are those of one line, and not those of a JSON string
        about |= {"col": at.column, "endColumn": max(at.end_column, at.column)}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in about.items())
    return f"::{level} {properties}::{_data(said(at))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

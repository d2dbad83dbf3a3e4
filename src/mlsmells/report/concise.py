"""One line per finding: ``path:line:col: MLS103 warning: [*] message [practice-id]``; ``[*]``: it has a safe fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core import Severity
from mlsmells.report._terminal import escape, paint

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_READERS = True
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """All findings and all files that could not be analysed, by path and place."""
    return "".join(f"{header(at, practices, color=color)}\n" for at in merged(run))


def merged(run: ProjectResult) -> list[Located]:
    """Findings and errors in one order."""
    return sorted((*run.findings, *run.errors), key=lambda at: (at.path, at.cell or 0, at.line, at.column))


def header(at: Located, practices: Practices, *, color: bool = False) -> str:
    """The line of one finding."""
    code = paint(at.finding.code, "bold", COLORS[at.finding.severity], color=color)
    where = f"{paint(escape(at.path), 'bold', color=color)}:{place(at)}:{at.column}"
    serving = practices(at.finding.code)
    practice = paint(f" [{serving[0].id}]", "dim", color=color) if serving else ""
    level = LEVELS[at.finding.severity]
    fixable = "[*] " if at.finding.fix is not None and at.finding.fix.safe else ""
    return f"{where}: {code} {level}: {fixable}{escape(at.finding.message)}{practice}"


def place(at: Located) -> str:
    """``12``, in a notebook ``cell 3:12``."""
    return str(at.line) if at.cell is None else f"cell {at.cell}:{at.line}"

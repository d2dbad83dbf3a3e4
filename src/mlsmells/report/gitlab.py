"""The Code Quality report of GitLab: what changed in a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlsmells.core import Severity
from mlsmells.report._on_disk import last_line, said
from mlsmells.report._strict import strict
from mlsmells.report.concise import merged

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_CI = True
_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """An array of issues. GitLab tells old ones from new ones by the fingerprint."""
    return strict([_issue(at) for at in merged(run)])


def _issue(at: Located) -> dict[str, Any]:
    return {
        "description": f"{at.finding.code} {said(at)}",
        "check_name": at.finding.name,
        "fingerprint": at.fingerprint,
        "severity": _SEVERITIES[at.finding.severity],
        "location": {"path": at.path, "lines": {"begin": at.physical_line, "end": last_line(at)}},
    }

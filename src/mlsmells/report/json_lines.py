"""A finding a line, as in the JSON report; a file that could not be analysed is a line with ``error`` alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mlsmells.report.json import SCHEMA_VERSION, error, finding

if TYPE_CHECKING:
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

WITH_EDITS = MARKS_ACCEPTED = True


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """ASCII JSON, so no terminal and no encoding can stumble over it."""
    lines = [
        *({"schema_version": SCHEMA_VERSION, **finding(at, practices)} for at in run.findings),
        *({"schema_version": SCHEMA_VERSION, "error": error(at)} for at in run.errors),
    ]
    return "".join(json.dumps(line) + "\n" for line in lines)

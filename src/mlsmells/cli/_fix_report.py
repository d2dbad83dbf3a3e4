"""What ``mlsmells fix`` did, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mlsmells import __version__

if TYPE_CHECKING:
    from mlsmells.cli._fixing import Outcome
    from mlsmells.core import Finding

SCHEMA_VERSION = 1


def render(outcomes: Sequence[Outcome], *, only_diff: bool) -> str:
    """ASCII JSON; ``edits`` are blocks of whole lines of the file as it was."""
    files = [_file(outcome) for outcome in outcomes if outcome.result is not None]
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "mlsmells", "version": __version__},
        "written": not only_diff,
        "files": [file for file in files if file["edits"] or file["refused"]],
    }
    return json.dumps(report, indent=2) + "\n"


def _file(outcome: Outcome) -> dict[str, Any]:
    from mlsmells.fix import line_edits

    source, result = outcome.source, outcome.result
    assert source is not None and result is not None
    edits = line_edits(source.text, result.text) if result.text is not None else ()
    return {
        "path": source.path,
        "fixed": [_finding(found) for found in result.applied],
        "refused": [_finding(found) | {"reason": why} for found, why in result.skipped],
        "edits": [{"line": e.line, "end_line": e.end_line, "text": e.text} for e in edits],
    }


def _finding(found: Finding) -> dict[str, Any]:
    fix = found.fix
    assert fix is not None
    return {"code": found.code, "name": found.name, "safe": fix.safe, "description": fix.description}

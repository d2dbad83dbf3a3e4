"""The page that GitHub shows of a job."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.cli._output import note
from mlsmells.report import Practices, escape, render

if TYPE_CHECKING:
    from mlsmells.engine.project import ProjectResult


def add_to_job_summary(
    run: ProjectResult, practices: Practices, called: Callable[[str], str], output_format: str
) -> None:
    """Append the Markdown report to the file that GitHub names, if it names one; not what is printed anyway."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path or output_format == "markdown":
        return
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(render("markdown", run, practices, called=called) + "\n")
    except OSError as error:
        note(escape(f"the job's summary cannot be written: {error.strerror or error}"))

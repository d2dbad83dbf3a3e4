"""When things were written, by git's dates: nothing here depends on the day of the run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import date, datetime, timezone
from pathlib import Path

from mlsmells.core.git import COMMAND, environment
from mlsmells.facts.project.git import GIT_SECONDS


class History:
    """Questions to git about a project's folder; None for whatever it does not know."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def today(self) -> date | None:
        """The day of the last commit."""
        return _day(self._ask("log", "-1", "--format=%ct"))

    def first_day(self, path: str) -> date | None:
        """The day on which a file was first committed."""
        told = self._ask("log", "--format=%ct", "--", path).split()
        return _day(told[-1]) if told else None

    def line_day(self, path: str, line: int) -> date | None:
        """The day on which a line was written."""
        told = self._ask("blame", "--no-textconv", "--porcelain", "-L", f"{line},{line}", "--", path)
        return _day(
            next((row.partition(" ")[2] for row in told.splitlines() if row.startswith("committer-time ")), "").strip()
        )

    def changes_since(self, day: str, paths: Iterable[str]) -> int:
        """How many commits after that day changed one of the files."""
        told = self._ask("rev-list", "--count", f"--since={day}T23:59:59Z", "HEAD", "--", *paths)
        return int(told) if told.strip().isdigit() else 0

    def _ask(self, *arguments: str) -> str:
        command = [*COMMAND, "-C", str(self.root), *arguments]
        compared = self.root if arguments[0] == "blame" else None
        try:
            done = subprocess.run(
                command, capture_output=True, check=True, timeout=GIT_SECONDS, env=environment(compared),
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except (subprocess.SubprocessError, OSError):
            return ""
        return done.stdout.decode("utf-8", "replace")


def _day(seconds: str) -> date | None:
    text = seconds.strip()
    return datetime.fromtimestamp(int(text), timezone.utc).date() if text.isdigit() else None

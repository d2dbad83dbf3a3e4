"""Files whose changes git has not got yet: a fix on top of them cannot be undone by itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def uncommitted(root: Path) -> set[Path]:
    """The changed files of the repository around ``root``; none without git or a repository."""
    command = ["git", "status", "--porcelain", "-z", "--untracked-files=no"]
    try:
        top = _output(["git", "rev-parse", "--show-toplevel"], root).strip()
        status = _output(command, root)
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return set()
    return {Path(os.path.realpath(os.path.join(top, entry[3:]))) for entry in status.split("\0") if len(entry) > 3}


def _output(command: list[str], folder: Path) -> str:
    run = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=10)
    return run.stdout.decode()

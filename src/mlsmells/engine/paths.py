"""What a file is called in reports."""

from __future__ import annotations

import os
from pathlib import Path


def displayed(path: Path, root: Path) -> str:
    """The path relative to the project's root, with ``/``; absolute when it is outside."""
    absolute = Path(os.path.abspath(path))
    return (absolute.relative_to(root) if absolute.is_relative_to(root) else absolute).as_posix()


def from_here(path: str, root: Path) -> str:
    """A displayed path as a reader in the working directory writes it; ``-`` (standard input) stays."""
    if path == "-":
        return path
    try:
        return Path(os.path.relpath(root / path)).as_posix()
    except ValueError:  # another drive
        return (root / path).as_posix()

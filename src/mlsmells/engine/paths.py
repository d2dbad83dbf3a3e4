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


def from_root(path: str, root: Path) -> str:
    """A displayed path for programs: never absolute, so that no report tells whose machine made it."""
    if not os.path.isabs(path):
        return path
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive
        return Path(path).name


def from_workspace(path: str, root: Path) -> str:
    """A displayed path as a CI service knows it: from the folder of the checkout, or else from here."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"):
        top, file = os.environ.get(name), Path(os.path.abspath(root / path))
        if top and path != "-" and file.is_relative_to(os.path.abspath(top)):
            return file.relative_to(os.path.abspath(top)).as_posix()
    return from_here(path, root)

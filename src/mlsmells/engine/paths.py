"""What a file is called in reports."""

from __future__ import annotations

import os
from pathlib import Path


def displayed(path: Path, root: Path) -> str:
    """The path relative to the project's root, with ``/``; absolute when it is outside."""
    absolute = Path(os.path.abspath(path))
    return (absolute.relative_to(root) if absolute.is_relative_to(root) else absolute).as_posix()

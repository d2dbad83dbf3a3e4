"""The modules of the project that a process checks files of, found and parsed once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mlsmells.sources import ProjectModules


@lru_cache(maxsize=1)
def modules_of(root: Path) -> ProjectModules:
    """One for all files that a process checks. Whoever changes files clears the cache."""
    return ProjectModules(root)

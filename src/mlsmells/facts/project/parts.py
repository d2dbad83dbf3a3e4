"""Parts of a repository that stand for themselves: services with an image each, programs collected in one place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project

# What is installed or built by itself.
_BUILT = ("Dockerfile", "requirements.txt", "setup.py", "pyproject.toml", "environment.yml", "environment.yaml")


def are_separate(project: Project, files: Iterable[str]) -> bool:
    """Each of the files lies in a part of its own, and none of these parts imports from another."""
    homes = [_home(str(project.root), file) for file in files]
    if len(set(homes)) < len(homes) or not all(_is_whole(project, home) for home in homes):
        return False
    return not any(_imports(project, a, b) or _imports(project, b, a) for a, b in combinations(homes, 2))


def _is_whole(project: Project, home: str) -> bool:
    """The part is built by itself, or a program: it fits a model."""
    below = (s for path, s in project.summaries.items() if path.startswith(f"{home}/"))
    return bool(home) and (_is_built(str(project.root), home) or any(summary["fits"] for summary in below))


def _imports(project: Project, one: str, other: str) -> bool:
    """A file below ``one`` imports one below ``other``."""
    below = (path for path in project.summaries if path.startswith(f"{one}/"))
    return any(used.startswith(f"{other}/") for path in below for used in project.imports.closure(path, 1))


def _home(root: str, file: str) -> str:
    """The nearest folder above the file that is built by itself, or else the one at the top; "" for the root."""
    folders = [str(folder) for folder in PurePosixPath(file).parents][:-1]
    return next((folder for folder in folders if _is_built(root, folder)), folders[-1] if folders else "")


@lru_cache(maxsize=4096)
def _is_built(root: str, folder: str) -> bool:
    path = Path(root, folder)
    return any(os.path.exists(path / name) for name in _BUILT)

"""What the copy of a project does without: environments, histories, and large files that no code speaks of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LARGE = 50 * 2**20
_FOLDERS = (
    *(".git", ".hg", ".venv", "venv", "node_modules", "__pycache__", ".mlsmells_cache", ".ipynb_checkpoints"),
    *(".tox", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
)
_CODE = (".py", ".ipynb", ".yaml", ".yml", ".json", ".toml", ".cfg", ".ini")
_by_name = shutil.ignore_patterns(*_FOLDERS)

Ignore = Callable[[str, list[str]], set[str]]


def left_out(root: Path) -> Ignore:
    """For ``shutil.copytree``: the names in a folder that are not copied."""

    def ignore(folder: str, names: list[str]) -> set[str]:
        out = set(_by_name(folder, names))
        for name in names:
            path = Path(folder, name)
            if name not in out and _is_large(path) and not _is_named(path, root):
                out.add(name)
        return out

    return ignore


def _is_large(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size > LARGE


def _is_named(path: Path, root: Path) -> bool:
    """The file, its folder or its suffix: ``glob("*.csv")`` and ``listdir("data")`` speak of it as well."""
    words = {path.name, path.stem, path.suffix, *path.relative_to(root).parts[:-1]} - {""}
    return any(word in _code(root) for word in words)


@lru_cache(maxsize=1)
def _code(root: Path) -> str:
    """The text of all code and settings."""
    texts = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in _FOLDERS]
        for path in (Path(folder, name) for name in names if name.endswith(_CODE)):
            if not _is_large(path):
                texts.append(path.read_text(encoding="utf-8", errors="replace"))
    return "\n".join(texts)

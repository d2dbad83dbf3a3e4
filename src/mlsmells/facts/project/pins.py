"""The versions that a project has settled on: its lock and requirements files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.files import text_of

# Locks say what was installed, so they come first.
_FILES = (
    "uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "conda-lock.yml",
    "requirements.lock", "requirements.txt", "requirements-dev.txt", "requirements_dev.txt", "dev-requirements.txt",
    "requirements/base.txt", "requirements/dev.txt", "environment.yml", "environment.yaml", "conda.yaml", "conda.yml",
)  # fmt: skip
_LOCKED = regex(r'\[\[packages?\]\]\s*\nname = "([^"]+)"\s*\nversion = "([^"]+)"')
_REQUIRED = regex(
    r"^[ \t]*(?:-[ \t]+)?[\"']?([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?[ \t]*={1,3}[ \t]*([\w.+!-]+)", re.MULTILINE
)
_CONDA_LOCKED = regex(r"^- name: (\S+)\n\s+version: ['\"]?([\w.+!-]+)", re.MULTILINE)


def normal(name: str) -> str:
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(root: Path | None, path: str) -> dict[str, str]:
    """Package → version, from the folder of a file (relative to ``root``) up to the root; the nearest wins."""
    if root is None or PurePosixPath(path).is_absolute() or path.startswith("../"):
        return {}
    out: dict[str, str] = {}
    for folder in PurePosixPath(path).parents:
        for name in _FILES:
            file = root / folder / name
            try:
                changed = file.stat().st_mtime_ns
            except OSError:
                continue
            for package, version in _read(file, changed).items():
                out.setdefault(package, version)
    return out


@lru_cache(maxsize=64)
def _read(file: Path, changed: int) -> dict[str, str]:
    """What one file pins. ``changed`` makes the answer outlive no edit."""
    text = text_of(file)
    return {normal(name): version for name, version in _pairs(file.name, text) if version[:1].isdigit()}


def _pairs(name: str, text: str) -> Iterator[tuple[str, str]]:
    if name == "Pipfile.lock":
        yield from _pipfile(text)
    elif name == "conda-lock.yml":
        yield from _CONDA_LOCKED.findall(text)
    else:
        yield from (_LOCKED if name.endswith((".lock", ".toml")) and "[[" in text else _REQUIRED).findall(text)


def _pipfile(text: str) -> Iterator[tuple[str, str]]:
    try:
        loaded = json.loads(text)
    except ValueError:
        return
    for section in ("default", "develop"):
        packages = loaded.get(section) if isinstance(loaded, dict) else None
        for name, entry in packages.items() if isinstance(packages, dict) else ():
            if isinstance(entry, dict) and isinstance(entry.get("version"), str):
                yield name, entry["version"].lstrip("=")

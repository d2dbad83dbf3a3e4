"""From a file or folder to its configuration: search upwards, read, build."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from mlsmells.config.errors import ConfigError
from mlsmells.config.layers import file_layers
from mlsmells.config.marked import Entry, read_text, read_toml, read_yaml
from mlsmells.config.settings import Config, build
from mlsmells.config.shared import is_shared
from mlsmells.config.stages import recognised

YAML_NAMES = ("mlsmells.yaml", "mlsmells.yml")
TOML_NAME = "pyproject.toml"
# The findings that a team has accepted.
ACCEPTED_NAME = "mlsmells-accepted.json"
# What marks a project's root when there is no configuration.
ROOT_MARKS = (".git", TOML_NAME, "setup.cfg", "setup.py", ACCEPTED_NAME)


def load_config(
    start: Path, *, explicit: Path | None = None, isolated: bool = False, here: Path | None = None
) -> Config:
    """The configuration for ``start`` (a file or folder), found from there upwards.

    ``explicit`` names the file instead; ``isolated`` reads none. Where nothing marks the project's root, it is
    ``here`` if that is above ``start``, else the folder of ``start``. Raises ConfigError.
    """
    if explicit is not None:
        if isolated:
            raise ConfigError(None, 0, "an explicit configuration file and isolation exclude each other")
        return _configured(Path(os.path.abspath(explicit)), _read_explicit(explicit))
    folders = list(_upwards(start))
    if not isolated:
        for folder in folders:
            found = _read_folder(folder)
            if found is not None:
                path, document = found
                return _configured(path, document)
    marked = (folder for folder in folders if any((folder / mark).exists() for mark in ROOT_MARKS))
    root = next(marked, here if here in folders else folders[0])
    return build(root, None, recognised(root))


def _configured(path: Path, document: Entry) -> Config:
    return build(path.parent, path, (*recognised(path.parent), *file_layers(document, path.name)))


def _upwards(start: Path) -> Iterator[Path]:
    # abspath(), not resolve(): a symlinked file belongs to the project it is seen in.
    here = Path(os.path.abspath(start))
    if not here.is_dir():
        here = here.parent
    yield here
    # What anybody may have left in /tmp does not configure the projects below it.
    yield from takewhile(lambda folder: not is_shared(folder), here.parents)


def _read_folder(folder: Path) -> tuple[Path, Entry] | None:
    files = [folder / name for name in YAML_NAMES if (folder / name).is_file()]
    toml = folder / TOML_NAME
    table = _read_pyproject(toml) if toml.is_file() else None
    if table is not None:
        files.append(toml)
    if not files:
        return None
    if len(files) > 1:
        both = f"{files[0].name} and {files[1].name}"
        raise ConfigError(files[0], 0, f"{both} both configure mlsmells here; keep one")
    return files[0], table or read_yaml(files[0])


def _read_pyproject(path: Path) -> Entry | None:
    """The table of a pyproject.toml; a broken file that never names the tool is not ours to judge."""
    try:
        return read_toml(path, "tool", "mlsmells")
    except ConfigError:
        try:
            text = read_text(path)
        except ConfigError:
            return None
        if re.search(r"^\s*\[\s*tool\s*\.\s*[\"']?mlsmells\b", text, re.MULTILINE):
            raise
        return None


def _read_explicit(path: Path) -> Entry:
    if path.suffix != ".toml":
        return read_yaml(path)
    table = read_toml(path, "tool", "mlsmells")
    if table is None:
        raise ConfigError(path, 0, "has no [tool.mlsmells] table")
    return table

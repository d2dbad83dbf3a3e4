"""``mlsmells cache``: what is kept of earlier runs."""

from __future__ import annotations

from pathlib import Path

import click

from mlsmells.cli._output import counted, emit, note, table
from mlsmells.config import load_config
from mlsmells.engine.cache import FOLDER
from mlsmells.engine.keeping.places import Folder
from mlsmells.engine.keeping.store import FILE, program_digest, whole_lines
from mlsmells.report import escape


def _folder(path: Path) -> Folder:
    return Folder(load_config(path, isolated=False).root / FOLDER)


_PATH = click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")


@click.group(name="cache")
def command() -> None:
    """Show or delete the results of earlier runs, in the folder .mlsmells_cache of a project.

    A cache in another place (`check --cache`) is whoever's who named it.

    \b
    Example:
      mlsmells cache info
    """


@command.command(name="info")
@_PATH
def info(path: Path) -> None:
    """Where the cache is, how large, and what is kept by which version.

    \b
    Example:
      mlsmells cache info
    """
    folder = _folder(path)
    rows = [("version", "files", "MB")]
    for file in reversed(folder.files()):
        files = sum(kind == FILE for kind, _ in whole_lines(folder.read(file.name)))
        mine = " (this one)" if file.stem == program_digest() else ""
        rows.append((file.stem + mine, f"{files:,}", f"{file.stat().st_size / 1e6:.1f}"))
    emit(f"{escape(str(folder.path))}\n" + (table(rows) if len(rows) > 1 else "nothing is kept\n"))


@command.command(name="clear")
@_PATH
def clear(path: Path) -> None:
    """Delete what is kept: the next run analyses every file.

    \b
    Example:
      mlsmells cache clear
    """
    folder = _folder(path)
    files = folder.files()
    folder.clear()
    note(f"deleted {counted(len(files), 'file')} of {escape(str(folder.path))}")

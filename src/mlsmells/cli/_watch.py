"""``check --watch``: the same command again whenever a file changes, until it is interrupted.

Each run is a process of its own: settings and modules of the project are read anew, and the cache keeps it fast. Files
are asked for their time of change: a linter needs no more, and it works on every file system.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from mlsmells.cli import Refused
from mlsmells.cli._output import note
from mlsmells.config import Config
from mlsmells.sources import discover

INTERVAL = 0.5
_SETTINGS = (
    "mlsmells.yaml",
    "mlsmells.yml",
    "pyproject.toml",
    "dvc.yaml",
    "requirements.txt",
    "mlsmells-accepted.json",
)

# Without the folder it is run in, whose modules may be called like ours.
_RUN = "import sys; sys.path.remove(''); from mlsmells.cli import main; main(prog_name='mlsmells')"

Stamp = dict[str, tuple[int, int]]


def watch(paths: Sequence[Path], config: Config) -> None:
    """Run ``mlsmells`` with this process's arguments, less ``--watch``; returns when interrupted."""
    if Path("-") in paths:
        raise Refused("--watch needs files or folders")
    command = [sys.executable, "-c", _RUN, *(each for each in sys.argv[1:] if each != "--watch")]
    try:
        while True:
            before = stamp(paths, config)
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
                sys.stdout.flush()
            subprocess.run(command, check=False)
            note("watching for changes; Ctrl-C ends it")
            while stamp(paths, config) == before:
                time.sleep(INTERVAL)
    except KeyboardInterrupt:
        return


def stamp(paths: Sequence[Path], config: Config) -> Stamp:
    """When each file that matters was changed, and its size: of an editor that saves twice within a tick as well."""
    files = [*discover(paths, exclude=config.exclude, root=config.root), *_others(config)]
    return {str(path): found for path in files if (found := _of(path)) is not None}


def _others(config: Config) -> list[Path]:
    named = [*config.knowledge, *filter(None, [config.practices])]
    return [*map(Path, named), *(config.root / name for name in _SETTINGS)]


def _of(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

"""One run of a program in a copy of its project: the files of the user stay as they are."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from mlsmells.proof.copies import left_out
from mlsmells.proof.running import Ran, run

T = TypeVar("T")


class Trial(NamedTuple):
    """What to run, and how. ``root`` is the project's."""

    script: Path
    root: Path
    arguments: tuple[str, ...]
    seconds: float
    network: bool

    @property
    def project(self) -> Path:
        """What is copied: the project, or the script's folder where it lies outside."""
        root, script = self.root.resolve(), self.script.resolve()
        return root if script.is_relative_to(root) else script.parent


def run_copy(
    trial: Trial,
    text: str,
    *,
    hash_seed: int = 0,
    shows: bool = False,
    around: Callable[[Path], Callable[[], T]] | None = None,
) -> tuple[Ran, T | None]:
    """Run it with this text in the script's place.

    ``around`` is called with the copy before the run, what it gives after it: to see what the run has written.
    """
    root = trial.project
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(root, copy, ignore=left_out(root), symlinks=True)
        path = copy / trial.script.resolve().relative_to(root)
        path.write_bytes(text.encode("utf-8"))
        after = around(copy) if around is not None else None
        ran = run(
            path,
            seconds=trial.seconds,
            hash_seed=hash_seed,
            network=trial.network,
            arguments=trial.arguments,
            folder=_folder(trial, copy),
            shows=shows,
        )
        return ran, after() if after is not None else None


def _folder(trial: Trial, copy: Path) -> Path:
    """Where it is run from: the copy of this folder, as with ``python script.py`` here; else the script's own."""
    here, root = Path.cwd().resolve(), trial.project
    if trial.script.suffix != ".ipynb" and here.is_relative_to(root):
        return copy / here.relative_to(root)
    return copy / trial.script.resolve().parent.relative_to(root)

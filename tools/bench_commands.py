"""The commands that the benchmark runs, each in a process of its own whose CPU time is counted."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

# flake8 knows its plugins from the installed distributions; both arms run this, one hides ours.
_FLAKE8 = """
import importlib.metadata as metadata, sys
hidden = sys.argv.pop(1)
found = metadata.distributions
metadata.distributions = lambda: (d for d in found() if d.metadata["name"] != hidden)
from flake8.main.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


class Cost(NamedTuple):
    """CPU seconds, and the most memory."""

    seconds: float
    megabytes: float


def cost_of(*command: str, place: Path | None = None) -> Cost:
    """What a command costs to its end; a failure stops the benchmark with what the command said."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A process of its own waits for it: the most memory of all children is told, not that of one.
    told = subprocess.run(
        [sys.executable, __file__, *command], cwd=place, env=environment, capture_output=True, text=True
    )
    if told.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{told.stderr[-2000:]}")
    seconds, megabytes = told.stdout.split()
    return Cost(float(seconds), float(megabytes))


def mlsmells(*arguments: str, place: Path | None = None) -> Cost:
    return cost_of(sys.executable, "-m", "mlsmells", *arguments, place=place)


def flake8(path: Path, *, plugin: bool) -> Cost:
    hidden = "" if plugin else "mlsmells"
    return cost_of(sys.executable, "-c", _FLAKE8, hidden, "--isolated", "--jobs", "1", ".", place=path)


def ruff(path: Path) -> Cost:
    return cost_of(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet", ".", place=path)


def version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _run(command: list[str]) -> int:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    print(used.ru_utime + used.ru_stime, kilobytes / 1024)
    if done.returncode not in (0, 1):  # 1: something was found
        sys.stderr.write(done.stderr.decode(errors="replace"))
        return done.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(_run(sys.argv[1:]))

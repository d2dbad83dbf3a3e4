"""Questions to git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from mlsmells.core.git import COMMAND, environment

SECONDS = 60
_COMPARE = frozenset({"add", "diff", "status"})


class GitError(Exception):
    """Git could not answer; the text says why in one line."""


def ask(root: Path, *arguments: str, given: str = "", more: Mapping[str, str] | None = None) -> str:
    """What git prints for a folder. ``given`` goes to its standard input, ``more`` into its environment."""
    try:
        done = subprocess.run(
            [*COMMAND, "-C", str(root), *arguments],
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**environment(root if arguments[0] in _COMPARE else None), **(more or {})},
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError("git did not answer in time") from None
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[0] if said else f"git ended with {done.returncode}")
    return done.stdout.decode("utf-8", "surrogateescape")


def ask_or_nothing(root: Path, *arguments: str, more: Mapping[str, str] | None = None) -> str:
    """The same; nothing where git has no answer."""
    try:
        return ask(root, *arguments, more=more)
    except GitError:
        return ""


def uncommitted(root: Path) -> set[Path]:
    """The changed files of the repository around ``root``, which git has not got yet; none without git."""
    top = ask_or_nothing(root, "rev-parse", "--show-toplevel").strip()
    status = ask_or_nothing(root, "status", "--porcelain", "-z", "--untracked-files=no")
    return {Path(os.path.realpath(os.path.join(top, entry[3:]))) for entry in status.split("\0") if len(entry) > 3}

"""Questions to git. It runs no hook, monitor, pager or diff program that the repository names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SECONDS = 60
_SETTINGS = ("core.fsmonitor=false", "core.quotePath=false", "diff.renameLimit=5000", "safe.directory=*")
_COMMAND = ("git", *(word for setting in _SETTINGS for word in ("-c", setting)))
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "LC_ALL": "C"}


class GitError(Exception):
    """Git could not answer; the text says why in one line."""


def ask(root: Path, *arguments: str, given: str = "", more: Mapping[str, str] | None = None) -> str:
    """What git prints for a folder. ``given`` goes to its standard input, ``more`` into its environment."""
    try:
        done = subprocess.run(
            [*_COMMAND, "-C", str(root), *arguments],
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**_surroundings(), **_ENVIRONMENT, **(more or {})},
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


def _surroundings() -> dict[str, str]:
    """The environment without what git tells its hooks: those names are relative to another folder."""
    return {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}


def ask_or_nothing(root: Path, *arguments: str, more: Mapping[str, str] | None = None) -> str:
    """The same; nothing where git has no answer."""
    try:
        return ask(root, *arguments, more=more)
    except GitError:
        return ""

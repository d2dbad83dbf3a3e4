"""How git is asked: it runs nothing that a repository names, neither hook, monitor, filter, helper nor pager.

A repository that came as an archive brings its own settings, and several of them are command lines.
"""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache
from pathlib import Path

_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "diff.renameLimit=5000",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.directory=*",
)
COMMAND = ("git", *(word for setting in _SETTINGS for word in ("-c", setting)))
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "LC_ALL": "C"}
# What git tells its hooks: those names are relative to another folder.
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF"})
_SECONDS = 20


def environment(root: Path | None = None) -> dict[str, str]:
    """The environment for git. ``root``: the folder of which files are compared with what git has: no filter is run."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return {**kept, **_ENVIRONMENT, **(_without_filters(root) if root is not None else {})}


@lru_cache(maxsize=8)
def _without_filters(root: Path) -> dict[str, str]:
    """Settings by which the filters that are named somewhere do nothing."""
    listed = [*COMMAND, "-C", str(root), "config", "--name-only", "-z", "--get-regexp", r"^filter\."]
    try:
        done = subprocess.run(
            listed, capture_output=True, timeout=_SECONDS, env=environment(), stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    names = {name.rpartition(".")[0] for name in os.fsdecode(done.stdout).split("\0") if name}
    found: dict[str, str] = {}
    number = int(os.environ.get("GIT_CONFIG_COUNT", "0") or 0)
    for name in sorted(names):
        for key, value in (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")):
            found |= {f"GIT_CONFIG_KEY_{number}": f"{name}.{key}", f"GIT_CONFIG_VALUE_{number}": value}
            number += 1
    return {**found, "GIT_CONFIG_COUNT": str(number)} if found else {}

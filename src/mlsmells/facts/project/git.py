"""What git tracks, and whether that is a file that the code names."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path, PurePosixPath

from mlsmells.core.git import COMMAND, environment
from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass

GIT_SECONDS = 20
# Names that files of different content share.
_COMMON = regex(
    r"(?:x_?|y_?|raw_?)?(?:train\w*|test\w*|val\w*|data\w*|df\w*|input\w*|features|labels|sample\w*)(?:[._-]|$)"
)
_ARCHIVES = (".zip", ".gz", ".tar.gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar")


@dataclass(frozen=True, slots=True)
class Git:
    """What git tracks, relative to the project's root ("../" for files of the repository above it).

    ``files`` is None when that is not known; ``problem`` then says why.
    """

    files: frozenset[str] | None = None
    problem: str = ""


def read_git(root: Path) -> Git:
    """Ask git; never fails."""

    def ask(*arguments: str) -> str:
        done = subprocess.run(
            [*COMMAND, "-C", str(root), *arguments], capture_output=True, check=True, timeout=GIT_SECONDS,
            env=environment(), stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done.stdout.decode("utf-8", "surrogateescape")

    try:
        prefix = ask("rev-parse", "--show-prefix").rstrip("\n")
        listed = ask("ls-files", "-z", "--full-name", ":/")
    except FileNotFoundError:
        return Git(problem="git is not installed")
    except subprocess.TimeoutExpired:
        return Git(problem="git did not answer in time")
    except (subprocess.SubprocessError, OSError):
        return Git(problem="not a git repository")
    files = frozenset(_from_root(path, prefix) for path in listed.split("\0") if path)
    if not files:
        return Git(problem="git tracks no file here")
    return Git(files)


def _from_root(path: str, prefix: str) -> str:
    if path.startswith(prefix):
        return path[len(prefix) :]
    return os.path.relpath(path, prefix or ".").replace(os.sep, "/")


def tracked_as(lower: frozenset[str], candidates: list[str], wanted: str) -> bool:
    """Git has the path: as it is, as a folder, packed, or under another working directory.

    ``lower``: what git tracks, in lower case (file systems differ in that, people's paths too).
    """
    for path in candidates:
        low = path.lower()
        if low in lower or any(low + packed in lower for packed in _ARCHIVES) or low + ".dvc" in lower:
            return True
        if any(str(folder) in lower for folder in PurePosixPath(low).parents):
            return True  # git tracks no folder but those of other repositories: the data has one of its own
        stem = low.rpartition(".")[0] or low
        if any(stem + packed in lower for packed in _ARCHIVES):
            return True
    tail = "/" + re.sub(r"^(?:\.{1,2}/)+", "", wanted).lower().rstrip("/")
    if not _COMMON.match(tail.rpartition("/")[2]):
        tail = "/" + tail.rpartition("/")[2]  # a name of its own is the same data in another folder
    below = [path.lower().rstrip("/") + "/" for path in candidates if path]
    if below and any(name.startswith(tuple(below)) for name in lower):
        return True
    return any(("/" + name).endswith(tail) or tail + "/" in "/" + name for name in lower)

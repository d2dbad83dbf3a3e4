"""Where git says that files have gone which were accepted under another name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from mlsmells.engine.git import GitError, ask, ask_or_nothing


def renames(root: Path, missing: Collection[str], since: str) -> dict[str, str]:
    """For those of the ``missing`` files that git finds again: the name they have now. Paths are the project's.

    Compared are the working tree, files that git does not track yet among them, and the commit that last touched the
    file ``since``; and the last commit, for a file that is younger than that.
    """
    suffixes = sorted({f":(glob)**/*{PurePosixPath(path).suffix}" for path in missing})
    base = ask_or_nothing(root, "log", "-1", "--format=%H", "--", since).strip()
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        index = _index_of_all(root, suffixes, Path(folder) / "index")
        for commit in dict.fromkeys(filter(None, (base, "HEAD"))):
            options = ("-z", "-M", "--name-status", "--diff-filter=R", "--relative", "--no-ext-diff")
            told = ask_or_nothing(root, "diff", *options, commit, "--", *suffixes, more=index)
            for old, new in _pairs(told):
                if old in missing and os.path.isfile(root / new):
                    found.setdefault(old, new)
    return found


def _index_of_all(root: Path, suffixes: list[str], copy: Path) -> dict[str, str]:
    """A copy of git's index that knows the untracked files too: without them a plain ``mv`` is no rename."""
    try:
        untracked = ask(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *suffixes)
        if not untracked:
            return {}
        shutil.copyfile(root / ask(root, "rev-parse", "--git-path", "index").rstrip("\n"), copy)
        index = {"GIT_INDEX_FILE": str(copy)}
        ask(
            root, "add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul", given=untracked, more=index
        )
    except (GitError, OSError):
        return {}
    return index


def _pairs(told: str) -> Iterator[tuple[str, str]]:
    """``R090``, the old name, the new one; and so on."""
    words = told.split("\0")
    return zip(words[1::3], words[2::3], strict=False)

"""The lines that a change adds, and the findings on them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.engine import rollup
from mlsmells.engine.git import GitError, ask, ask_or_nothing
from mlsmells.engine.patches import added_lines

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

_DIFF = ("diff", "--unified=0", "-M", "--no-color", "--no-ext-diff", "--no-textconv", "--relative")
_PREFIXES = ("--src-prefix=a/", "--dst-prefix=b/")
# Data that git can print line by line: nothing is reported there.
_DATA = tuple(f":(exclude,icase)*.{suffix}" for suffix in ("csv", "tsv", "json", "jsonl", "xml", "svg", "html"))


@dataclass(frozen=True, slots=True)
class Added:
    """Lines on disk by path, as the project calls its files; None for a file that is new as a whole."""

    lines: Mapping[str, set[int] | None]

    def holds(self, at: Located) -> bool:
        """A line of the finding itself, or one of its evidence, was added."""
        if at.path not in self.lines:
            return False
        lines = self.lines[at.path]
        if lines is None:
            return True
        own = range(at.physical_line, max(at.physical_line, at.physical_end_line) + 1)
        return any(line in lines for line in own) or any(step.at.physical_line in lines for step in at.steps)

    def only(self, run: ProjectResult) -> ProjectResult:
        """What the run says of the added lines; of the files that changed, if they could not be analysed."""
        found = (rollup.part(at, self.holds) for at in run.findings)
        return replace(
            run,
            findings=tuple(at for at in found if at is not None),
            silenced=tuple(at for at in run.silenced if self.holds(at)),
            errors=tuple(at for at in run.errors if at.path in self.lines),
            broken=tuple(path for path in run.broken if path in self.lines),
        )


def since(root: Path, revision: str) -> Added:
    """What the working tree adds to the revision from which it began. Raises GitError."""
    if revision.startswith("-"):
        raise GitError(f"'{revision}' is no revision")
    ask(root, "rev-parse", "--git-dir")
    commit = ask_or_nothing(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    if not commit:
        raise GitError(f"'{revision}' names no commit here (a shallow clone holds only the last ones)")
    # What others have changed there since is none of ours. A shallow clone may not know where the two parted.
    base = ask_or_nothing(root, "merge-base", commit, "HEAD").strip() or commit
    told = added_lines(ask(root, *_DIFF, *_PREFIXES, base, "--", ".", *_DATA))
    lines: dict[str, set[int] | None] = {path.removeprefix("b/"): numbers for path, numbers in told.items()}
    untracked = ask(root, "ls-files", "--others", "--exclude-standard", "-z")
    return Added(lines | dict.fromkeys(filter(None, untracked.split("\0"))))


def told_by(text: str, root: Path) -> Added:
    """What a diff adds. Raises NoDiff."""
    lines: dict[str, set[int] | None] = {}
    for name, numbers in added_lines(text).items():
        for path in _paths(name, root):
            lines[path] = numbers
    return Added(lines)


def _paths(name: str, root: Path) -> Iterator[str]:
    """The project's file that a diff means: named from the repository, the project or here, with ``b/`` or without."""
    tops = [folder for folder in (root, *root.parents) if (folder / ".git").exists()][:1]
    for short in dict.fromkeys((name.removeprefix("b/"), name, name.partition("/")[2])):
        for folder in (*tops, root, Path.cwd()):
            path = Path(os.path.normpath(folder / short)) if short else folder
            if path.is_file() and path.is_relative_to(root):
                yield path.relative_to(root).as_posix()
                return

"""Which files of a project are named by its modules: what a service loads, what a script copies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project


def named_by_modules(project: Project, files: Iterable[str]) -> set[str]:
    """Those of the file names that stand in the text of a module."""
    found: set[str] = set()
    wanted = set(files)
    for module in project.modules if wanted else ():
        try:
            text = (project.root / module).read_bytes()
        except OSError:
            continue
        found |= {name for name in wanted - found if name.encode() in text}
    return found

"""Which generators a program's imports seed before it draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.project.model import Project

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import Summary

# Imports between an entry point and the module that seeds.
MAX_HOPS = 8


def is_entry(summary: Summary) -> bool:
    """Something that is started: a script, a command or a notebook."""
    return summary["role"] in ("training-script", "notebook")


def seeded_on_import(project: Project, path: str) -> set[str]:
    """The libraries that modules seed when the program imports them, and those its importers seed first."""
    own = project.summaries[path]
    inner = project.imports.closure(path, MAX_HOPS) - {path}
    packages = {f"{folder}/__init__.py" for other in inner for folder in _folders(other)}
    found = [s for other in inner | packages if other in project.summaries for s in project.summaries[other]["seeds"]]
    out = {lib for seed in found if seed["fixed"] and seed["on_import"] for lib in seed["libs"]}
    if not own["main_guard"] and own["role"] != "notebook":
        # It runs when it is imported, by a program that may have seeded before.
        outer = project.imports.importers(path, MAX_HOPS) - {path}
        out |= {lib for o in outer for s in project.summaries[o]["seeds"] if s["fixed"] for lib in s["libs"]}
    return out


def _folders(path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]

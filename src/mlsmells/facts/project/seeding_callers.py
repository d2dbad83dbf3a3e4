"""Whether the programs that import a module seed what it draws from: the module then need not do it once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.facts.observers.seeds import EVERY
from mlsmells.facts.project.seeded_imports import MAX_HOPS, is_entry, seeded_on_import

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project

# Library → the generator it draws from.
_DRAWS_FROM = {
    "numpy": "numpy", "sklearn": "numpy", "scipy": "numpy", "pandas": "numpy", "imblearn": "numpy",
    "torch": "torch", "torchvision": "torch", "pytorch_lightning": "torch", "lightning": "torch",
    "tensorflow": "tensorflow", "keras": "tensorflow", "random": "random",
}  # fmt: skip


def seeded_by_callers(project: Project, path: str) -> bool:
    """All programs that lead to the module seed every generator that it may draw from, and there is one at least."""
    wanted = {_DRAWS_FROM[name] for name in _imported(project, path) if name in _DRAWS_FROM}
    outer = project.imports.importers(path, MAX_HOPS) - {path}
    started = [other for other in outer if is_entry(project.summaries[other]) or _is_started(project, other)]
    started = [other for other in started if project.summaries[other]["role"] not in ("test", "example")]
    # A notebook that looks at the data beside the scripts that train decides nothing.
    programs = [other for other in started if not other.endswith(".ipynb")] or started
    return bool(programs and wanted) and all(_seeds(project, other, wanted) for other in programs)


def _imported(project: Project, path: str) -> set[str]:
    return {package.partition(".")[0] for package in project.summaries[path]["packages"]}


def _is_started(project: Project, path: str) -> bool:
    """A file with a main guard, or one that nobody imports."""
    return project.summaries[path]["main_guard"] or project.imports.importers(path) == {path}


def _seeds(project: Project, path: str, wanted: set[str]) -> bool:
    own = {lib for seed in project.summaries[path]["seeds"] if seed["fixed"] for lib in seed["libs"]}
    seeded = own | seeded_on_import(project, path)
    return EVERY in seeded or wanted <= seeded

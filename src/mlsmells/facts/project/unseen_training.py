"""Programs that ask a module to train, in a way that is not followed, where nothing sets a seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.observers.seeds import EVERY
from mlsmells.facts.project.seeded_imports import MAX_HOPS, is_entry

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import Place, UnseededRecord
    from mlsmells.facts.project.model import Project


def unseen_training(project: Project) -> Iterator[tuple[str, Place, list[UnseededRecord]]]:
    """The program, the call that asks, and the draws of the module that does it."""
    hidden = {path: s["random"]["uncalled"] for path, s in project.summaries.items() if s["random"]["uncalled"]}
    if not hidden:
        return
    for path, summary in project.summaries.items():
        if not is_entry(summary) or not summary["asks"] or summary["random"]["unseeded"]:
            continue
        reached = project.imports.closure(path, MAX_HOPS)
        seeded = _seeded(project, reached | project.imports.importers(path, MAX_HOPS))
        for module in sorted(reached & hidden.keys()):
            record = hidden[module]
            draws = [d for d in record["draws"] if d["lib"] not in seeded] if record and EVERY not in seeded else []
            call = next((a for a in summary["asks"] if record and a["name"] in record["within"]), None)
            if draws and call is not None:
                yield path, call["at"], draws
                break


def _seeded(project: Project, paths: set[str]) -> set[str]:
    """The libraries that any of these files seeds, wherever it does so."""
    summaries = (project.summaries[path] for path in paths if path in project.summaries)
    return {lib for summary in summaries for seed in summary["seeds"] for lib in seed["libs"]}

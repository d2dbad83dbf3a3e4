"""A model that one program trains and saves, and another one loads and scores: on which rows each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import Rule, Span, TraceStep, cut_path
from mlsmells.facts import Project, records


class SavedAndScored(NamedTuple):
    """``saved`` stands in ``file``; what it made is loaded and scored in ``other``, on rows of the same data."""

    file: str
    saved: records.ModelRecord
    other: str
    scored: records.ModelRecord

    @property
    def where(self) -> str:
        """The score, for a message."""
        return cut_path(f"{self.other}:{self.scored['at'][0]}")

    def trace(self) -> list[TraceStep]:
        return [TraceStep(self.saved["at"][0], f"learns from rows of {cut_path(self.saved['data'])}")]

    @property
    def span(self) -> Span:
        return Span(*self.saved["at"])


def saved_and_scored(project: Project, rule: Rule) -> Iterator[SavedAndScored]:
    """Each pair once for a place that trains."""
    judged = {p: s for p, s in project.summaries.items() if s["role"] not in rule.silent_roles}
    scored = [(path, record) for path, summary in judged.items() for record in summary["scored_models"]]
    for path, summary in judged.items() if scored else ():
        for saved in summary["saved_models"]:
            for other, record in scored:
                same = all(_same(project, saved[key], path, record[key], other) for key in ("model", "data"))
                if other != path and same:
                    yield SavedAndScored(path, saved, other, record)


def _same(project: Project, one: str, reader: str, two: str, other: str) -> bool:
    """Both texts may name one file, and of two that differ no part is left out."""
    return bool(set(project.places(one, reader)) & set(project.places(two, other)))

"""What one program learned from rows that it writes, and another program that reads and divides them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from mlsmells.core import Rule, Span, TraceStep, cut_path
from mlsmells.facts import Project, records

By = Literal["divided", "folded"]


class HandedOn(NamedTuple):
    """``learned`` stands in ``file``; the rows it wrote are divided at ``where``."""

    file: str
    write: records.WriteRecord
    learned: records.LearnedRecord
    where: str

    @property
    def span(self) -> Span:
        return Span(*self.learned["at"])

    @property
    def path(self) -> str:
        """The file between the two, for a message."""
        return cut_path(self.write["path"] or "")

    def trace(self, text: str) -> list[TraceStep]:
        """From what was done to the rows to where they were written."""
        return sorted([TraceStep(self.span.line, text), TraceStep(self.write["at"][0], "written")])


def handed_on(project: Project, rule: Rule, kinds: Collection[str], by: By) -> Iterator[HandedOn]:
    """One for each place that learned, or copied rows; the training part of a split is only ever folded."""
    readers = [
        (path, read, read["path"])
        for path, summary in project.summaries.items()
        if summary["role"] not in rule.silent_roles
        for read in summary["reads"]
        if read[by] and read["path"]
    ]
    told: set[tuple[str, int]] = set()
    for path, summary in project.summaries.items() if readers else ():
        for write in summary["writes"]:
            for learned in write["learned"]:
                at = (path, learned["at"][0])
                if learned["kind"] not in kinds or not write["path"] or at in told:
                    continue
                mine = set(project.places(write["path"], path))
                for other, read, data in readers:
                    if (
                        other != path
                        and (not learned["column"] or learned["column"] in read["targets"])
                        and (learned["whole"] or by == "folded")
                        and mine & set(project.places(data, other))
                    ):
                        told.add(at)
                        yield HandedOn(path, write, learned, cut_path(f"{other}:{read[by]}"))
                        break

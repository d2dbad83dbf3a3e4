"""Cells that ran before a cell above them whose effect they use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.notebook.effects import Effects, effects
from mlsmells.facts.notebook.kernel import Step

if TYPE_CHECKING:
    from mlsmells.sources.document import Source

_NONE = Effects()
# What is drawn on: a picture of its own in each cell.
PICTURES = frozenset({"ax", "axes", "axs", "fig", "figure"})


class Early(NamedTuple):
    """``cell`` reads ``name``, which ``source`` above it set or changed only afterwards."""

    cell: Step
    source: Step
    name: str


def too_early(source: Source, ran: list[Step]) -> list[Early]:
    """In the order of the notebook, one for each cell that ran too early."""
    counted = [step for step in ran if step.number is not None]
    if all(above.number <= below.number for above, below in pairwise(counted)):  # type: ignore[operator]
        return []
    does = effects(source)
    known = {step.number for step in counted}
    out = []
    for at, step in enumerate(counted):
        early = next(_early(step, counted[:at], does, known), None)
        if early is not None:
            out.append(early)
    return out


def _early(step: Step, above: list[Step], does: dict[int, Effects], known: set[int | None]) -> Iterator[Early]:
    here = does.get(step.cell, _NONE)
    for name in () if here.looks else sorted(here.needs - PICTURES):
        for giver in reversed(above):
            gives = does.get(giver.cell, _NONE)
            if not gives.touches(name):
                continue
            assert step.number is not None and giver.number is not None
            if giver.number > step.number and not (name in gives.converts and _ran_before(step.number, known)):
                yield Early(step, giver, name)
            if name in gives.sets:
                break


def _ran_before(number: int, known: set[int | None]) -> bool:
    """A count below this one is missing: a cell that ran again has left it."""
    return any(n not in known for n in range(1, number))

"""Cells that ran before a cell above them whose effect they use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.notebook.effects import CellEffects
from mlsmells.facts.notebook.kernel import Step

if TYPE_CHECKING:
    from mlsmells.sources.document import Source

# What is drawn on: a picture of its own in each cell.
PICTURES = frozenset({"ax", "axes", "axs", "fig", "figure"})


class Early(NamedTuple):
    """``cell`` reads ``name``, which ``source`` above it set or changed only afterwards.

    ``weight``: 2 where a fit, a score or a written file is stale, 1 where other cells get what is stale; 0 where only
    a picture is, or where ``source`` only did again what it had done.
    """

    cell: Step
    source: Step
    name: str
    weight: int


def too_early(source: Source, ran: list[Step]) -> list[Early]:
    """In the order of the notebook, one for each cell that ran too early: the worst that it reads."""
    counted = [step for step in ran if step.number is not None]
    if all(above.number <= below.number for above, below in pairwise(counted)):  # type: ignore[operator]
        return []
    does = CellEffects(source)
    known = {step.number for step in counted}
    out = []
    for at, step in enumerate(counted):
        if all(above.number <= step.number for above in counted[:at]):  # type: ignore[operator]
            continue  # everything above it had run
        found = list(_early(step, counted[:at], does, known))
        if found:
            out.append(max(found, key=lambda early: early.weight))
    return out


def _early(step: Step, above: list[Step], does: CellEffects, known: set[int | None]) -> Iterator[Early]:
    here = does[step.cell]
    for name in () if here.looks else sorted(here.needs - PICTURES):
        for giver in reversed(above):
            gives = does[giver.cell]
            if not gives.touches(name):
                continue
            assert step.number is not None and giver.number is not None
            if giver.number > step.number and not (name in gives.converts and _ran_before(step.number, known)):
                yield Early(step, giver, name, 0 if name in gives.again else _weight(step.cell, does))
            if name in gives.sets:
                break


def _weight(cell: int, does: CellEffects) -> int:
    return 2 if does[cell].weighs else 0 if _only_shows(cell, does) else 1


def _only_shows(cell: int, does: CellEffects) -> bool:
    """No other cell gets anything from this one."""
    here = does[cell]
    left = (here.sets | here.changes) - PICTURES
    return not here.acts and not any(left & does[at].needs for at in does.bodies if at != cell)


def _ran_before(number: int, known: set[int | None]) -> bool:
    """A count below this one is missing: a cell that ran again has left it."""
    return any(n not in known for n in range(1, number))

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

    ``weight``: 2 where a fit, a score or a written file is stale, 1 where others get what is stale and fit, score or
    write with it; 0 where it is only drawn or shown, or where ``source`` only did again what it had done.
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
    out = []
    for at, step in enumerate(counted):
        if all(above.number <= step.number for above in counted[:at]):  # type: ignore[operator]
            continue  # everything above it had run
        found = list(_early(step, counted[:at], does, counted))
        if found:
            out.append(max(found, key=lambda early: early.weight))
    return out


def _early(step: Step, above: list[Step], does: CellEffects, ran: list[Step]) -> Iterator[Early]:
    here, known = does[step.cell], {each.number for each in ran}
    for name in () if here.looks else sorted(here.needs - PICTURES):
        for giver in reversed(above):
            gives = does[giver.cell]
            if not gives.touches(name):
                continue
            assert step.number is not None and giver.number is not None
            if giver.number > step.number and not (name in gives.converts and _ran_before(step.number, known)):
                weight = 0 if name in gives.again else _weight(step.cell, does)
                yield Early(step, giver, name, 0 if weight == 1 and _same(name, giver, step, does, ran) else weight)
            if name in gives.sets:
                break


def _weight(cell: int, does: CellEffects) -> int:
    return 2 if does[cell].weighs else 1 if does[cell].acts or _comes_to_weigh(cell, does) else 0


def _same(name: str, giver: Step, reader: Step, does: CellEffects, ran: list[Step]) -> bool:
    """The cell worked ``name`` out once more from what nobody had touched since the reader ran."""
    inputs = does[giver.cell].derived.get(name, frozenset())
    assert giver.number is not None and reader.number is not None
    between = [s for s in ran if s.number is not None and reader.number < s.number < giver.number]
    return bool(inputs) and not any(does[s.cell].touches(used) for s in between for used in inputs)


def _comes_to_weigh(cell: int, does: CellEffects) -> bool:
    """What this cell leaves reaches a cell that fits, scores or writes, over any number of others."""
    seen, waiting = {cell}, [cell]
    while waiting:
        here = does[waiting.pop()]
        left = (here.sets | here.changes) - PICTURES
        readers = [at for at in does.bodies if at not in seen and left & does[at].needs]
        if any(does[at].weighs or does[at].acts for at in readers):
            return True
        seen.update(readers)
        waiting += readers
    return False


def _ran_before(number: int, known: set[int | None]) -> bool:
    """A count below this one is missing: a cell that ran again has left it."""
    return any(n not in known for n in range(1, number))

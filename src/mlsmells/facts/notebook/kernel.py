"""A notebook run from top to bottom in a fresh kernel: which names are bound when they are read.

Only names are followed, not values: a cell's reads and bindings in the order
Python makes them, function bodies when they are called, class bodies at once.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.records import dataclass, field
from mlsmells.facts.notebook import intent
from mlsmells.facts.notebook import names as known
from mlsmells.facts.notebook.binds import bound_names
from mlsmells.facts.notebook.scopes import Scopes
from mlsmells.facts.notebook.state import Missing

if TYPE_CHECKING:
    from mlsmells.sources.document import Cell, Source

__all__ = ["Missing", "Notebook", "Step", "notebook", "run_order"]

# Cells that are not meant to run, or meant to fail.
EXEMPT_TAGS = frozenset({"raises-exception", "skip-execution", "nbval-skip", "skip", "scratch"})


class Step(NamedTuple):
    """A code cell that ran: its index, where its first line is, and its execution count."""

    cell: int
    line: int
    number: int | None


@dataclass(slots=True)
class Notebook:
    """``missing``: in program order, each name once. ``ran``: executed cells in document order."""

    missing: list[Missing] = field(default_factory=list)
    ran: list[Step] = field(default_factory=list)
    uncounted: list[Step] = field(default_factory=list)  # outputs without a count

    @property
    def mixed(self) -> bool:
        """One kernel gives each count once: a count that occurs twice tells of two, and nothing of what ran first."""
        return len({step.number for step in self.ran}) < len(self.ran)


def run_order(source: Source) -> Notebook:
    """The order of execution alone, which costs nothing."""
    out = Notebook()
    for cell in source.cells:
        _note_run(out, cell)
    return out


def notebook(source: Source) -> Notebook:
    """The notebook's facts; empty for a Python file."""
    out = run_order(source)
    if source.cells and source.tree is not None:
        try:
            out.missing = _missing(source)
        except RecursionError:  # an expression nested too deep to follow: nothing is known
            out.missing = []
    return out


def _note_run(out: Notebook, cell: Cell) -> None:
    if cell.kind != "code" or not cell.source.strip() or EXEMPT_TAGS & set(cell.tags):
        return
    step = Step(cell.index, cell.start, cell.execution_count or None)  # some tools write 0 for "not run"
    if step.number is not None:
        out.ran.append(step)
    elif cell.outputs:
        out.uncounted.append(step)


def _missing(source: Source) -> list[Missing]:
    by_cell: dict[int, list[ast.stmt]] = {}
    assert source.tree is not None
    for statement in source.tree.body:
        cell = source.cell_at(statement.lineno)
        if cell is not None:
            by_cell.setdefault(cell.index, []).append(statement)
    kernel = Scopes(source.code)
    binds: dict[int, set[str]] = {}
    out: dict[str, Missing] = {}
    for cell in source.cells:
        if cell.kind == "code":
            _run_cell(kernel, cell, by_cell.get(cell.index, []))
        kernel.open |= known.opens(cell)
        found = [m for m in kernel.take() if not EXEMPT_TAGS & set(cell.tags) and not _may_be_bound(source, m.name)]
        if found and not binds:
            timed = {cell.index for cell in source.cells if known.is_timed(cell)}
            binds = {i: bound_names(body, source.code) for i, body in by_cell.items() if i not in timed}
        for missing in found:
            later = next((i for i in sorted(binds) if i >= cell.index and missing.name in binds[i]), None)
            if later is not None or not intent.deliberate(source.cells, cell, missing):
                out.setdefault(missing.name, missing._replace(cell=cell.index, later=later))
    hidden = kernel.exempt | intent.shown_errors(source.cells)
    return _with_evidence(source.cells, [m for m in out.values() if m.name not in hidden])


def _may_be_bound(source: Source, name: str) -> bool:
    return any(known.may_bind(cell, name) for cell in source.cells)


def _with_evidence(cells: tuple[Cell, ...], found: list[Missing]) -> list[Missing]:
    lacking = sum(m.later is None and m.deleted is None for m in found)
    out = []
    for missing in found:
        nowhere = missing.later is None and missing.deleted is None
        cell = cells[missing.cell - 1]
        said = intent.evidence(cells, cell, nowhere=nowhere, lacking=lacking)
        out.append(missing._replace(evidence=said))
    return out


def _run_cell(kernel: Scopes, cell: Cell, body: Iterable[ast.stmt]) -> None:
    injected = known.of_magics(cell)
    kernel.open |= injected.open or ("parameters" in cell.tags and not cell.source.strip())
    kernel.bind_all(injected.names)
    if known.is_timed(cell):
        kernel.run_apart(body)
    else:
        kernel.run(body)
    if "parameters" in cell.tags:  # whoever starts the notebook gives others
        kernel.forget_values()

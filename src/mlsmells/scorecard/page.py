"""The scorecard as one HTML page: no network, no script but the filter's, everything that is not ours escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells import __version__
from mlsmells.engine.experiments import conditions
from mlsmells.engine.registry import by_code
from mlsmells.scorecard.bars import LEVEL_NAMES, ROW, WIDTH, bars
from mlsmells.scorecard.drawing import BOX_HEIGHT, BOX_WIDTH, drawing
from mlsmells.scorecard.fixes import next_fixes
from mlsmells.scorecard.heat import heat
from mlsmells.scorecard.judging import PracticeState, State
from mlsmells.scorecard.template import template
from mlsmells.scorecard.timeline import HEIGHT, columns
from mlsmells.scorecard.timeline import WIDTH as TIME_WIDTH

if TYPE_CHECKING:
    from mlsmells.config import PracticeMap
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.engine.trails import Lineage
    from mlsmells.scorecard.changes import Change
    from mlsmells.scorecard.history import Moment

LIMIT = 1_000_000  # bytes
FIRST = 2_000  # findings that are tried first
CHANGES = 30  # new and gone findings that are named


class Told(NamedTuple):
    """The practices of one document, and how many of them are in which state."""

    id: str
    title: str
    url: str
    counts: tuple[tuple[State, int], ...]
    states: tuple[PracticeState, ...]


class More(NamedTuple):
    """What the page tells beside findings and practices, where it is known."""

    lineage: Lineage | None = None
    change: Change | None = None
    trend: tuple[Moment, ...] = ()


def html(
    run: ProjectResult, states: Sequence[PracticeState], practices: PracticeMap, *, name: str,
    paths: Sequence[str] = (), more: More | None = None,
) -> str:  # fmt: skip
    """The page, the same for the same input to the byte. Raises ImportError without jinja2.

    ``run`` holds the findings to list, ``states`` may know of more. Where they are too many for a page of ``LIMIT``
    bytes the last ones are left out, and the page says how many.
    """
    page = template(rank)
    findings = sorted(run.findings, key=rank)
    more = more or More()
    told = {
        "title": name,
        "version": __version__,
        "run": run,
        "documents": [*_documents(states, practices)],
        "states": State,
        "totals": _totals(states),
        "fixes": next_fixes(findings, paths),
        "bars": bars(run.findings),
        "levels": LEVEL_NAMES,
        "families": sorted({by_code()[at.finding.code].family for at in run.findings}),
        "conditions": conditions().quote,
        "row": ROW,
        "width": WIDTH,
        "all": len(findings),
        "heat": heat(states),
        "change": more.change,
        "shown_changes": CHANGES,
        "graph": drawing(more.lineage) if more.lineage is not None and more.lineage.edges else None,
        "box": (BOX_WIDTH, BOX_HEIGHT),
        "trend": columns(more.trend),
        "time": (TIME_WIDTH, HEIGHT),
    }
    shown = min(len(findings), FIRST)
    while True:
        text: str = page.render(told | {"findings": findings[:shown], "number": _numbers(findings[:shown])})
        if len(text.encode("utf-8")) < LIMIT or not shown:
            return text
        shown = shown * 3 // 4


def rank(at: Located) -> tuple[Any, ...]:
    """What is worst first, so that a page that is too small loses the least."""
    found = at.finding
    return (at.accepted, -found.severity, found.code, at.path, at.cell or 0, at.line, at.column, found.message)


def _numbers(findings: Sequence[Located]) -> dict[str, int]:
    """Fingerprint → the number of a finding on the page, for links to it."""
    return {at.fingerprint: number for number, at in enumerate(findings, start=1)}


def _totals(states: Sequence[PracticeState]) -> tuple[tuple[State, int], ...]:
    return tuple((state, sum(one.state is state for one in states)) for state in State)


def _documents(states: Sequence[PracticeState], practices: PracticeMap) -> list[Told]:
    """Every document with the practices that cite it, broken ones first; then those that cite none."""
    order = list(State)
    ranked = sorted(states, key=lambda one: order.index(one.state))
    out = [
        Told(doc.id, doc.title, doc.url, (), tuple(s for s in ranked if doc.id in _cited(s)))
        for doc in practices.documents.values()
    ]
    out.append(Told("", "Practices of no document", "", (), tuple(s for s in ranked if not _cited(s))))
    return [told._replace(counts=_totals(told.states)) for told in out if told.states]


def _cited(one: PracticeState) -> set[str]:
    return {source.document for source in one.practice.sources}

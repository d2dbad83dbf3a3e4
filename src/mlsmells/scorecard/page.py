"""The scorecard as one HTML page: no network, no script but the filter's, everything that is not ours escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells import __version__
from mlsmells.core.words import counted
from mlsmells.engine.experiments import conditions
from mlsmells.engine.registry import by_code
from mlsmells.report import escape
from mlsmells.report.concise import LEVELS, place
from mlsmells.scorecard.bars import LEVEL_NAMES, ROW, WIDTH, bars
from mlsmells.scorecard.fixes import next_fixes
from mlsmells.scorecard.judging import PracticeState, State

if TYPE_CHECKING:
    from mlsmells.config import PracticeMap
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

LIMIT = 1_000_000  # bytes
FIRST = 2_000  # findings that are tried first
CLIP = 200  # characters of a line: generated code has lines of megabytes
PARTS = Path(__file__).parent / "parts"


class Told(NamedTuple):
    """The practices of one document, and how many of them are in which state."""

    id: str
    title: str
    url: str
    counts: tuple[tuple[State, int], ...]
    states: tuple[PracticeState, ...]


def html(
    run: ProjectResult, states: Sequence[PracticeState], practices: PracticeMap, *, name: str, paths: Sequence[str] = ()
) -> str:
    """The page, the same for the same input to the byte. Raises ImportError without jinja2.

    ``run`` holds the findings to list, ``states`` may know of more. Where they are too many for a page of ``LIMIT``
    bytes the last ones are left out, and the page says how many.
    """
    template = _template()
    findings = sorted(run.findings, key=_rank)
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
    }
    shown = min(len(findings), FIRST)
    while True:
        text: str = template.render(told | {"findings": findings[:shown], "number": _numbers(findings[:shown])})
        if len(text.encode("utf-8")) < LIMIT or not shown:
            return text
        shown = shown * 3 // 4


def _template() -> Any:
    import jinja2
    import markupsafe

    def said(value: Any) -> Any:
        """Control characters and direction marks are shown, not obeyed; what is markup already stays."""
        return escape(value) if isinstance(value, str) and not isinstance(value, markupsafe.Markup) else value

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PARTS),
        autoescape=True,
        finalize=said,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = ((PARTS / file).read_text(encoding="utf-8") for file in ("page.css", "filter.js"))
    environment.globals.update(
        style=markupsafe.Markup(style),
        script=markupsafe.Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
        family=lambda at: by_code()[at.finding.code].family,
        level=lambda at: LEVELS[at.finding.severity],
        place=place,
        counted=counted,
        clipped=_clipped,
        worst=lambda found: sorted(found, key=_rank),
        is_web=lambda url: url.startswith(("https://", "http://")),
    )
    return environment.get_template("page.html.jinja")


def _digest(text: str) -> str:
    """By which a browser knows our own style and script, and runs no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _clipped(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= CLIP else f"{text[: CLIP - 1]}…"


def _rank(at: Located) -> tuple[Any, ...]:
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

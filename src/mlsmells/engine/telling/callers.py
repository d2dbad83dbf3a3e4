"""What a module may leave to the programs that call it: where all of them see to it, it is a note."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mlsmells.core import Confidence, Severity
from mlsmells.engine import registry
from mlsmells.engine.located import Located

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project


def left_to_callers(found: Iterable[Located], project: Callable[[], Project]) -> list[Located]:
    """The findings, those as notes that the programs of the project answer for; it is made when one asks for it."""
    found = list(found)
    open_ones = {id(at) for at in found if _is_open(at)}
    if not open_ones:
        return found
    from mlsmells.facts.project.seeding_callers import seeded_by_callers

    whole = project()
    seeded = {
        at.path: at.path in whole.summaries and seeded_by_callers(whole, at.path) for at in found if id(at) in open_ones
    }
    return [_note(at) if id(at) in open_ones and seeded[at.path] else at for at in found]


def _is_open(at: Located) -> bool:
    """It is so only if no caller has seen to it; what the file itself runs is surely so."""
    cause = registry.by_code()[at.finding.code].left_to_callers
    sure = at.finding.confidence is Confidence.HIGH or at.finding.severity is Severity.INFO
    return bool(cause) and at.finding.cause == cause and not sure


def _note(at: Located) -> Located:
    return replace(at, finding=replace(at.finding, severity=Severity.INFO))

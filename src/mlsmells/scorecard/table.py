"""The practices of a project as rows: how each stands, and the place that proves it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mlsmells.core.words import counted
from mlsmells.report.concise import LEVELS, place
from mlsmells.scorecard.judging import PracticeState, State, breaks

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

HEAD = ("state", "practice", "because")


def rows(states: Iterable[PracticeState]) -> list[tuple[str, str, str]]:
    """State, practice and why, the open ones first."""
    order = list(State)
    ranked = sorted(states, key=lambda one: order.index(one.state))
    return [(one.state.value, one.practice.id, why(one)) for one in ranked]


def why(one: PracticeState) -> str:
    """The worst finding, the first proof, or the reason."""
    if one.state is State.BROKEN and one.findings:
        first, *others = _worst(one.findings)
        return f"{_place(first)} {first.finding.code} {LEVELS[first.finding.severity]}{_more(len(others), 'finding')}"
    if one.state is State.KEPT and one.proofs:
        proof, *rest = _deciding(one)
        return f"{proof.place} {proof.says}{_more(len(rest), 'place')}"
    link = one.attestation.link if one.attestation is not None and one.state is State.ATTESTED else ""
    return f"{one.reason}: {link}" if link else one.reason


def plain(one: PracticeState) -> dict[str, Any]:
    """The same for a program."""
    said = one.attestation
    return {
        "state": one.state.value,
        "reason": one.reason,
        "proofs": [{"kind": proof.kind, "place": proof.place, "says": proof.says} for proof in one.proofs],
        "findings": [
            {"code": at.finding.code, "place": _place(at), "severity": str(at.finding.severity)}
            for at in _worst(one.findings)
        ],
        "attestation": None
        if said is None
        else {"who": said.who, "date": str(said.date), "expiry": str(said.expiry), "link": said.link},
    }


def _worst(found: Iterable[Located]) -> list[Located]:
    return sorted(found, key=lambda at: (not breaks(at), -at.finding.severity, at.path, at.cell or 0, at.line))


def _deciding(one: PracticeState) -> list[Any]:
    return sorted(one.proofs, key=lambda proof: proof.code not in one.practice.main)


def _place(at: Located) -> str:
    return f"{at.path}:{place(at)}"


def _more(number: int, what: str) -> str:
    return f" (and {counted(number, f'more {what}')})" if number else ""

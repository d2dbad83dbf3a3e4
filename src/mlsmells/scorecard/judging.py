"""The state of each practice: what the findings and the proofs of a project say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from enum import Enum
from typing import TYPE_CHECKING

from mlsmells.config.attest import Attestation, in_force, latest, read_attestations
from mlsmells.core import Rule, Severity
from mlsmells.core.records import dataclass
from mlsmells.core.words import counted
from mlsmells.engine.practices import practice_map, practices_of
from mlsmells.engine.project_rules import project_of
from mlsmells.engine.registry import all_rules, by_code
from mlsmells.engine.selection import select
from mlsmells.scorecard.applying import missing
from mlsmells.scorecard.proofs import Proof, proofs

if TYPE_CHECKING:
    from mlsmells.config import Config, Practice
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

NAMED = 6  # rules that a reason names


class State(Enum):
    """How a practice stands. ``UNPROVEN``: nothing at warning level speaks against it, and nothing for it.

    ``ATTESTED``: no program can see it, and somebody vouches for it; ``OPEN``: somebody did, until a day that is past.
    """

    BROKEN = "broken"
    OPEN = "open"
    KEPT = "kept"
    ATTESTED = "attested"
    UNPROVEN = "unproven"
    NOT_APPLICABLE = "not applicable"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class PracticeState:
    """A practice, its state and why. ``findings`` hold notes and what is accepted too; ``proofs`` stand beside them.

    ``attestation``: the one that vouches longest, in force or not.
    """

    practice: Practice
    state: State
    reason: str = ""
    proofs: tuple[Proof, ...] = ()
    findings: tuple[Located, ...] = ()
    rules: tuple[str, ...] = ()
    attestation: Attestation | None = None


def states(run: ProjectResult, config: Config, *, today: Day | None = None) -> tuple[PracticeState, ...]:
    """One for each practice of the map, in its order. ``run`` is one over the whole project, notes and all.

    Over a part of it there are no proofs, and what needs the whole is not checkable. ``today`` decides which
    attestations hold. Raises ConfigError.
    """
    today = today or Day.today()
    vouched = read_attestations(config.root, practice_map(config).ids)
    return tuple(_attested(one, vouched, today) for one in _judged(run, config))


def _attested(one: PracticeState, vouched: Sequence[Attestation], today: Day) -> PracticeState:
    """What people vouch for fills what no program can see; where rules look, it is shown and decides nothing."""
    said = in_force(vouched, one.practice.id, today) or latest(vouched, one.practice.id)
    if said is None:
        return one
    one = replace(one, attestation=said)
    if one.state is not State.NOT_CHECKABLE:
        return one
    if said.holds(today):
        return replace(one, state=State.ATTESTED, reason=f"{said.who} vouches for it until {said.expiry}")
    when = f"expired on {said.expiry}" if said.expiry < today else f"begins on {said.date}"
    return replace(one, state=State.OPEN, reason=f"what {said.who} vouched for {when}")


def _judged(run: ProjectResult, config: Config) -> tuple[PracticeState, ...]:
    project = project_of(run.summaries, config)
    shown = proofs(project) if run.summaries else ()
    asked = {rule.code for rule in select(all_rules(), config)} - set(run.without)
    lacks = {rule.code: missing(rule, project) if run.summaries else "" for rule in all_rules()}
    found = (*run.findings, *run.errors)
    out = []
    for practice in practice_map(config):
        serving = _serving(practice, config)
        codes = {rule.code for rule in serving}
        own = tuple(at for at in found if at.finding.code in codes)
        seen = tuple(proof for proof in shown if proof.code in codes or proof.code in practice.planned)
        rules = [rule for rule in serving if rule.code in asked]
        if any(map(breaks, own)):
            state, reason = State.BROKEN, ""
        elif any(_decides(proof, practice, config) for proof in seen):
            state, reason = State.KEPT, ""
        else:
            state, reason = _unproven(rules, lacks, own) if serving else (State.NOT_CHECKABLE, _why_not(practice))
        out.append(PracticeState(practice, state, reason, seen, own, tuple(rule.code for rule in serving)))
    return tuple(out)


def _serving(practice: Practice, config: Config) -> list[Rule]:
    return [rule for rule in all_rules() if any(one.id == practice.id for one in practices_of(rule.code, config))]


def _decides(proof: Proof, practice: Practice, config: Config) -> bool:
    """Findings of the proof's rule would print this practice, or it has no other rule: one seed does not prove ten."""
    if proof.code in by_code():
        first = next(iter(practices_of(proof.code, config)), None)
        if first is not None and first.id == practice.id:
            return True
    return proof.code in practice.main or (*practice.rules, *practice.planned) == (proof.code,)


def _unproven(rules: Sequence[Rule], lacks: dict[str, str], notes: Sequence[Located]) -> tuple[State, str]:
    """Nothing speaks against the practice and nothing for it."""
    if not rules:
        return State.NOT_CHECKABLE, "its rules are switched off, or need the whole project"
    if notes:
        return State.UNPROVEN, f"{counted(len(notes), 'note')}, no warning"
    looked = [rule.code for rule in rules if not lacks[rule.code]]
    if not looked:
        return State.NOT_APPLICABLE, "; ".join(dict.fromkeys(lacks[rule.code] for rule in rules))
    more = f" and {len(looked) - NAMED} more" if len(looked) > NAMED else ""
    return State.UNPROVEN, f"{', '.join(looked[:NAMED])}{more} found nothing"


def _why_not(practice: Practice) -> str:
    return practice.not_checkable or f"its rules are still to come: {', '.join(practice.planned)}"


def breaks(at: Located) -> bool:
    """A note is a remark; what is accepted is still broken."""
    return at.finding.severity >= Severity.WARNING


def totals(found: Sequence[PracticeState]) -> str:
    """``3 broken, 5 kept, …``: each state that there is."""
    counts = ((sum(one.state is state for one in found), state.value) for state in State)
    return ", ".join(f"{number} {name}" for number, name in counts if number)

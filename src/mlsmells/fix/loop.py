"""Check → apply → check again, until nothing is left to apply."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Finding
from mlsmells.core.records import dataclass, field
from mlsmells.facts.record.role import TEST_PATH
from mlsmells.fix import notebook
from mlsmells.fix.diffs import diff
from mlsmells.fix.intents import splices_of
from mlsmells.fix.judge import Changes, Extent, complaint, extent_of, moved_place, syntax_complaint
from mlsmells.fix.splices import Splice, apply, conflict
from mlsmells.fix.units import Refused, Unit, units_of
from mlsmells.sources import Source, source_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROUNDS = 5
Recheck = Callable[[Source], list[Finding]]
Select = Callable[[Finding, Source], bool]


@dataclass(frozen=True, slots=True)
class FixResult:
    """What became of a source's fixes.

    ``text`` is the whole new file text, None when nothing changed. ``applied`` and ``skipped``
    hold findings as they were in the round that tried them (their lines are that round's);
    ``skipped`` says why. Fixes not allowed by ``unsafe`` or ``select`` are in neither.
    ``fixed`` holds those findings of the source as it was that are mended now.
    """

    text: str | None
    applied: tuple[Finding, ...]
    skipped: tuple[tuple[Finding, str], ...]
    fixed: tuple[Finding, ...] = ()


class _Plan(NamedTuple):
    """One finding (by its number in the round) and what its fix changes."""

    number: int
    splices: list[Splice]


class _Trial(NamedTuple):
    """A set of plans that was applied and judged good."""

    source: Source
    findings: list[Finding]
    changes: Changes


@dataclass(slots=True)
class _State:
    """The source as it is now, and what has been decided about its findings."""

    source: Source
    findings: list[Finding]
    recheck: Recheck
    seed: int
    settled: set[Extent] = field(default_factory=set)
    wanted: set[Extent] = field(default_factory=set)  # what was asked for and accepted
    refused: dict[Extent | None, tuple[Finding, str]] = field(default_factory=dict)  # in this round; another may do
    applied: list[Finding] = field(default_factory=list)
    skipped: list[tuple[Finding, str]] = field(default_factory=list)
    origins: dict[Extent, Finding] = field(default_factory=dict)  # findings of the first round, where they are now
    fixed: list[Finding] = field(default_factory=list)


def fix_source(
    source: Source,
    recheck: Recheck,
    *,
    unsafe: bool,
    seed: int,
    select: Select | None = None,
) -> FixResult:
    """Apply the fixes of a source's findings, as ``recheck`` reports them, and return the new text.

    ``unsafe`` allows fixes that may change what the program computes; ``seed`` is the number a
    "{seed}" becomes where the file has no constant for it; ``select`` is asked once per fix,
    with the source as it is by then.
    Never raises for any source: what cannot be fixed is in ``skipped``.
    """
    state = _State(source, recheck(source), recheck, seed)
    if source.tree is None:
        return FixResult(None, (), ())
    state.origins = _by_place(state.findings, units_of(source))
    rounds = 0
    while rounds < ROUNDS:
        units = units_of(state.source)
        settled = len(state.settled)
        trial = _round(state, units, _wanted(state, units, unsafe=unsafe, select=select))
        if trial is not None:
            _commit(state, trial)
            rounds += 1
        elif len(state.settled) == settled:
            break
    else:
        for index in _wanted(state, units_of(state.source), unsafe=unsafe, select=select):
            _skip(state, index, None, f"something is left after {ROUNDS} rounds")
    state.skipped += state.refused.values()
    changed = state.source.text != source.text
    text = state.source.text if changed else None
    return FixResult(text, tuple(state.applied), tuple(state.skipped), tuple(state.fixed))


def preview(source: Source, finding: Finding, seed: int) -> str:
    """What the finding's fix alone would change, as a diff; "" where it is refused."""
    try:
        splices = splices_of(finding, units_of(source), seed)
    except Refused:
        return ""
    changes: Changes = {}
    for splice in splices:
        changes.setdefault(splice.unit, []).append(splice)
    texts = {unit: (unit.text, apply(unit, found)) for unit, found in changes.items()}
    return "".join(diff(source.path, old, new) for old, new in texts.values())


def _by_place(findings: Sequence[Finding], units: list[Unit]) -> dict[Extent, Finding]:
    placed = ((extent_of(finding, units), finding) for finding in findings)
    return {place: finding for place, finding in placed if place is not None}


def _wanted(state: _State, units: list[Unit], *, unsafe: bool, select: Select | None) -> list[int]:
    """Indices of the findings to fix now. Those that are declined are settled: nobody is asked twice."""
    result = []
    for index, finding in enumerate(state.findings):
        place = extent_of(finding, units)
        if finding.fix is None or place is None or place in state.settled:
            continue
        if not (finding.fix.safe or unsafe):
            continue
        if TEST_PATH.search(state.source.path):  # synthetic data and fixed values are the point there
            _skip(state, index, place, "tests are not edited")
        elif place in state.wanted or select is None or select(finding, state.source):
            state.wanted.add(place)
            result.append(index)
        else:
            state.settled.add(place)
    return result


def _round(state: _State, units: list[Unit], wanted: Sequence[int]) -> _Trial | None:
    """Apply as many of the wanted fixes as go together and are judged good; None when none are."""
    plans = []
    state.refused = {}
    for index in wanted:
        finding = state.findings[index]
        try:
            plans.append(_Plan(index, splices_of(finding, units, state.seed)))
        except Refused as refusal:
            state.refused[extent_of(finding, units)] = finding, str(refusal)
        except RecursionError:
            state.refused[extent_of(finding, units)] = finding, "it is nested too deeply"
    kept: list[_Plan] = []
    best: _Trial | None = None
    groups = [list(_compatible(plans))]
    while groups:
        group = groups.pop()
        if not group:
            continue
        trial = _try(state, [*kept, *group])
        if isinstance(trial, _Trial):
            best, kept = trial, kept + group
        elif len(group) > 1:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
        elif not kept:  # otherwise it gets another chance in the next round, alone
            index = group[0].number
            _skip(state, index, extent_of(state.findings[index], units), trial)
    if best is not None:
        state.applied += [state.findings[plan.number] for plan in kept]
        places = (extent_of(state.findings[plan.number], units) for plan in kept)
        state.fixed += [state.origins.pop(place) for place in places if place in state.origins]
    return best


def _compatible(plans: Sequence[_Plan]) -> Iterator[_Plan]:
    """Plans that do not touch each other's text; the outer one wins, the inner waits for the next round."""
    chosen: list[Splice] = []
    for plan in sorted(plans, key=_width, reverse=True):
        if not any(conflict(splice, other) for splice in plan.splices for other in chosen):
            chosen += plan.splices
            yield plan


def _width(plan: _Plan) -> int:
    ranges = [splice for splice in plan.splices if not splice.is_line]
    if not ranges:
        return 0
    return max(splice.end for splice in ranges) - min(splice.start for splice in ranges)


def _try(state: _State, plans: Sequence[_Plan]) -> _Trial | str:
    """The source with the plans applied, or the reason it is worse."""
    changes: Changes = {}
    for plan in sorted(plans):
        for splice in plan.splices:
            changes.setdefault(splice.unit, []).append(splice)
    texts = {unit: apply(unit, splices) for unit, splices in changes.items()}
    for unit, text in texts.items():
        problem = "" if unit.frozen else syntax_complaint(unit.text, text)
        if problem:
            return problem
    try:
        text = _file_text(state.source, texts)
    except Refused as refusal:
        return str(refusal)
    changed = source_from_text(text, state.source.path)
    if changed.tree is None:
        return "the result would not parse"
    after = state.recheck(changed)
    fixed = {plan.number for plan in plans}
    problem = complaint(state.source, changes, before=state.findings, fixed=fixed, changed=changed, after=after)
    return problem or _Trial(changed, after, changes)


def _file_text(source: Source, texts: dict[Unit, str]) -> str:
    if not source.is_notebook:
        (text,) = texts.values()
        return text
    return notebook.write_back(source.text, {unit.cell: text for unit, text in texts.items() if unit.cell})


def _commit(state: _State, trial: _Trial) -> None:
    state.source, state.findings = trial.source, trial.findings
    state.settled = {moved_place(place, trial.changes) for place in state.settled}
    state.wanted = {moved_place(place, trial.changes) for place in state.wanted}
    state.origins = {moved_place(place, trial.changes): found for place, found in state.origins.items()}


def _skip(state: _State, index: int, place: Extent | None, reason: str) -> None:
    if place is not None:
        state.settled.add(place)
    state.skipped.append((state.findings[index], reason))

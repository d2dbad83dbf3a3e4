"""Which rules to mend first, with the command that does it, and what such a mistake cost where it was measured."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.engine.experiments import Experiment, experiments
from mlsmells.scorecard.judging import breaks

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

MOST = 5


class NextFix(NamedTuple):
    """All findings of one rule. ``cost``: the experiment in which the mistake moved the score most, if there is one."""

    code: str
    name: str
    first: Located
    places: int
    files: int
    command: str
    does: str
    cost: Experiment | None


def next_fixes(findings: Sequence[Located], paths: Sequence[str] = (), *, most: int = MOST) -> tuple[NextFix, ...]:
    """The most valuable first: by severity, by what the mistake cost, by how many places one command mends."""
    by_code: dict[str, list[Located]] = {}
    for at in findings:
        if breaks(at) and not at.accepted:
            by_code.setdefault(at.finding.code, []).append(at)
    ranked = sorted(by_code.items(), key=lambda item: (*_worth(item[0], item[1]), item[0]))
    return tuple(_fix(code, found, paths) for code, found in ranked[:most])


def _worth(code: str, found: Sequence[Located]) -> tuple[float, ...]:
    cost = _cost(code)
    return (-max(at.finding.severity for at in found), -(_moved(cost) if cost is not None else 0.0), -len(found))


def _cost(code: str) -> Experiment | None:
    return max(experiments(code), key=_moved, default=None)


def _moved(cost: Experiment) -> float:
    return abs(cost.mistaken.mean - cost.honest.mean)


def _fix(code: str, found: Sequence[Located], paths: Sequence[str]) -> NextFix:
    command, does = _command(code, found, " ".join(map(_quoted, paths)))
    places = {place.path for at in found for place in (at.places or (at,))}
    count = sum(len(at.places) or 1 for at in found)
    return NextFix(code, found[0].finding.name, found[0], count, len(places), command, does, _cost(code))


def _command(code: str, found: Sequence[Located], paths: str) -> tuple[str, str]:
    """The strongest command that helps: a safe fix, one to look at, or the page that says what to do."""
    fixes = [at.finding.fix for at in found if at.finding.fix is not None and not at.finding.fix.refusal]
    if not fixes:
        return f"mlsmells explain {code}", "no fix can be made by a program; this says how"
    fix = f"mlsmells fix --select {code}"
    if any(each.safe for each in fixes):
        return f"{fix} {paths}".rstrip(), "changes nothing but the mistake"
    return f"{fix} --unsafe-fixes --diff {paths}".rstrip(), "shows the change where one can be made, for you to judge"


def _quoted(path: str) -> str:
    """As a shell takes it; a name that begins with a dash is no option."""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)

"""What ``mlsmells verify`` does: run, run again, compare, and look for whom to blame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mlsmells.cli._output import counted, note
from mlsmells.engine.project import displayed
from mlsmells.proof.agreement import Difference, Outcome, differences
from mlsmells.proof.artefacts import watch
from mlsmells.proof.blame import Blame, blamed
from mlsmells.proof.trial import Trial, run_copy
from mlsmells.report import escape
from mlsmells.sources import Source, read_source

if TYPE_CHECKING:
    from mlsmells.config import Config

SHOWN = 5


@dataclass
class Verified:
    """The outcome in words, and the exit code."""

    lines: list[str] = field(default_factory=list)
    verdict: str = ""
    code: int = 0


class NotRun(Exception):
    """The program does not run; the message says why."""


def verify(trial: Trial, config: Config) -> Verified:
    """Run the program twice, and a third time if it takes that to tell a draw from an order."""
    source = read_source(trial.script, display=displayed(trial.script, config.root))
    try:
        first = _run(trial, source, 0)
        found = differences(first, _run(trial, source, 1))
        if not found:
            return Verified(verdict=_same(first))
        # With the same hash seed the order of sets is the same: what differs now was drawn.
        by_hash = not differences(first, _run(trial, source, 0))
    except NotRun as error:
        return Verified(verdict=f"it does not run: {error}", code=2)
    causes = blamed(source, config)
    if by_hash:
        causes = [cause for cause in causes if cause.order]
    lines = [f"first difference: {found[0]}", *(f"  then {each}" for each in found[1:SHOWN])]
    lines += [f"  and {counted(len(found) - SHOWN, 'more difference')}"] if len(found) > SHOWN else []
    return Verified([*lines, *_blame(causes, source, by_hash=by_hash)], _verdict(found, by_hash=by_hash), 1)


def _run(trial: Trial, source: Source, hash_seed: int) -> Outcome:
    note(escape(f"running {trial.script} with hash seed {hash_seed} …"))
    ran, files = run_copy(trial, source.text, hash_seed=hash_seed, shows=True, around=watch)
    if ran.why:
        raise NotRun(ran.why)
    return Outcome(ran.out, files or {})


def _same(run: Outcome) -> str:
    printed = counted(len(run.out.splitlines()), "printed line")
    return f"both runs agree: {printed}, {counted(len(run.files), 'file')} written"


def _blame(causes: list[Blame], source: Source, *, by_hash: bool) -> list[str]:
    if not causes:
        what = "the order of a set or of hashes" if by_hash else "a draw in code it cannot see, the time, or threads"
        return [f"the analysis blames nothing in {source.path}: look for {what}"]
    first, *more = causes
    lines = [f"blamed: {source.path}, {first.where}: {first.what}"]
    lines += [f"  also {cause.where}: {cause.what}" for cause in more[: SHOWN - 1]]
    return lines + ([f"  and {counted(len(causes) - SHOWN, 'more call')}"] if len(causes) > SHOWN else [])


def _verdict(found: list[Difference], *, by_hash: bool) -> str:
    why = "with another hash seed alone" if by_hash else "whatever the hash seed is"
    return f"the runs differ ({counted(len(found), 'difference')}), {why}"

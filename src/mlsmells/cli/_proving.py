"""What ``mlsmells prove`` does: copy, run, fix, run again, and put it into words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.cli._fixable import findings_of
from mlsmells.cli._output import note
from mlsmells.core.records import dataclass, field
from mlsmells.engine.project import displayed
from mlsmells.proof.figures import changed
from mlsmells.proof.repairs import Recheck, alone, of_kind, repairs_of
from mlsmells.proof.running import Ran
from mlsmells.proof.trial import Trial, run_copy
from mlsmells.report import escape
from mlsmells.sources import Source, read_source, source_from_text

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.core import Finding


class Case(NamedTuple):
    """What to prove, and how."""

    script: Path
    arguments: tuple[str, ...]
    config: Config
    seconds: float
    network: bool
    only_safe: bool


@dataclass(slots=True)
class Told:
    """The outcome in words, and the exit code."""

    lines: list[str] = field(default_factory=list)
    fixed: int = 0
    verdict: str = ""
    code: int = 0


def prove(case: Case) -> Told:
    """Run the program before, after all its fixes, and after each leak's alone."""
    source = read_source(case.script, display=displayed(case.script, case.config.root))
    recheck = partial(findings_of, config=case.config)
    seed = case.config.for_path(source.path).seed
    repairs = repairs_of(source, recheck, seed)
    result = repairs.safe if case.only_safe else repairs.every
    told = Told(fixed=len(result.applied))
    told.lines += [f"{found.code} ({_where(found, source)}) not fixed: {why}" for found, why in result.skipped]
    if result.text is None:
        told.verdict = "so there is nothing to compare"
        return told
    before = _run(case, source.text)
    if before.why:
        told.verdict, told.code = f"and it does not run as it is: {before.why}", 2
        return told
    leaks = [found for found in result.fixed if found.code.startswith("MLS1")]
    named = [f"{found.code} ({_where(found, source)})" for found in leaks]
    start = source
    if _run(case, source.text, hash_seed=1).out != before.out:
        start, before = _seeded(case, source, before, recheck, seed, told)
    for name, finding in zip(named, _same(leaks, recheck(start)), strict=True):
        alone_is_all = len(result.applied) == 1 and start is source
        text = result.text if alone_is_all or finding is None else alone(start, recheck, seed, finding)
        if finding is not None and text is not None:
            told.lines += _worth(name, before, _run(case, text))
    after = _run(case, result.text)
    if after.why:
        told.verdict, told.code = f"and the program is broken by them: {after.why}", 1
        return told
    if len(result.applied) > len(leaks) or len(leaks) > 1:
        told.lines += [f"{change} after all fixes" for change in changed(before.out, after.out)]
    told.verdict = "and it still runs" if after.out != before.out else "and it prints the same"
    return told


def _seeded(case: Case, source: Source, before: Ran, recheck: Recheck, seed: int, told: Told) -> tuple[Source, Ran]:
    """The program with seeds, which can be compared; as it is where seeds do not make it settle."""
    text = None if case.only_safe else of_kind(source, recheck, seed, "MLS2")
    if text is not None:
        once, again = _run(case, text), _run(case, text, hash_seed=1)
        if once == again and not once.why:
            told.lines.append("its figures differ from run to run: they are compared after the seeds were set")
            return source_from_text(text, source.path), once
    told.lines.append("its figures differ from run to run by themselves: what follows holds only roughly")
    return source, before


def _same(wanted: list[Finding], found: list[Finding]) -> list[Finding | None]:
    """The findings of another text that are the same as these: the first of its rule for the first, and so on."""
    left = list(found)
    same: list[Finding | None] = []
    for finding in wanted:
        match = next((each for each in left if each.code == finding.code), None)
        if match is not None:
            left.remove(match)
        same.append(match)
    return same


def _where(finding: Finding, source: Source) -> str:
    place = source.place(finding.span.line)
    return f"cell {place.cell}, line {place.line}" if place.cell else f"line {place.line}"


def _worth(name: str, before: Ran, after: Ran) -> Iterator[str]:
    if after.why:
        yield f"{name} alone: {after.why}"
        return
    changes = changed(before.out, after.out)
    yield from (f"{change} after {name}" for change in changes)
    if not changes:
        yield f"no figure changes after {name}"


def _run(case: Case, text: str, hash_seed: int = 0) -> Ran:
    note(escape(f"running {case.script} …"))
    trial = Trial(case.script, case.config.root, case.arguments, case.seconds, case.network)
    return run_copy(trial, text, hash_seed=hash_seed)[0]

"""What one file gave before a selection left anything out of it: what is worth keeping for the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Finding, Rule
from mlsmells.core.records import dataclass
from mlsmells.core.rule import PROJECT
from mlsmells.engine import registry, rollup
from mlsmells.engine.check import SUMMARY, Analysis, adjusted, judged, ran_on
from mlsmells.engine.fingerprint import fingerprint
from mlsmells.engine.located import Located, Placed, locate_problem, place, with_fingerprints
from mlsmells.sources import suppressions_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.facts.analyses.summaries.records import Summary
    from mlsmells.sources import Source


class Failure(NamedTuple):
    """A problem as MLS000. ``about``: the code of the rule that failed, ``SUMMARY``, or "" for the file itself."""

    about: str
    message: str
    at: Located


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is kept of one file.

    ``findings`` are those of all rules, unless the file has suppressions: whether one of them is of use depends on
    the rules that ran, so there they are those that were left for the rules with the codes ``ran``.
    """

    findings: tuple[Placed, ...]
    failures: tuple[Failure, ...]
    role: str
    built: bool
    ran: tuple[str, ...] | None
    summary: Summary | None

    def serves(self, config: Config, scope: str) -> bool:
        """The entry can answer what ``config`` (the one for its path) asks."""
        return self.ran is None or self.ran == _codes(ran_on(self.role, config, scope))

    def found(self, config: Config, scope: str) -> tuple[Located, ...]:
        """What ``config`` reports of the findings."""
        ran = _codes(ran_on(self.role, config, scope)) if self.ran is None else self.ran
        return tuple(rollup.in_file(with_fingerprints(asked(self.findings, config, ran))))

    def failed(self, config: Config, scope: str) -> tuple[Located, ...]:
        """The problems of the file and of the rules that ran, each once."""
        about = {"", *_codes(ran_on(self.role, config, scope))} | ({SUMMARY} if scope == PROJECT else set())
        chosen = {(f.at.line, f.at.cell, f.message): f for f in reversed(self.failures) if f.about in about}
        ordered = [f for f in self.failures if chosen.get((f.at.line, f.at.cell, f.message)) is f]
        return tuple(
            replace(f.at, fingerprint=fingerprint(registry.NOT_ANALYSED, f.at.path, f.message, number))
            for number, f in enumerate(ordered)
        )


def entry_of(analysis: Analysis, source: Source, config: Config, scope: str) -> Entry:
    """The entry of a file that was analysed with all rules."""
    findings: Iterable[Finding] = analysis.findings
    ran = None
    if analysis.built and suppressions_of(source):
        rules = ran_on(analysis.role, config, scope)
        ran = _codes(rules)
        findings, _ = judged([found for found in findings if found.code in ran], source, rules)
    return Entry(
        findings=tuple(place(findings, source)),
        failures=tuple(
            Failure(about, problem.message, locate_problem(problem, source)) for about, problem in analysis.problems
        ),
        role=analysis.role,
        built=analysis.built,
        ran=ran,
        summary=analysis.summary,
    )


def asked(placed: Iterable[Placed], config: Config, codes: Sequence[str]) -> Iterator[Placed]:
    """Findings with these codes, at or above the wished confidence, with the wished severity."""
    for found in placed:
        at = found.at
        if at.finding.code in codes:
            for finding in adjusted([at.finding], config):
                yield found if finding is at.finding else found._replace(at=replace(at, finding=finding))


def _codes(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(rule.code for rule in rules)

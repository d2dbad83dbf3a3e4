"""One source in, its findings out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mlsmells import facts as _facts
from mlsmells.core import Finding, Rule
from mlsmells.core.depth import the_same_room
from mlsmells.core.records import dataclass
from mlsmells.core.rule import BOTH, FILE, PROJECT, Check
from mlsmells.engine import registry, selection
from mlsmells.engine.suppress import split_suppressed, unused_suppressions, without_reason
from mlsmells.sources import Problem
from mlsmells.sources.shallow import shallow
from mlsmells.sources.twins import primary_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.facts import Facts
    from mlsmells.facts.analyses.summaries.records import Summary
    from mlsmells.facts.interpreter.modules import Modules
    from mlsmells.sources import Source


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file gave. Findings are sorted by place; ``problems`` become MLS000.

    ``summary`` is the file's share of the project facts, made only when asked for.
    """

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    role: str = ""
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What rules say of one file before anything is left out: no suppression and no threshold applied.

    ``problems`` come with the code of the rule that failed, ``SUMMARY`` for the summary, "" for the file itself.
    """

    findings: tuple[Finding, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()
    role: str = ""
    summary: Summary | None = None
    built: bool = True  # False: there are no facts, so nothing ran


SUMMARY = "summary"
# Levels of nesting that are followed where the whole file cannot be. The walk takes some ten frames for each.
_DEPTHS = (60, 25)
_TOO_DEEP = (RecursionError.__name__, "integer string conversion")
# The families that judge a file which prepares data and imports no library of machine learning.
_OF_PREPARATION = ("MLS2", "MLS3")


def check_source(
    source: Source,
    config: Config,
    *,
    scope: str = FILE,
    noqa: bool = True,
    modules: Modules | None = None,
) -> FileResult:
    """Run the file rules that ``config`` selects for this path; never raises for what is in the file.

    ``config`` is the run's: its ``per_path`` blocks are applied here. With scope ``"project"``
    the result holds the file's summary too, and rules with a project face leave the file to it.
    ``noqa=False`` looks past noqa comments. ``modules`` are the project's modules, for what the file imports
    from them; without it the findings that need them are missing.
    """
    config = config.for_path(source.path)
    rules = [rule for rule in selection.select(registry.all_rules(), config) if rule.scope in _scopes(scope)]
    analysis = analyse(source, config, rules, modules=modules, summary=scope == PROJECT)
    problems = tuple(problem for _, problem in analysis.problems)
    if not analysis.built:
        return FileResult(problems=problems)
    ran = [rule for rule in rules if analysis.role not in rule.silent_roles]
    kept, suppressed = judged(analysis.findings, source, ran, noqa=noqa, reasons=config.require_reason)
    if kept and primary_of(config.root, source.path):
        kept = []  # said once, at the file that this one is a copy of
    return FileResult(
        findings=tuple(adjusted(kept, config)),
        problems=problems,
        suppressed=tuple(adjusted(suppressed, config)),
        role=analysis.role,
        summary=analysis.summary,
    )


def analyse(
    source: Source, config: Config, rules: Iterable[Rule], *, modules: Modules | None, summary: bool
) -> Analysis:
    """Build the facts of a source and ask these rules. ``config`` is the one for its path."""
    asked = tuple(rules)
    with _collecting_later(), the_same_room():
        found = _analyse(source, config, asked, modules=modules, summary=summary)
        for depth in _DEPTHS:
            rest = shallow(source, depth) if _is_too_deep(found) else None
            if rest is not None:
                found = _analyse(rest, config, asked, modules=modules, summary=summary)
        if _is_too_deep(found) and modules is not None:  # a module that it imports is too deep
            found = _analyse(source, config, asked, modules=None, summary=summary)
    return found


def _is_too_deep(found: Analysis) -> bool:
    return any(said in problem.message for _, problem in found.problems for said in _TOO_DEEP)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """No garbage collection within one file: what the walk makes lives as long as the walk (a fifth of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _analyse(
    source: Source, config: Config, rules: Iterable[Rule], *, modules: Modules | None, summary: bool
) -> Analysis:
    problems = [("", problem) for problem in source.problems]
    failed: list[Problem] = []
    facts = _build(source, config, failed, modules)
    problems += [("", problem) for problem in failed]
    if facts is None:
        return Analysis(problems=tuple(problems), built=False)
    found: list[Finding] = []
    for rule in rules:
        seen = facts if facts.bare is None or rule.code.startswith(_OF_PREPARATION) else facts.bare
        if seen.role in rule.silent_roles or (rule.needs_events and not seen.events):
            continue
        failed = []
        found += findings_of(rule, rule.run, seen, failed)
        problems += [(rule.code, problem) for problem in failed]
    failed = []
    summed = _summary(facts, failed) if summary else None
    problems += [(SUMMARY, problem) for problem in failed]
    return Analysis(tuple(ordered(found)), tuple(problems), facts.role, summed)


def judged(
    findings: Iterable[Finding], source: Source, ran: Sequence[Rule], *, noqa: bool = True, reasons: bool = False
) -> tuple[list[Finding], tuple[Finding, ...]]:
    """What the file's suppressions leave of the findings of the rules that ``ran``, MLS001 added; what they silence.

    ``reasons``: each suppression has to give one.
    """
    kept, suppressed = split_suppressed(findings, source, noqa=noqa)
    unused = split_suppressed(unused_suppressions(source, ran, noqa=noqa), source, noqa=noqa)
    silent = without_reason(source, ran, noqa=noqa) if reasons else ()
    return ordered([*kept, *unused.kept, *silent]), suppressed


def ran_on(role: str, config: Config, scope: str) -> list[Rule]:
    """The rules with a face for a file of this role that ``config`` (the one for its path) asks for."""
    rules = selection.select(registry.all_rules(), config)
    return [rule for rule in rules if rule.scope in _scopes(scope) and role not in rule.silent_roles]


def _scopes(scope: str) -> tuple[str, ...]:
    return (FILE,) if scope == PROJECT else (FILE, BOTH)


def _build(source: Source, config: Config, problems: list[Problem], modules: Modules | None) -> Facts | None:
    if source.tree is None:
        return None
    try:
        facts = _facts.build(source, config.knowledge, modules)
    except Exception as error:  # whatever is in the file, the other files must be checked
        problems.append(Problem(1, f"the analysis failed: {_describe(error)}"))
        return None
    for made in (facts, facts.bare):
        if made is not None:
            made.role = config.role_of(source.path) or made.role
            made.data_roots = config.data_roots
            made.root = config.root
    return facts


def findings_of(rule: Rule, run: Check, about: Any, problems: list[Problem]) -> list[Finding]:
    """The findings of one face of a rule; if it raises there are none, and ``problems`` names the rule."""
    try:
        return list(run(about))
    except Exception as error:  # one broken rule must not cost the others' findings
        problems.append(Problem(1, f"rule {rule.name} ({rule.code}) failed: {_describe(error)}"))
        return []


def adjusted(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """Drop what is below ``min_confidence`` and set the severities of ``config``."""
    for finding in findings:
        if finding.confidence < config.min_confidence:
            continue
        rule = registry.by_code()[finding.code]
        severity = config.severity_of(selection.subject(rule, config), finding.severity)
        yield finding if severity == finding.severity else replace(finding, severity=severity)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By place and code, each once."""
    # Two walks over a loop body may report the same thing twice.
    unique = {(f.path, f.span, f.code, f.message): f for f in reversed(list(findings))}
    return [unique[key] for key in sorted(unique)]


def _summary(facts: Facts, problems: list[Problem]) -> Summary | None:
    from mlsmells.facts.analyses.summaries.file import summarise

    try:
        return summarise(facts)
    except Exception as error:
        problems.append(Problem(1, f"the summary for project rules failed: {_describe(error)}"))
        return None


def _describe(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__

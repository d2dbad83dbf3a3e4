"""One source in, its findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mlsmells import facts as _facts
from mlsmells.core import Finding, Rule
from mlsmells.engine import registry
from mlsmells.engine.suppress import Split, split_suppressed, unused_suppressions
from mlsmells.sources import Problem

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.facts import Facts
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
    summary: dict[str, Any] | None = None


def check_source(source: Source, config: Config, *, scope: str = "file") -> FileResult:
    """Run the file rules that ``config`` selects for this path; never raises for what is in the file.

    ``config`` is the run's: its ``per_path`` blocks are applied here. With scope ``"project"``
    the result holds the file's summary too.
    """
    config = config.for_path(source.path)
    problems = list(source.problems)
    facts = _build(source, config, problems)
    if facts is None:
        return FileResult(problems=tuple(problems))
    rules = registry.select(registry.all_rules(), config)
    found = _ordered(_run_rules(rules, facts, problems))
    split = split_suppressed(adjust(found, config), source)
    unused = unused_suppressions(source, config, rules)
    return FileResult(
        findings=tuple(_ordered([*split.kept, *adjust(unused, config)])),
        problems=tuple(problems),
        suppressed=split.suppressed,
        role=facts.role,
        summary=_summary(facts, problems) if scope == "project" else None,
    )


def _build(source: Source, config: Config, problems: list[Problem]) -> Facts | None:
    if source.tree is None:
        return None
    try:
        facts = _facts.build(source, config.knowledge)
    except Exception as error:  # whatever is in the file, the other files must be checked
        problems.append(Problem(1, f"the analysis failed: {_describe(error)}"))
        return None
    facts.role = config.role_of(source.path) or facts.role
    return facts


def _run_rules(rules: Iterable[Rule], facts: Facts, problems: list[Problem]) -> Iterator[Finding]:
    for rule in rules:
        if rule.scope == "file" and facts.role not in rule.silent_roles:
            yield from run_rule(rule, facts, problems)


def run_rule(rule: Rule, facts: Any, problems: list[Problem]) -> list[Finding]:
    """The rule's findings; a rule that raises has none and is named in ``problems``."""
    try:
        return list(rule.run(facts))
    except Exception as error:  # one broken rule must not cost the others' findings
        problems.append(Problem(1, f"rule {rule.name} ({rule.code}) failed: {_describe(error)}"))
        return []


def adjust(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """Drop what is below ``min_confidence`` and set the severities of ``config``."""
    for finding in findings:
        if finding.confidence < config.min_confidence:
            continue
        rule = registry.by_code()[finding.code]
        severity = config.severity_of(registry.subject(rule, config), finding.severity)
        yield finding if severity == finding.severity else replace(finding, severity=severity)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    # Two walks over a loop body may report the same thing twice.
    unique = {(f.span, f.code, f.message): f for f in reversed(list(findings))}
    return [unique[key] for key in sorted(unique)]


def _summary(facts: Facts, problems: list[Problem]) -> dict[str, Any] | None:
    from mlsmells.facts.summary import summarise

    try:
        return summarise(facts)
    except Exception as error:
        problems.append(Problem(1, f"the summary for project rules failed: {_describe(error)}"))
        return None


def _describe(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__

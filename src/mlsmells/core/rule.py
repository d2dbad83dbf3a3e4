"""A rule: one frozen record and one or two small functions over events."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from mlsmells.core.finding import Confidence, Finding, Fix, Severity, TraceStep
from mlsmells.core.span import Span

# A check is called with (event, facts), (facts,) or (project,), as it was registered.
Check = Callable[..., Iterable[Finding]]
# What a check is registered for: an event type (None: the whole file), and whether also in other modules.
Registered = tuple[type | None, Check, bool]

PROJECT = "project"
FILE = "file"
# One face per file and one for the project, which knows more: a run uses one of the two.
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Rule:
    """The record of a rule. ``module`` is the rule file's ``__name__``; the rule's name comes from it.

    ``scope`` is ``"file"`` (runs in flake8 too), ``"project"`` (``mlsmells check`` only) or
    ``"both"``: the file check where only one file is seen, the project check where all are.
    ``default_on`` is False for rules that must be selected by code or name to run.
    ``silent_roles`` lists the file roles the rule is silent in.
    ``rolls_up``: from how many findings of a file on they are told as one, 0 for never; ``rolls_up_files``: the same
    for the findings of a project.
    ``needs_events`` is False for rules that look at more than events: a file without an ML library has none.
    """

    module: str
    code: str
    severity: Severity
    message: str
    confidence: Confidence = Confidence.HIGH
    default_on: bool = True
    scope: str = FILE
    silent_roles: frozenset[str] = frozenset({"test", "example"})
    needs_events: bool = True
    rolls_up: int = 0
    rolls_up_files: int = 0
    checks: list[Registered] = field(default_factory=list, compare=False)
    project_checks: list[Check] = field(default_factory=list, compare=False)

    @property
    def name(self) -> str:
        """``mlsmells.rules.leakage.fit_on_test`` → ``fit-on-test``."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def family(self) -> str:
        """The folder the rule lives in: ``leakage``, ``data`` …"""
        return self.module.split(".")[-2]

    @property
    def doc(self) -> str:
        """The module docstring: the rule's page."""
        return sys.modules[self.module].__doc__ or ""

    def on(self, event: type, *, everywhere: bool = False) -> Callable[[Check], Check]:
        """Register ``check(event, facts)``, called for each event of that type, in program order.

        ``everywhere``: also for events behind calls into other modules of the project.
        """

        def register(check: Check) -> Check:
            self.checks.append((event, check, everywhere))
            return check

        return register

    def on_file(self, check: Check) -> Check:
        """Register ``check(facts)``, called once per file."""
        self.checks.append((None, check, False))
        return check

    def on_project(self, check: Check) -> Check:
        """Register ``check(project)``, called once per run of ``mlsmells check``."""
        if self.scope == PROJECT:
            self.checks.append((None, check, False))
        self.project_checks.append(check)
        return check

    def at(
        self,
        place: Any,
        *,
        trace: Iterable[TraceStep] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        file: str = "",
        message: str = "",
        **words: object,
    ) -> Finding:
        """A finding at an event, an ast node or a Span; ``words`` fill the message template."""
        node = getattr(place, "node", place)
        span = node if isinstance(node, Span) else Span.of(node)
        return Finding(
            code=self.code,
            name=self.name,
            message=(message or self.message).format(**words),
            severity=self.severity if severity is None else severity,
            confidence=self.confidence if confidence is None else confidence,
            span=span,
            trace=tuple(trace),
            fix=fix,
            path=file,
        )

    def run(self, facts: Any) -> Iterator[Finding]:
        """All findings of the rule for one file's facts (or one project)."""
        for event_type, check, everywhere in self.checks:
            if event_type is None:
                yield from check(facts)
            else:
                events = facts.everywhere(event_type) if everywhere else facts.of(event_type)
                yield from facts.placed([(event, found) for event in events for found in check(event, facts)])

    def run_project(self, project: Any) -> Iterator[Finding]:
        """All findings of the rule for one project; none for a rule of file scope."""
        for check in self.project_checks:
            yield from check(project)

"""A rule: one frozen record and one or two small functions over events."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

from mlsmells.core.finding import Confidence, Finding, Fix, Severity, steps
from mlsmells.core.records import dataclass, field
from mlsmells.core.span import Place, Span

T = TypeVar("T")

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
    ``"both"``: the file check where only one file is seen, the project check where all are. A rule of scope ``"file"``
    with a project check tells both: what goes on between files is no file's own.
    ``default_on`` is False for rules that must be selected by code or name to run.
    ``silent_roles`` lists the file roles the rule is silent in.
    ``rolls_up``: from how many findings of a file on they are told as one, 0 for never (those that name one ``cause``
    are one in any case); ``rolls_up_files``: the same for the findings of a project that name one cause, or none.
    ``habit``: from how many warnings of a project on they are told as one whatever their causes, 0 for never.
    ``told_with`` (the code of another rule, a cause): findings that name this cause are places of that rule's finding
    in the same file, if it has one: one remedy mends both.
    ``left_to_callers``: findings that name this cause, and are not sure, are notes where all programs of the project
    that lead to the module see to it.
    ``once``: of several findings at one place the first stands.
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
    once: bool = False
    needs_events: bool = True
    rolls_up: int = 0
    rolls_up_files: int = 0
    habit: int = 4
    told_with: tuple[str, str] = ("", "")
    left_to_callers: str = ""
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
        return importlib.import_module(self.module).__doc__ or ""

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
        place: Place,
        /,
        *,
        trace: Iterable[tuple[Place | None, str]] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        sure: bool | None = None,
        confidence: Confidence | None = None,
        file: str = "",
        message: str = "",
        cause: str = "",
        **words: object,
    ) -> Finding:
        """A finding at an event, an ast node, a Span or a line; ``words`` fill the message template.

        ``trace`` says what happened where; a step whose place is None is left out. ``sure`` chooses between
        high and medium confidence.
        """
        if sure is not None and confidence is None:
            confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        return Finding(
            code=self.code,
            name=self.name,
            message=(message or self.message).format(**words),
            severity=self.severity if severity is None else severity,
            confidence=self.confidence if confidence is None else confidence,
            span=Span.at(place),
            trace=tuple(steps(trace)),
            fix=fix,
            path=file,
            cause=cause,
        )

    def run(self, facts: Any) -> Iterator[Finding]:
        """All findings of the rule for one file's facts (or one project)."""
        return self._reported(self._found(facts))

    def run_project(self, project: Any) -> Iterator[Finding]:
        """All findings of the rule for one project; none for a rule of file scope."""
        return self._reported(finding for check in self.project_checks for finding in check(project))

    def _found(self, facts: Any) -> Iterator[Finding]:
        for event_type, check, everywhere in tuple(self.checks):  # the first run may bring others, see the registry
            if event_type is None:
                yield from check(facts)
            else:
                events = facts.everywhere(event_type) if everywhere else facts.of(event_type)
                yield from facts.placed([(event, found) for event in events for found in check(event, facts)])

    def _reported(self, found: Iterator[Finding]) -> Iterator[Finding]:
        return once(found, lambda finding: (finding.path, finding.span)) if self.once else found


def once(items: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[T]:
    """The items without those whose key came before."""
    seen: set[Hashable] = set()
    for item in items:
        if (own := key(item)) not in seen:
            seen.add(own)
            yield item

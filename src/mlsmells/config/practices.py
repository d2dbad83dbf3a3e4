"""Practices: what the rules serve, and which practice a finding names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from mlsmells.config.names import (
    NOT_NAMED,
    Subject,
    in_code_space,
    is_prefix,
    narrowest,
    narrowness,
    to_come,
)
from mlsmells.core.near import hint
from mlsmells.core.records import dataclass, field


class Document(NamedTuple):
    """A text practices come from. ``key`` is the letter its statements' ids begin with."""

    id: str
    title: str
    url: str = ""
    key: str = ""
    author: str = ""


class Citation(NamedTuple):
    """Where a practice is stated."""

    document: str
    title: str
    section: str


class Named(NamedTuple):
    """A code, name or family that stands in a practice: below which key, and on which line."""

    key: str
    word: str
    line: int


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice. ``rules`` holds selectors of existing rules, ``planned`` codes of rules to come.

    ``main`` are the codes whose findings name this practice first; ``ids`` the statements it stands for;
    ``layer`` is 0 for the map that was read and 1 for the map it extends.
    """

    id: str
    title: str
    says: str
    sources: tuple[Citation, ...] = ()
    rules: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    not_checkable: str = ""
    path: Path | None = None
    line: int = 0
    layer: int = 0
    places: tuple[Named, ...] = field(default=(), compare=False)

    @property
    def status(self) -> str:
        """``checked``, ``planned`` or ``not checkable``."""
        if self.rules:
            return "checked"
        return "planned" if self.planned else "not checkable"


class RuleLike(Protocol):
    """What a practice needs to know of a rule."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def family(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PracticeMap:
    """All practices in the order of the files (a user's own before the default ones), and their documents."""

    documents: dict[str, Document]
    practices: tuple[Practice, ...]

    def __iter__(self) -> Iterator[Practice]:
        return iter(self.practices)

    def __len__(self) -> int:
        return len(self.practices)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all practices."""
        return tuple(practice.id for practice in self.practices)

    def get(self, practice_id: str) -> Practice | None:
        """The practice of that id."""
        return next((practice for practice in self.practices if practice.id == practice_id), None)

    def for_rule(self, code: str, name: str, family: str) -> tuple[Practice, ...]:
        """The practices a rule serves; the first is the one a finding prints."""
        rule = Subject(code, name, family)
        serving = [practice for practice in self.practices if narrowest(practice.rules, rule) > NOT_NAMED]
        return tuple(sorted(serving, key=lambda practice: (practice.layer, code not in practice.main)))

    def check(self, rules: Iterable[RuleLike]) -> list[str]:
        """What is wrong with the map, one line each; empty when every rule and practice is accounted for."""
        subjects = [Subject(rule.code, rule.name, rule.family) for rule in rules]
        problems = [
            f"{rule.code} ({rule.name}) serves no practice"
            for rule in subjects
            if not self.for_rule(rule.code, rule.name, rule.family)
        ]
        for practice in self.practices:
            place = f"{practice.path.name}:{practice.line}: " if practice.path else ""
            problems += [f"{place}{practice.id}: {text}" for text in _problems(practice, subjects)]
        return problems + self._rivals()

    def _rivals(self) -> list[str]:
        claims: dict[tuple[int, str], list[str]] = {}
        for practice in self.practices:
            for code in practice.main:
                claims.setdefault((practice.layer, code), []).append(practice.id)
        return [
            f"{code} has more than one main practice: {', '.join(ids)}"
            for (_, code), ids in claims.items()
            if len(ids) > 1
        ]


def _problems(practice: Practice, rules: list[Subject]) -> Iterator[str]:
    if practice.not_checkable and (practice.rules or practice.planned):
        yield "names rules and says it is not checkable"
    if not (practice.not_checkable or practice.rules or practice.planned):
        yield "names no rule and no reason why it is not checkable"
    known = {word for rule in rules for word in (rule.code, rule.name, rule.family)}
    for word in practice.rules:
        if not to_come(word) and all(narrowness(word, rule) == NOT_NAMED for rule in rules):
            later = "; a rule to come belongs under 'planned'" if in_code_space(word) else ""
            what = "code" if is_prefix(word) else "rule or family"
            yield f"unknown {what} '{word}'{later or hint(word, known)}"
    for code in practice.planned:
        if any(rule.code == code for rule in rules):
            yield f"{code} is planned no longer: move it to 'rules'"
    for rule in rules:
        if rule.code in practice.main and narrowest(practice.rules, rule) == NOT_NAMED:
            yield f"is the main practice of {rule.code} but does not name it under 'rules'"

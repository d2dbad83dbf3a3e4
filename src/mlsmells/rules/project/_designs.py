"""The design documents of a project that a rule may speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Severity
from mlsmells.facts import declared, recognition

if TYPE_CHECKING:
    from mlsmells.core import Rule
    from mlsmells.facts import Document, Project


def whole_designs(project: Project, rule: Rule) -> Iterator[Document]:
    """Those that must have every part: no one-pagers, and none that silences the rule."""
    return (document for document, kind in designs(project, rule) if kind == recognition.DESIGN)


def designs(project: Project, rule: Rule) -> Iterator[tuple[Document, str]]:
    """All of them with their kind, but those that silence the rule."""
    for document, kind in project.documents.designs:
        if not document.silences(rule.code, rule.name):
            yield document, kind


def level(document: Document) -> Severity | None:
    """The rule's own for what calls itself a design; a plan or a journal only has the form of one: a note."""
    return None if declared.is_declared(document) else Severity.INFO


def listed(words: Iterable[str]) -> str:
    """``a, b and c``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last

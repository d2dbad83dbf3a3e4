"""Which documents call themselves a design: the others only have the form of one, and are told as notes."""

from __future__ import annotations

import re

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import Document
from mlsmells.facts.project.documents.recognition import DISTINCT, MARK, NAMED, PAGER_MARK, TITLED
from mlsmells.knowledge.design_topics import plain

# Plans of work, journals and lists of changes: who writes them thinks of next week, not of every part of a design.
_JOURNAL = regex(
    r"(?:^|[/_.\s-])(?:plans?|planning|journal|diary|(?:[a-z]+[_ -]?)?logs?|changelog|worklog|changes|progress|"
    r"milestones?|roadmap|sprints?|phases?|hand-?off|to-?dos?|tasks?|timeline|schedule|retro(?:spective)?|status|"
    r"notes?|history)(?:[/_.\s:-]|\d|$)",
    re.IGNORECASE,
)


def is_declared(document: Document) -> bool:
    """Its mark, its name or its title says that it is one, or it has the template's own headings."""
    if document.says(MARK) or document.says(PAGER_MARK):
        return True
    if len(DISTINCT & {plain(part.title) for part in document.parts()}) > 1:
        return True
    called = (document.path.rpartition("/")[2], document.title)
    if any(map(_JOURNAL.search, called)):
        return False
    return NAMED.search(document.path) is not None or TITLED.search(document.title) is not None

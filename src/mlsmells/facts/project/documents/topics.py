"""Where a document speaks of what: by heading, by bold lead or row, or by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import LEAD, Document, Part
from mlsmells.knowledge.design_topics import Topic, topics

# "n/a: the service has no users yet" is an answer, "n/a" alone is none.
_NOT_APPLICABLE = regex(
    r"^\W*(?:n/?a|none|not applicable|not needed|not relevant|does not apply)\b\W*(\w.*)?$", re.I | re.S
)
# Different content words of one part that make up for a heading.
ENOUGH = 2


class Told(NamedTuple):
    """A topic, and the parts of the document that bear its name."""

    topic: Topic
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """What all of them say."""
        return "\n".join(part.text for part in self.parts)


def told(document: Document, key: str) -> Told:
    """The parts that a topic has: headings, where there are any, else leads and rows."""
    topic = topics()[key]
    named = [part for part in document.parts() if topic.is_named(part.title)]
    headed = [part for part in named if part.level < LEAD]
    return Told(topic, tuple(_outermost(headed or named)))


def _outermost(parts: list[Part]) -> Iterator[Part]:
    inner: set[int] = set()
    for part in parts:
        if part.line not in inner:
            yield part
        inner |= {block.line for block in part.blocks}


def named_topics(document: Document, *, leads: bool = True) -> dict[str, int]:
    """Topic → the line of the first heading or lead that names it. A heading stands for one topic."""
    found: dict[str, int] = {}
    for part in document.parts():
        if part.level < LEAD or leads:
            for key, topic in topics().items():
                if key not in found and topic.is_named(part.title):
                    found[key] = part.line
    return found


def missing(document: Document) -> Iterator[tuple[Topic, int]]:
    """The topics that it lacks, with the line of the empty heading, 0 where there is none."""
    for key, topic in topics().items():
        parts = told(document, key).parts
        if any(not part.is_empty and not _only_not_applicable(part) for part in parts):
            continue
        if not parts and (_is_hinted(document, topic) or _by_words(document, topic)):
            continue
        yield topic, parts[0].line if parts else 0


def _is_hinted(document: Document, topic: Topic) -> bool:
    return any(topic.is_hinted(part.title) and not part.is_empty for part in document.parts() if part.level < LEAD)


def _only_not_applicable(part: Part) -> bool:
    found = _NOT_APPLICABLE.match("\n".join(b.text for b in part.blocks if b.kind != "heading").strip())
    return found is not None and not found[1]


def is_left_out(part: Part) -> bool:
    """It says that it does not apply, and why."""
    found = _NOT_APPLICABLE.match("\n".join(b.text for b in part.blocks if b.kind != "heading").strip())
    return found is not None


def _by_words(document: Document, topic: Topic) -> bool:
    texts = [block.whole for block in document.blocks if block.kind in ("text", "item", "row")]
    lists = (part.text for part in document.parts() if part.level < LEAD and len(part.text) < 1500)
    return any(topic.said(text) >= ENOUGH for text in (*texts, *lists))


def missing_of_one_pager(document: Document) -> Iterator[tuple[Topic, int]]:
    """What even one page must hold: the problem, the metric, the baseline and the plan."""
    text = document.text.lower()
    lacking = {topic.id: (topic, line) for topic, line in missing(document)}
    yield from (lacking[key] for key in ("problem", "metrics") if key in lacking)
    if not re.search(
        r"\bbase-?lines?\b|\b(?:current|present|existing) (?:\w+ )?(?:solution|system|model|rules?|process)\b", text
    ):
        yield topics()["experiments"]._replace(id="baseline", title="a baseline"), 0
    if "delivery" in lacking:
        yield topics()["delivery"]._replace(title="a plan"), lacking["delivery"][1]

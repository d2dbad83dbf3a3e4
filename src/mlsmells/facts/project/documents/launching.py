"""What a launch plan says of criteria, customers, monitoring, the way back, security and privacy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import Document, Part
from mlsmells.facts.project.documents.topics import is_left_out, told
from mlsmells.knowledge.design_topics import Topic, launch_parts

_NOT_LAUNCHED = regex(
    r"\b(?:not|never|no plans?) (?:to )?(?:be )?(?:launch|deploy|productioni[sz])\w*|"
    r"\bresearch[- ]only\b|\boffline only\b"
    r"|\bno (?:launch|deployment|production)\b|\bproof of concept\b",
    re.IGNORECASE,
)

# Risks and monitoring belong to a launch, and many documents speak of them that plan none.
_LAUNCHES = regex(
    r"\b(?:launch\w*|roll(?:s|ed|ing)?[- ]?outs?|roll(?:s|ed|ing)?[- ]?backs?|releases?|releasing|go(?:es)?[- ]live"
    r"|canary|shadow (?:mode|run|traffic)|a/b test\w*|deploy\w*|productioni[sz]\w*|in(?:to)? production)\b",
    re.IGNORECASE,
)


def launch_gaps(document: Document) -> tuple[Part, list[Topic]] | None:
    """The launch part and what it lacks; None where no part speaks of launching, or nothing is launched."""
    parts = [p for p in told(document, "launch").parts if not p.is_empty and not is_left_out(p)]
    if not parts or _NOT_LAUNCHED.search(document.text):
        return None
    launching = [part for part in parts if _LAUNCHES.search(f"{part.title}\n{part.text}")]
    if not launching:
        return None
    text = "\n".join(f"{part.title}\n{part.text}" for part in parts)
    return launching[0], list(_lacking(document, text))


def _lacking(document: Document, text: str) -> Iterator[Topic]:
    whole = document.text.lower()
    for topic in launch_parts().values():
        titles = [part.title for part in document.parts() if not part.is_empty]
        named = any(topic.is_named(title) or topic.is_hinted(title) for title in titles)
        # Who may read what is often said where the data is.
        said = whole if topic.id in ("security", "privacy") else text.lower()
        if not named and not re.search(topic.text[0], said):
            yield topic

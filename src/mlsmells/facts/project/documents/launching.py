"""What a launch plan says of criteria, customers, monitoring, the way back, security and privacy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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


# What speaks of going out. A list of risks, or of what is watched, is no plan for it.
_GOES_OUT = regex(
    r"\b(?:launch\w*|roll(?:ed|ing)?[- ]?out|go(?:es|ing)?[- ]live|releas\w+|deploy\w*|productioni[sz]\w+|"
    r"productization|pilot|production|canary|shadow)\b",
    re.IGNORECASE,
)
_IN_A_TIMETABLE = regex(r"(?:^\W*|\()(?:weeks?|days?|months?|sprints?)\s*\d", re.IGNORECASE)
_OF_THE_SYSTEM = regex(
    r"\b(?:components?|(?:tech(?:nology|nical)?|software) stack|technologies|tools)\b", re.IGNORECASE
)


def launch_gaps(document: Document, beside: Iterable[Document] = ()) -> tuple[Part, list[Topic]] | None:
    """The launch part and what it lacks; None where there is none, or nothing is launched.

    ``beside``: other documents about the launch, what they say counts.
    """
    parts = [p for p in told(document, "launch").parts if not p.is_empty and not is_left_out(p)]
    plans = [part for part in parts if _GOES_OUT.search(part.title) and not _is_listed_alone(document, part)]
    if not plans or _NOT_LAUNCHED.search(document.text):
        return None
    said = [*(f"{part.title}\n{part.text}" for part in parts), *(other.text for other in beside)]
    return plans[0], list(_lacking(document, "\n".join(said)))


def _is_listed_alone(document: Document, part: Part) -> bool:
    """A week of a timetable, or what the parts of the system are made with: the launch is named, not planned."""
    above = [p for p in document.parts() if p.level < part.level and any(b.line == part.line for b in p.blocks)]
    nearest = max(above, key=lambda p: p.level).title if above else ""
    if any(map(_IN_A_TIMETABLE.search, (part.title, nearest))):
        return True
    return _OF_THE_SYSTEM.search(nearest) is not None


def _lacking(document: Document, text: str) -> Iterator[Topic]:
    whole = document.text
    for topic in launch_parts().values():
        titles = [part.title for part in document.parts() if not part.is_empty]
        named = any(topic.is_named(title) or topic.is_hinted(title) for title in titles)
        # Who may read what is often said where the data is.
        said = f"{whole}\n{text}".lower() if topic.id in ("security", "privacy") else text.lower()
        if not named and not re.search(topic.text[0], said):
            yield topic

"""What a design document speaks of and by which words that is found: "
"``design_topics.yaml``, read when one is linted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from mlsmells.core.kept import KEPT

FILE = Path(__file__).parent / "design_topics.yaml"


class Topic(NamedTuple):
    """A topic, a part of a hypothesis or a part of a launch plan."""

    id: str
    title: str
    names: frozenset[str]
    text: tuple[re.Pattern[str], ...]

    def is_named(self, name: str) -> bool:
        """A heading, a bold lead or a label names it, alone or among others (``Risks and rollback``)."""
        return any(part in self.names for part in _parts(name))

    def is_hinted(self, name: str) -> bool:
        """One of its names begins or ends the heading: ``Retention context``."""
        ends = {" ".join(words) for part in _parts(name) for words in _ends(part.split())}
        return not ends.isdisjoint(self.names)

    def said(self, text: str) -> int:
        """How many of its patterns the text holds."""
        low = text.lower()
        return sum(pattern.search(low) is not None for pattern in self.text)


class NamedMetric(NamedTuple):
    """A metric as people write it, and the words of code that computes it; none for one of the business."""

    id: str
    pattern: re.Pattern[str]
    code: tuple[str, ...]
    business: bool


def _parts(name: str) -> Iterator[str]:
    said = plain(name)
    parts = {said, *(part.strip() for part in re.split(r" and | or | & |[/,:;]| - | – | — |\(", said))}
    return (form for part in parts if part for form in (part, _without_article(part)))


def _ends(words: list[str]) -> Iterator[list[str]]:
    for at in range(1, len(words)):
        yield words[:at]
        yield words[at:]


def plain(name: str) -> str:
    """A heading without its number, marks and capitals."""
    said = re.sub(r"[*_`#:?!.“”\"]+|[^\x00-\u024f–—]", " ", name.lower())
    said = re.sub(r"^\s*(?:(?:appendix(?: [a-z0-9])?|section|part|step|[ivx]+|\d+|[a-z]\))[\s.)–—-]+)+", "", said)
    return re.sub(r"\s+", " ", said).strip(" -–—()")


def _without_article(text: str) -> str:
    return re.sub(r"^(?:the|our|a|an|and|project|ml|model|proposed|detailed|initial|key|main|current) (?=\w)", "", text)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = FILE.read_text(encoding="utf-8")
    found: dict[str, Any] | None = KEPT.get(text)
    if found is None:
        import yaml

        found = yaml.safe_load(text)
        KEPT.put(text, found)
    assert found is not None
    return found


def _topic(key: str, entry: dict[str, Any]) -> Topic:
    patterns = entry["text"] if isinstance(entry["text"], list) else [entry["text"]]
    names = frozenset(map(str.lower, entry.get("headings", entry.get("labels", ()))))
    # One word that is left may mean anything: of "model performance" a performance of the service.
    names |= {short for name in names if " " in (short := _without_article(name))}
    return Topic(key, entry["title"], names, tuple(map(re.compile, patterns)))


def _group(name: str) -> dict[str, Topic]:
    return {key: _topic(key, entry) for key, entry in _data()[name].items()}


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """The parts that a whole design document has."""
    return _group("topics")


@lru_cache(maxsize=1)
def fields() -> dict[str, Topic]:
    """What belongs to a hypothesis."""
    return _group("fields")


@lru_cache(maxsize=1)
def launch_parts() -> dict[str, Topic]:
    """What belongs to a launch plan."""
    return _group("launch")


@lru_cache(maxsize=1)
def metrics() -> tuple[NamedMetric, ...]:
    """All metrics that a document can name."""
    return tuple(
        NamedMetric(key, words(entry["words"]), tuple(entry.get("code", ())), entry.get("business", False))
        for key, entry in _data()["metrics"].items()
    )


@lru_cache(maxsize=1)
def baselines() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Simple models by name: the name, how it is found, and how code says it."""
    return tuple((name, words([name]), tuple(code)) for name, code in _data()["baselines"].items())


def words(known: Iterable[str]) -> re.Pattern[str]:
    """Whole words, whatever their case and whether a space or a hyphen joins them."""
    longest = sorted(known, key=len, reverse=True)
    said = "|".join(re.escape(word).replace(r"\ ", r"[\s_-]+").replace(r"\-", r"[\s_-]?") for word in longest)
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w]|-\w)", re.IGNORECASE)

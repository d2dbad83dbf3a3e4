"""The hypotheses of a document, each with the parts that it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import Block, Document, Part
from mlsmells.facts.project.documents.goals import cut, has_number, metrics_in
from mlsmells.facts.project.documents.topics import told
from mlsmells.knowledge.design_topics import Topic, fields

_NAMED = regex(r"^\W*(?:hypothesis|experiment|hyp|h|exp|e)\s*(?:#\s*)?\d+\b|^\W*hypothesis\b(?!\s+test)", re.IGNORECASE)
_DONE = regex(
    r"\b(?:done|accepted|rejected|confirmed|refuted|status|result|outcome|conclusion|finished|completed)\b", 2
)
_LINK = regex(r"https?://|\bmlflow\b|\bwandb\b|experiment log|results?/", re.IGNORECASE)
_UNITS = {"hour": 1 / 24, "day": 1, "week": 7, "sprint": 14, "month": 30}
_WORDS = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_SPAN = regex(
    r"\b(\d+|one|two|three|four|five|six|ten|an?)[\s-]*(?:working |business )?(hour|day|week|sprint|month)s?\b", 2
)
# What one tries out: a statement that has none of these words, and no labelled part, is one about the data.
_TRIED = regex(
    r"\b(?:models?|classif\w+|regress\w+|networks?|transformers?|trees?|forests?|boost\w+|embeddings?|encod\w+|llms?|"
    r"prompts?|features?|augment\w+|loss|train\w*|fine-?tun\w+|pretrain\w*|predict\w*|forecasts?|learn\w*|"
    r"baselines?|ensembl\w+|retriev\w+|rank\w*|detect\w*|approach|methods?|better|improv\w+|outperform\w*|beats?)\b",
    re.IGNORECASE,
)
_DATE = regex(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


class Hypothesis(NamedTuple):
    """One hypothesis: what is claimed, where, and all that is said of it."""

    name: str
    line: int
    text: str
    given: tuple[tuple[str, str], ...]  # labelled field → what is said

    @property
    def is_done(self) -> bool:
        """It has its result already, or says where to find it."""
        labels = any(_DONE.search(label) for label, said in self.given if said.strip())
        return labels or (_DONE.search(self.text) is not None and _LINK.search(self.text) is not None)

    @property
    def is_about_data(self) -> bool:
        """Nothing is tried out: "customers who leave call less often" is looked up, and not trained for."""
        labelled = any(field.is_named(label) for field in fields().values() for label, _ in self.given)
        return not (labelled or metrics_in(self.text) or _TRIED.search(f"{self.name} {self.text}"))

    def lacking(self) -> Iterator[Topic]:
        """The parts that are neither labelled nor said."""
        for key, field in fields().items():
            if not (self._labelled(field) or self._said(key, field)):
                yield field

    def _labelled(self, field: Topic) -> bool:
        said = [text for label, text in self.given if field.is_named(label) and text.strip(" .–—-")]
        if field.id == "success":
            return any(has_number(text) for text in said)
        return bool(said)

    def _said(self, key: str, field: Topic) -> bool:
        if key == "metric":
            return bool(metrics_in(self.text))
        if key == "success":
            own = "\n".join(text for label, text in self.given if not fields()["timebox"].is_named(label))
            return any(p.search(text) for p in field.text for text in (own, self.name) if has_number(text))
        return any(pattern.search(self.text.lower()) for pattern in field.text)

    @property
    def timebox(self) -> tuple[int, str]:
        """The days that it may take, and the date by which it ends; (0, "") where neither is said."""
        for label, said in self.given:
            if fields()["timebox"].is_named(label):
                date, span = _DATE.search(said), _SPAN.search(said)
                if date is not None:
                    return 0, date[0]
                if span is not None:
                    number = int(span[1]) if span[1].isdigit() else _WORDS[span[1].lower()]
                    return max(1, round(number * _UNITS[span[2].lower()])), ""
        return 0, ""


def hypotheses(document: Document) -> list[Hypothesis]:
    """Each heading, item or row of its own that is called a hypothesis or stands in a table of them."""
    rows = list(_rows(document))
    found = [_of_row(row) for row in rows] or [
        _of_part(part) for part in document.parts() if _NAMED.match(part.title) and not _is_heading_only(part)
    ]
    found = found or [_of_item(block) for block in _items(document)]
    lines: set[int] = set()
    return [one for one in found if not (one.line in lines or lines.add(one.line))]  # type: ignore[func-returns-value]


def _is_heading_only(part: Part) -> bool:
    """``Hypotheses`` above the hypotheses themselves."""
    return any(_NAMED.match(block.text or block.lead) for block in part.blocks if block.kind == "heading")


def _of_part(part: Part) -> Hypothesis:
    given = tuple(
        (block.lead, f"{block.text} {_below(part.blocks, at)}") for at, block in enumerate(part.blocks) if block.lead
    )
    return Hypothesis(cut(part.title), part.line, f"{part.title}\n{part.text}", given or (("", part.text),))


def _below(blocks: tuple[Block, ...], at: int) -> str:
    """What stands below a lead, up to the next."""
    said = []
    for block in blocks[at + 1 :]:
        if block.lead or block.kind == "heading":
            break
        said.append(block.text)
    return "\n".join(said)


def _rows(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        named = sum(any(f.is_named(cell) for f in fields().values()) for cell in block.header)
        if (
            block.kind == "row"
            and named > 1
            and re.search(r"hypothes|experiment|\bid\b|#|idea", " ".join(block.header), 2)
        ):
            yield block


def _of_row(block: Block) -> Hypothesis:
    given = tuple(zip(block.header, block.cells, strict=False))
    return Hypothesis(cut(block.lead), block.line, " ".join(block.cells), given)


def _items(document: Document) -> Iterator[Block]:
    """Items below a heading that is called hypotheses."""
    for part in told(document, "experiments").parts:
        if re.search(r"hypothes", part.title, re.IGNORECASE):
            yield from (block for block in part.blocks if block.kind == "item" and block.level == 1)


def _of_item(block: Block) -> Hypothesis:
    return Hypothesis(cut(block.whole), block.line, block.whole, (("", block.whole),))

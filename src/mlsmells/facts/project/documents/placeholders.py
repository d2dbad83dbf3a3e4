"""What a template asks and nobody has answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import LEAD, Block, Document
from mlsmells.facts.project.documents.goals import cut
from mlsmells.knowledge.design_template import prompts

_LEFT = regex(
    r"\b[XYZN]\s?%|\b[XYN] (?:days?|weeks?|percent|points?)\b|\b[Mm]ethod A\b|\b[Mm]etric B\b"
    r"|\bT(?:ODO|BD|BA|BC)\b|\bFIXME\b|\bXXX\b|\bYYYY-MM-DD\b|\{\{[^}]*\}\}"
    r"|(?i:\[more information needed\]|\blorem ipsum\b|\bto be (?:filled in|written)\b"
    r"|\[(?:insert|your|add|fill|describe|name|date|link|project)\b[^\]]*\](?!\()"
    r"|<(?:insert|your|add|fill in|describe|project name|name|date|author|team|product)\b[^>]*>)",
)
# A sentence about such marks: who writes one when, and that none is left.
_SPOKEN_OF = regex(
    r"\b(?:unfilled|missing|unknown|unmeasured|otherwise|else)\W{1,5}T(?:ODO|BD)\b"
    r"|\b(?:mark\w*|write|put|says?|use|leave|grep(?: for)?)\s+(?:it |them )?(?:as |with |a )?T(?:ODO|BD)\b"
    r"|\b(?:no|any|zero|every|each|remaining|without)\s+T(?:ODO|BD)\b",
    re.IGNORECASE,
)
_PROMPT = regex(
    r"^(?:describe|explain|list|state|include|specify|outline|provide|define|fill in|"
    r"briefly|write|add|what (?:is|are|will|could|should|do)|how (?:will|do|are)|why (?:are|is|do)|which)\b"
    r"[^.?!]*[.?!…]?$",
    re.IGNORECASE,
)
_EXAMPLE = regex(
    r"^\W*(?:(?:bad|ok|okay|fair|good)(?: example)?\s*[:–—-]|example\b|e\.g\.|for example\b)", re.IGNORECASE
)


class Left(NamedTuple):
    """A placeholder and its line."""

    text: str
    line: int


def placeholders(document: Document) -> Iterator[Left]:
    """Marks of a template, its own sentences, and prompts that stand alone below a heading."""
    alone = _alone(document)
    for block in document.blocks:
        if block.kind not in ("text", "item", "row", "heading") or _EXAMPLE.match(block.whole):
            continue
        found = _LEFT.search(_SPOKEN_OF.sub(" ", block.whole))
        if found is not None:
            yield Left(cut(found[0], 40), block.line)
        elif _said(block.text) in _sentences() or (block.line in alone and _is_prompt(block)):
            yield Left(cut(block.text, 40), block.line)


def _is_prompt(block: Block) -> bool:
    return block.kind == "text" and _PROMPT.match(block.text.strip()) is not None


@lru_cache(maxsize=1)
def _sentences() -> frozenset[str]:
    return frozenset(_said(text) for text in prompts())


def _said(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower() or "-"


def _alone(document: Document) -> set[int]:
    """The lines of texts that are all that stands below a heading; a question that is answered is none of them."""
    found = set()
    for part in document.parts():
        said = [b for b in part.blocks if b.kind != "comment"]
        if part.level < LEAD and len(said) == 1:
            found.add(said[0].line)
    return found

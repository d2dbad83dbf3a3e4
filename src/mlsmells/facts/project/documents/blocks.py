"""A document as a list of blocks, whatever it was written in, and as the parts that its headings make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core.patterns import regex

# Bold lines stand below all headings, bold or labelled beginnings below those.
BOLD, LEAD = 7, 8
# Letters; what is longer is a sentence.
MAX_TITLE = 80
_LABEL = regex(r"^([A-Z][\w /&'-]{1,40}?)\s*:\s+(?=\S)|^([A-Z][\w /&'-]{1,40}?)\s*:$")
_WORD = regex(r"[^\W\d_]+")
_ENGLISH = frozenset("the and to of for is with this in that it".split())
LEAST_ENGLISH = 0.06
_IGNORE = regex(r"mlsmells:\s*ignore(?:\[([^\]]*)\])?")


class Block(NamedTuple):
    """One block. ``lead`` is its bold or labelled beginning, ``text`` what follows that.

    ``kind``: heading, text, item, row, code, comment or quote. ``level``: of a heading, or how deep a list is.
    ``header``: the first row of the block's table; ``cells``: its own.
    """

    kind: str
    text: str
    line: int
    level: int = 0
    lead: str = ""
    language: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Lead and text."""
        return f"{self.lead}: {self.text}" if self.lead and self.text else self.lead or self.text


class Part(NamedTuple):
    """What stands below a heading or behind a lead, down to the next of its level."""

    title: str
    line: int
    level: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All that it says, code and comments left out, headings with it."""
        return "\n".join(b.whole for b in self.blocks if b.kind not in ("code", "comment"))

    @property
    def is_empty(self) -> bool:
        """Nothing but headings, comments and labels without a word behind them."""
        return not any(b.text.strip() for b in self.blocks if b.kind not in ("comment", "heading"))


class Document(NamedTuple):
    """A document: its path from the root, and its blocks."""

    path: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The first heading."""
        return next((b.text for b in self.blocks if b.kind == "heading"), "")

    @property
    def text(self) -> str:
        """All that it says."""
        return Part("", 1, 0, self.blocks).text

    @property
    def is_english(self) -> bool:
        """A share of its words are those that every English text is full of."""
        said = _WORD.findall(" ".join(block.whole for block in self.blocks if block.kind != "code").lower())
        return sum(word in _ENGLISH for word in said) >= LEAST_ENGLISH * len(said)

    def says(self, mark: str) -> bool:
        """A comment of it says so."""
        return any(b.kind == "comment" and mark in b.text for b in self.blocks)

    def silences(self, code: str, name: str) -> bool:
        """A comment says ``mlsmells: ignore[code] reason``."""
        comments = (b.text for b in self.blocks if b.kind == "comment")
        for found in (m for text in comments for m in _IGNORE.finditer(text)):
            items = [item.strip() for item in (found[1] or "").split(",") if item.strip()]
            if not items or name in items or any(code.startswith(item) for item in items):
                return True
        return False

    def parts(self) -> Iterator[Part]:
        """What its headings, bold lines and leads make."""
        for at, block in enumerate(self.blocks):
            level = part_level(block)
            if level:
                own = (block._replace(lead="", kind="text"),) if level == LEAD and block.text else ()
                rest = _until(self.blocks, at + 1, level, block)
                yield Part(block.lead or block.text, block.line, level, (*own, *rest))


def part_level(block: Block) -> int:
    """The level of the part that begins here; 0 for a block that begins none."""
    if block.kind == "heading":
        return block.level
    return LEAD if block.lead and block.kind in ("text", "item", "row") else 0


def _until(blocks: tuple[Block, ...], start: int, level: int, opening: Block) -> tuple[Block, ...]:
    for at in range(start, len(blocks)):
        block = blocks[at]
        other = part_level(block)
        nested = level == LEAD and block.kind == "item" and block.level > _depth(opening)
        if opening.kind == "row" or (other and other <= level and not nested):
            return blocks[start:at]
        if level == LEAD and block.kind == "item" and opening.kind == "item" and not nested:
            return blocks[start:at]
    return blocks[start:]


def _depth(block: Block) -> int:
    return block.level if block.kind == "item" else 0


def labelled(text: str) -> tuple[str, str]:
    """``Timebox: two weeks`` → its label and the rest; ("", text) for what has none."""
    found = _LABEL.match(text)
    if found is None or len(text[: found.end()].split()) > 6:
        return "", text
    return (found[1] or found[2]).strip(), text[found.end() :].strip()


def bold_lead(bold: str, text: str) -> tuple[str, str]:
    """The bold beginning of a text and the rest; ("", text) where the words are only stressed."""
    name, rest = bold.rstrip(" :.–—-"), text[len(bold) :].strip()
    ends = bold.rstrip().endswith((":", ".")) or not rest or rest.startswith((":", ".", "–", "—", "-"))
    if not name or len(name) > MAX_TITLE or not ends:
        return "", text
    return name, rest.lstrip(" :.–—-").strip()

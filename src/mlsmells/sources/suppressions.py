"""Comments and cell tags that silence findings, and which of them were used.

``# noqa`` and ``# flake8: noqa`` mean what flake8 makes of them: it searches the text of a
line, strings included, and takes the first match. ``# mlsmells: ignore[name-or-code, …] reason``
is ours and counts only as a real comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass, field
from mlsmells.sources.comments import comment_columns

if TYPE_CHECKING:
    from mlsmells.sources.document import Cell, Source


SKIP_TAG = "mlsmells-skip"
_PREFIX = "MLS"

# The language of flake8's own two patterns (a test compares them): without a colon, or with codes
# it cannot read, a noqa is a blanket one; codes are case sensitive when they are compared.
_NOQA = regex(r"# noqa(?::\s?(?P<codes>(?:[A-Z]+[0-9]+[,\s]*)+))?", re.IGNORECASE)
_NOQA_FILE = regex(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_IGNORE = regex(r"#\s*mlsmells:\s*ignore\b[ \t]*(?:\[(?P<items>[^\]#]*)\])?(?P<reason>[^#]*)")


@dataclass(slots=True)
class Comment:
    """One suppression comment. ``items`` are codes, code prefixes or rule names; empty = everything."""

    line: int  # of the joined module
    column: int  # 1-based, in characters
    kind: str  # ignore | noqa
    items: tuple[str, ...]
    reason: str = ""
    is_comment: bool = True  # False for a noqa inside a string, which flake8 honours all the same
    used: set[str] = field(default_factory=set)

    def covers(self, code: str, name: str) -> set[str]:
        """The items that silence the rule; ``{""}`` for a blanket comment."""
        if not self.items:
            return {""}
        return {item for item in self.items if code.startswith(item) or item == name}


class Unused(NamedTuple):
    """A comment, or some of its items, that silenced nothing. ``items`` is empty for a blanket one."""

    line: int
    column: int
    kind: str
    items: tuple[str, ...]
    whole: bool  # nothing of the comment is of use: it can go


class Suppressions:
    """The suppressions of one source; remembers which of them silenced something."""

    def __init__(
        self,
        comments: list[Comment],
        skipped: list[range],
        *,
        whole_file: bool,
        unjudged: Sequence[range] = (),
    ) -> None:
        self.comments = comments
        self.skipped = skipped  # joined-module lines of cells tagged ``mlsmells-skip``
        self.unjudged = unjudged  # lines where nothing is reported anyway, so nothing can be used
        self.whole_file = whole_file  # by flake8's comment for it

    def __bool__(self) -> bool:
        return self.whole_file or bool(self.comments or self.skipped)

    def match(self, code: str, name: str, lines: Collection[int], *, noqa: bool = True) -> bool:
        """Whether a finding on these joined-module lines (its statement's) is silenced; notes the use.

        ``noqa=False`` looks past both noqa forms, as flake8's ``--disable-noqa`` does.
        """
        silenced = noqa and self.whole_file
        silenced = silenced or any(line in cell for cell in self.skipped for line in lines)
        for comment in self.comments:
            if comment.line in lines and (noqa or comment.kind != "noqa"):
                covering = comment.covers(code, name)
                comment.used |= covering
                silenced = silenced or bool(covering)
        return silenced

    def unused(self, known: Callable[[str], bool]) -> Iterator[Unused]:
        """Comments that silenced nothing so far, by line; ask after all findings were matched.

        ``known(item)`` says whether to judge an item: True if every rule it stands for ran, or if it
        stands for none. A blanket ``mlsmells: ignore`` asks for ``"MLS"``. Blanket noqa comments and
        other tools' codes are never judged.
        """
        if self.whole_file:
            return
        for comment in self.comments:
            if not comment.is_comment or any(comment.line in lines for lines in self.unjudged):
                continue
            if not comment.items:
                if comment.kind == "ignore" and not comment.used and known(_PREFIX):
                    yield Unused(comment.line, comment.column, comment.kind, (), True)
                continue
            items = tuple(item for item in _own(comment) if item not in comment.used and known(item))
            if items:
                whole = len(items) == len(comment.items)
                yield Unused(comment.line, comment.column, comment.kind, items, whole)

    def without_reason(self) -> Iterator[Comment]:
        """``mlsmells: ignore`` comments that give no reason."""
        return (c for c in self.comments if c.kind == "ignore" and c.is_comment and not c.reason)


def _own(comment: Comment) -> tuple[str, ...]:
    if comment.kind == "ignore":
        return comment.items
    return tuple(item for item in comment.items if item.startswith(_PREFIX))


def suppressions_of(source: Source) -> Suppressions:
    """The file's suppressions; read once and the same object each time, as it records its uses."""
    found: Suppressions | None = source.notes.get(__name__)
    if found is None:
        found = source.notes[__name__] = _read(source)
    return found


def _read(source: Source) -> Suppressions:
    """All suppressions of a source. Costs two text searches if it holds none."""
    code = [cell for cell in source.cells if cell.kind == "code"]
    skipped = [_lines(cell) for cell in code if SKIP_TAG in cell.tags]
    text = source.code.lower()
    if "noqa" not in text and "mlsmells:" not in text:
        return Suppressions([], skipped, whole_file=False)
    comments = [comment for line, text in enumerate(source.lines, 1) for comment in _on_line(line, text)]
    if any(map(_must_be_comment, comments)):
        columns = comment_columns(source, [c.line for c in comments if _must_be_comment(c)])
        for comment in comments:
            comment.is_comment = comment.column >= columns.get(comment.line, comment.column + 1)
    return Suppressions(
        [comment for comment in comments if comment.is_comment or comment.kind == "noqa"],
        skipped,
        whole_file=any(map(_NOQA_FILE.match, source.lines)),
        unjudged=[*skipped, *(_lines(cell) for cell in code if cell.broken)],
    )


def _lines(cell: Cell) -> range:
    return range(cell.start, cell.start + len(cell.physical_lines))


def _must_be_comment(comment: Comment) -> bool:
    """Only these can be reported as unused, so only for these the tokens are worth reading."""
    return bool(_own(comment)) or comment.kind == "ignore"


def _on_line(line: int, text: str) -> Iterator[Comment]:
    if "#" not in text:
        return
    noqa = _NOQA.search(text)
    if noqa:
        codes = (noqa["codes"] or "").replace(",", " ").split()
        yield Comment(line, noqa.start() + 1, "noqa", tuple(codes))
    for match in _IGNORE.finditer(text):
        items = [item.strip() for item in (match["items"] or "").split(",")]
        reason = match["reason"].strip(" \t:-–—")
        yield Comment(line, match.start() + 1, "ignore", tuple(filter(None, items)), reason)

"""Markdown as blocks, read by markdown-it, which is imported when the first document is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from mlsmells.facts.project.documents.blocks import BOLD, MAX_TITLE, Block, bold_lead, labelled

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--(.*?)(?:-->|$)", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_PAGE = re.compile(r"\.(?:md|markdown|rst|ipynb|html?|pdf)(?:#|$)")
_HTML_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)


def read_markdown(text: str) -> Iterator[Block]:
    """The blocks of a document."""
    tokens = _parser().parse(_without_front_matter(text))
    depth, quoted, rows = 0, 0, _Table()
    for at, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "blockquote_open" | "blockquote_close":
                quoted += token.nesting
            case "fence":
                yield Block("code", token.content, line + 1, language=token.info.strip().partition(" ")[0].lower())
            case "code_block":
                yield Block("code", token.content, line)
            case "html_block":
                yield from _html(token.content, line)
            case "inline" if tokens[at - 1].type == "heading_open":
                yield Block("heading", _plain(token), line, level=int(tokens[at - 1].tag[1]))
            case "inline" if tokens[at - 1].type == "paragraph_open":
                yield from _paragraph(token, line, depth=depth, quoted=quoted > 0)
            case _:
                yield from rows.take(token, tokens[at - 1], line)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _without_front_matter(text: str) -> str:
    """The settings above a page are no text; its lines stay where they are."""
    if not text.startswith("---"):
        return text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", text[3:], re.MULTILINE)
    return "\n" * text[: 3 + end.start()].count("\n") + text[3 + end.end() :] if end else text


class _Table:
    """Cells are gathered until their row ends."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.header: tuple[str, ...] = ()
        self.line = 0

    def take(self, token: Token, before: Token, line: int) -> Iterator[Block]:
        """The row that the token ends."""
        match token.type:
            case "tr_open":
                self.cells, self.line = [], line
            case "inline" if before.type in ("td_open", "th_open"):
                self.cells.append(_plain(token))
            case "thead_close":
                self.header = tuple(self.cells)
            case "tr_close" if self.header:
                yield row(tuple(self.cells), self.header, self.line)
            case "table_close":
                self.header = ()
            case _:
                pass


def row(cells: tuple[str, ...], header: tuple[str, ...], line: int) -> Block:
    """A row of a table: its first cell leads."""
    first, rest = cells[:1], cells[1:]
    return Block("row", " | ".join(rest), line, lead=first[0] if first else "", cells=cells, header=header)


def _html(content: str, line: int) -> Iterator[Block]:
    """Comments, and what is left of the text when the tags are gone."""
    for found in _COMMENT.finditer(content):
        yield Block("comment", found[1].strip(), line + content.count("\n", 0, found.start()))
    rest = _COMMENT.sub(" ", content)
    for heading in _HTML_HEADING.finditer(rest):
        yield Block("heading", _TAG.sub("", heading[2]).strip(), line, level=int(heading[1]))
    text = _TAG.sub(" ", _HTML_HEADING.sub(" ", rest)).strip()
    if text:
        yield Block("text", re.sub(r"\s+", " ", text), line)


def _plain(token: Token) -> str:
    return "".join(text for text, _ in _pieces(token)).strip()


def _pieces(token: Token) -> Iterator[tuple[str, bool]]:
    """The words of a paragraph, and whether they are bold."""
    bold = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "softbreak" | "hardbreak":
                yield "\n", False
            case "html_inline":
                yield ("\n" if child.content.lower().startswith("<br") else ""), False
            case "text" | "code_inline" | "image":
                yield child.content, bold > 0
            case "link_open":
                href = str(child.attrGet("href") or "")
                yield (f"<{href}> " if "://" in href or _PAGE.search(href) else ""), bold > 0
            case _:
                pass


def _paragraph(token: Token, line: int, *, depth: int, quoted: bool) -> Iterator[Block]:
    """A paragraph or list item; lines that begin with a label of their own are blocks of their own."""
    kind = "quote" if quoted else "item" if depth else "text"
    for text, bold, below in _entries(token):
        if bold and bold.strip(" :.") == text.strip(" :.\n") and kind == "text" and len(text) <= MAX_TITLE:
            yield Block("heading", text.strip(" :."), line + below, level=BOLD)
            continue
        lead, rest = bold_lead(bold, text) if bold else labelled(text)
        yield Block(kind, rest, line + below, level=depth, lead=lead)


def _entries(token: Token) -> Iterator[tuple[str, str, int]]:
    """Each line that leads, with the lines that follow it: the text, its bold beginning, how far down it stands."""
    entries: list[tuple[str, str, int]] = []
    for below, (text, bold) in enumerate(_lines(token)):
        if entries and not (bold and bold_lead(bold, text)[0]) and not labelled(text)[0]:
            old, lead, start = entries[-1]
            entries[-1] = (f"{old}\n{text}", lead, start)
        else:
            entries.append((text, bold, below))
    return iter(entries)


def _lines(token: Token) -> Iterator[tuple[str, str]]:
    """The lines of a paragraph, each with the bold words it begins with."""
    text = bold = ""
    for piece, is_bold in (*_pieces(token), ("\n", False)):
        if piece == "\n":
            yield text.strip(), bold.strip()
            text = bold = ""
            continue
        if is_bold and text.strip() == bold.strip():
            bold += piece
        text += piece

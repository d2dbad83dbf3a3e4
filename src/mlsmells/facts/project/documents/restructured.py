"""reStructuredText as blocks, read by docutils, which is an extra: without it such documents are not linted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mlsmells.facts.project.documents.blocks import BOLD, Block, bold_lead, labelled
from mlsmells.facts.project.documents.markdown import row

_SETTINGS = {
    "report_level": 5,
    "halt_level": 5,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "warning_stream": False,
}


def read_restructured(text: str) -> Iterator[Block] | None:
    """The blocks of a document; None where docutils is not installed."""
    try:
        import docutils.core
    except ModuleNotFoundError:
        return None
    # A title that stands alone is a section like any other.
    tree = docutils.core.publish_doctree(text, settings_overrides={**_SETTINGS, "doctitle_xform": False})
    return _blocks(tree, _Lines(text), 0, 0)


class _Lines:
    """Where a text stands: docutils knows the line roughly."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.at = 0

    def find(self, text: str) -> int:
        """The line at which the text begins, from the one that was found last on."""
        words = re.findall(r"\w+", text)[:4]
        for number in range(self.at, len(self.lines)):
            if words and all(word in self.lines[number] for word in words[:2]):
                self.at = number
                return number + 1
        return self.at + 1


def _blocks(node: Any, lines: _Lines, level: int, depth: int) -> Iterator[Block]:
    for child in node.children:
        match child.tagname:
            case "section":
                title = child.children[0].astext()
                yield Block("heading", title, lines.find(title), level=min(level + 1, 6))
                yield from _blocks(child, lines, level + 1, depth)
            case "paragraph" | "term":
                yield _paragraph(child, lines, depth)
            case "field":
                name, body = (part.astext() for part in child.children[:2])
                yield Block("item", body, lines.find(name), level=depth + 1, lead=name)
            case "literal_block":
                language = next((c for c in child.get("classes", ()) if c != "code"), "")
                yield Block("code", child.astext(), lines.find(child.astext()), language=language)
            case "comment":
                yield Block("comment", child.astext(), lines.find(child.astext()))
            case "table":
                yield from _table(child, lines)
            case name if name not in ("title", "system_message"):
                deeper = name in ("bullet_list", "enumerated_list")
                yield from _blocks(child, lines, level, depth + deeper)


def _paragraph(node: Any, lines: _Lines, depth: int) -> Block:
    text = node.astext()
    first = node.children[0] if node.children else None
    bold = first.astext() if first is not None and getattr(first, "tagname", "") == "strong" else ""
    line = lines.find(text)
    if bold and bold.strip(" :.") == text.strip(" :.") and not depth:
        return Block("heading", text.strip(" :."), line, level=BOLD)
    lead, rest = bold_lead(bold, text) if bold else labelled(text)
    return Block("item" if depth else "text", rest, line, level=depth, lead=lead)


def _table(node: Any, lines: _Lines) -> Iterator[Block]:
    rows = [tuple(entry.astext() for entry in one.children) for one in node.findall() if one.tagname == "row"]
    for cells in rows[1:]:
        yield row(cells, rows[0], lines.find(cells[0] if cells else ""))

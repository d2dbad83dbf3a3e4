"""Write changed cells back into a notebook's JSON text; everything else stays byte for byte.

The text is scanned, not loaded and dumped: key order, indentation, outputs, number
formats and escapes of untouched strings have no other way to survive.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STRING = regex(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_CHARACTER = regex(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]", re.DOTALL)
_LINE = regex(r"[^\n]*\n|[^\n]+")
_space = regex(r"[ \t\n\r]*").match
_decode = json.JSONDecoder().raw_decode


class _Place(NamedTuple):
    """The raw text range of a JSON value."""

    start: int
    end: int


def write_back(text: str, changed: Mapping[int, str]) -> str:
    """The notebook's text with new sources for the cells (1-based, all cells counted)."""
    places = _source_places(text)
    ascii_only = text.isascii() and re.search(r"\\u(?!00[0-7])", text) is not None
    for index in sorted(changed, reverse=True):
        if index not in places:
            raise Refused(f"cell {index} was not found in the notebook's JSON")
        start, end = places[index]
        text = text[:start] + _value(text[start:end], changed[index], ascii_only) + text[end:]
    return text


def _source_places(text: str) -> dict[int, _Place]:
    """Where every cell's source is (``input`` in nbformat 3), by 1-based cell."""
    top = dict(_children(text, _skip(text, 0)))
    if "cells" in top:
        cells = [place for _, place in _children(text, top["cells"].start)]
    else:
        cells = []
        for _, sheet in _children(text, top["worksheets"].start):
            inner = dict(_children(text, sheet.start)).get("cells")
            # Counted like sources counts them: a sheet without cells is one broken cell.
            cells += [place for _, place in _children(text, inner.start)] if inner else [sheet]
    places = {}
    for index, cell in enumerate(cells, 1):
        members = dict(_children(text, cell.start))
        found = members.get("source", members.get("input"))
        if found:
            places[index] = found
    return places


def _children(text: str, at: int) -> Iterator[tuple[str | int, _Place]]:
    """Members of the object, or elements of the array, at an offset; none for anything else."""
    opening = text[at : at + 1]
    if opening not in ("{", "["):
        return
    at, index = _skip(text, at + 1), 0
    while text[at] not in "}]":
        key: str | int = index
        if opening == "{":
            key, at = _decode(text, at)
            at = _skip(text, _skip(text, at) + 1)  # the colon
        _, end = _decode(text, at)
        yield key, _Place(at, end)
        index += 1
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    match = _space(text, at)
    return match.end() if match else at


def _value(raw: str, new: str, ascii_only: bool) -> str:
    if raw.startswith('"'):
        return _string(raw, new, ascii_only)
    return _list(raw, new, ascii_only)


def _string(raw: str, new: str, ascii_only: bool) -> str:
    """One long string: the characters before and after the change keep the escapes they had."""
    escapes = _CHARACTER.findall(raw[1:-1])
    old = [json.loads(f'"{escape}"', strict=False) for escape in escapes]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _dump(new[head : len(new) - tail], ascii_only)[1:-1]
    return '"' + "".join(escapes[:head]) + middle + "".join(escapes[len(escapes) - tail :]) + '"'


def _list(raw: str, new: str, ascii_only: bool) -> str:
    """A list of lines: elements that stay keep their text, new lines are written between them."""
    tokens = list(_STRING.finditer(raw))
    literals = [match.group() for match in tokens]
    old = [json.loads(literal, strict=False) for literal in literals]
    before = raw[1 : tokens[0].start()] if tokens else ""
    after = raw[tokens[-1].end() : -1] if tokens else ""
    between = raw[tokens[0].end() : tokens[1].start()] if len(tokens) > 1 else "," + (before or " ")
    head, tail = _kept(old, new)
    start = sum(map(len, old[:head]))
    end = len(new) - sum(map(len, old[len(old) - tail :]))
    known = dict(zip(old, literals, strict=True))
    middle = [known.get(line) or _dump(line, ascii_only) for line in _LINE.findall(new[start:end])]
    elements = literals[:head] + middle + literals[len(old) - tail :]
    return "[" + before + between.join(elements) + after + "]" if elements else "[]"


def _kept(old: list[str], new: str) -> tuple[int, int]:
    """How many whole lines (or empty strings) at the start and at the end are the same as before."""
    head = position = 0
    while head < len(old) and old[head][-1:] in ("", "\n") and new.startswith(old[head], position):
        position += len(old[head])
        head += 1
    tail, end = 0, len(new)
    while head + tail < len(old):
        line = old[-1 - tail]
        start = end - len(line)
        if start < position or not new.startswith(line, start):
            break
        if line and start and new[start - 1] != "\n":  # the end of a line only
            break
        tail, end = tail + 1, start
    return head, tail


def _dump(text: str, ascii_only: bool) -> str:
    return json.dumps(text, ensure_ascii=ascii_only)

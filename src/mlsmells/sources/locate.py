"""JSON with the line each notebook source string stands on.

The C decoder of the standard library reads every value; only the few objects and arrays
on the way to the cells' sources are walked here. So outputs cost what ``json.loads`` costs.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from mlsmells.core.patterns import regex

_BLANKS = frozenset(" \t\n\r")
_space = regex(r"[ \t\n\r]*").match
_decode = json.JSONDecoder().raw_decode
_line_end = regex(r"\r\n|\r|\n").finditer


class Part(NamedTuple):
    """A string of a cell's source and the 1-based line of the file it stands on."""

    line: int
    text: str


class _Lines:
    """Counts lines up to offsets that only grow, each character once."""

    def __init__(self, text: str) -> None:
        self.text, self.offset, self.line = text, 0, 1

    def at(self, offset: int) -> int:
        text, last = self.text, self.offset
        ends = text.count("\n", last, offset) + text.count("\r", last, offset)
        self.line += ends - text.count("\r\n", last, offset)
        self.offset = offset
        return self.line


_PARTS = "parts"
_CELLS = [{"source": _PARTS, "input": _PARTS}]
_NOTEBOOK = {"cells": _CELLS, "worksheets": [{"cells": _CELLS}]}


def load(text: str) -> Any:
    """As ``json.loads``, but strings of cell sources (one, or a list of them) are ``Part``.

    Raises ValueError (JSONDecodeError for bad syntax), RecursionError and MemoryError like it.
    """
    value, end = _walk(text, _skip(text, 0), _NOTEBOOK, _Lines(text))
    end = _skip(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _walk(text: str, at: int, shape: Any, lines: _Lines) -> tuple[Any, int]:
    head = text[at : at + 1]
    if shape == _PARTS and head == "[":
        return _array(text, at, _PARTS, lines)
    if shape == _PARTS and head == '"':
        line = lines.at(at)
        value, end = _decode(text, at)
        return Part(line, value), end
    if isinstance(shape, dict) and head == "{":
        return _object(text, at, shape, lines)
    if isinstance(shape, list) and head == "[":
        return _array(text, at, shape[0], lines)
    return _decode(text, at)


def _object(text: str, at: int, shape: dict[str, Any], lines: _Lines) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        key, at = _decode(text, at)
        at = _expect(text, at, ":")
        found[key], at = _walk(text, at, shape.get(key), lines)
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            return found, at + 1
        at = _expect(text, at, ",")


def _array(text: str, at: int, shape: Any, lines: _Lines) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return found, at + 1
    while True:
        value, at = _walk(text, at, shape, lines)
        found.append(value)
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            return found, at + 1
        at = _expect(text, at, ",")


def _skip(text: str, at: int) -> int:
    if text[at : at + 1] not in _BLANKS:
        return at
    match = _space(text, at)
    return match.end() if match else at


def _expect(text: str, at: int, mark: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != mark:
        raise json.JSONDecodeError(f"Expecting '{mark}' delimiter", text, at)
    return _skip(text, at + 1)


def physical_lines(parts: Sequence[Part]) -> tuple[int, ...]:
    """For each line of the joined parts, the line of the file on which it begins."""
    begins: list[int] = []
    lines: list[int] = []
    length = 0
    for part in parts:
        begins.append(length)
        lines.append(part.line)
        length += len(part.text)
    source = "".join(part.text for part in parts)
    starts = [0, *(end.end() for end in _line_end(source))]
    # A line end at the very end starts no line.
    return tuple(lines[bisect_right(begins, start) - 1] for start in starts if start < length)

"""Bytes to text as PEP 263 says, text to tree. Nothing here raises; failures are problems."""

from __future__ import annotations

import ast
import codecs
import re
import sys
import warnings
from typing import NamedTuple

from mlsmells.sources import newer
from mlsmells.sources.document import Problem

_FIRST_TWO_LINES = re.compile(rb"[^\r\n]*(?:\r\n?|\n)?[^\r\n]*")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What is said of such a file, before what the parser says of it.
PYTHON_2 = "this looks like Python 2"
ASYNC = "'async' is a word of the language since Python 3.7"
NEWER = "needs Python "
_PYTHON_2 = (
    "Missing parentheses in call to",
    "multiple exception types must be parenthesized",
    "leading zeros in decimal integer literals",
    "Function parameters cannot be parenthesized",
    "Lambda expression parameters cannot be parenthesized",
)
# Characters that come along when code is copied from a page: no Python reads them, whatever else the text holds.
_NO_PYTHON = ("invalid non-printable character", "invalid character")
_PYTHON_2_LINE = re.compile(
    r"\s*(?:print\s+[\"'\w]|raise\s+[\w.]+\s*,|except\s+[\w.]+\s*,\s*\w+\s*:|exec\s+[\"'])|print\s*>>"
    r"|[^#\"']*(?:\s<>\s|`[^`]+`|(?<![\w.])\d+[lL]\b|\b[uU][rR][\"'])"
)
_ASYNC_LINE = re.compile(r"\basync\s*=[^=]|[(,]\s*async\s*[,)]")
# What the parser raises besides SyntaxError: null bytes and lone surrogates, nesting, size.
PARSER_ERRORS = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)


class Decoded(NamedTuple):
    """A file's text without its byte order mark; ``problem`` if the bytes are not what they claim."""

    text: str
    encoding: str
    bom: bool
    problem: Problem | None = None


def decode(data: bytes, *, cookies: bool = True) -> Decoded:
    """Decode Python source: UTF-8, or what a coding comment in the first two lines names."""
    bom = data.startswith(codecs.BOM_UTF8)
    if bom:
        data = data[len(codecs.BOM_UTF8) :]
    encoding = "utf-8"
    try:
        if cookies:
            encoding = _encoding(data, bom=bom)
        return Decoded(data.decode(encoding), encoding, bom)
    except UnicodeDecodeError as error:
        return Decoded("", encoding, bom, _undecodable(data, error))
    except (SyntaxError, LookupError, ValueError) as error:
        return Decoded("", encoding, bom, Problem(1, _unknown(error)))


def _encoding(data: bytes, *, bom: bool) -> str:
    match = _FIRST_TWO_LINES.match(data)
    head = match.group() if match else b""
    if b"coding" not in head:
        return "utf-8"
    from tokenize import detect_encoding

    # A BOM and another encoding contradict each other; detect_encoding says so if it sees the BOM.
    lines = iter(((codecs.BOM_UTF8 if bom else b"") + head).splitlines(keepends=True))
    encoding = detect_encoding(lambda: next(lines, b""))[0]
    return "utf-8" if encoding == "utf-8-sig" else encoding


def _unknown(error: Exception) -> str:
    if str(error) == "encoding problem: utf-8":  # how the tokenizer says it
        return "unknown encoding: the byte order mark says UTF-8, the coding comment another one"
    return f"unknown encoding: {str(error).removeprefix('unknown encoding: ')}"


def _undecodable(data: bytes, error: UnicodeDecodeError) -> Problem:
    if data.startswith(_UTF16):
        return Problem(1, "not UTF-8: the file is UTF-16")
    before = data[: error.start]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    name = "UTF-8" if error.encoding == "utf-8" else error.encoding
    return Problem(line, f"not {name}: cannot decode byte 0x{data[error.start]:02x}")


def parse(text: str) -> ast.Module:
    """The tree; raises one of ``PARSER_ERRORS``. Warnings about the code stay silent."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def parse_problem(text: str, error: BaseException) -> Problem:
    """What a parser error means, and its line in ``text``."""
    if "\0" in text:
        return Problem(text.count("\n", 0, text.index("\0")) + 1, "syntax error: null byte")
    if isinstance(error, SyntaxError):
        line = max(error.lineno or 1, 1)
        said = _said(error, text)
        return Problem(line, said if said.startswith(NEWER) else f"{said}: {error.msg}")
    if isinstance(error, UnicodeError):
        at = getattr(error, "start", 0)
        return Problem(text.count("\n", 0, at) + 1, "syntax error: a lone surrogate is no character")
    if isinstance(error, (RecursionError, MemoryError)):
        return Problem(1, "too deeply nested to parse")
    return Problem(1, f"cannot be parsed: {error}")


def _said(error: SyntaxError, text: str) -> str:
    """Which Python reads it, if another one does; else that none does."""
    message = str(error.msg)
    version = newer.needed(text, message)
    if version is not None:
        return f"{NEWER}{version[0]}.{version[1]}, and this is {sys.version_info[0]}.{sys.version_info[1]}"
    at = (error.lineno or 1) - 1
    lines = text.splitlines()
    # What older Pythons took of tabs is asked of the whole file.
    here = lines if isinstance(error, TabError) else lines[at : at + 1]
    if message.startswith(_NO_PYTHON):
        return "syntax error"
    if message.startswith(_PYTHON_2) or any(map(_PYTHON_2_LINE.match, here)):
        return PYTHON_2
    if sum(map(bool, map(_PYTHON_2_LINE.match, lines))) > 1:
        return PYTHON_2  # what the parser stopped at is only the first of it
    return ASYNC if any(map(_ASYNC_LINE.search, here)) else "syntax error"


def try_parse(text: str) -> tuple[ast.Module | None, Problem | None]:
    """The tree, or the problem that stands in its way."""
    try:
        return parse(text), None
    except PARSER_ERRORS as error:
        return None, parse_problem(text, error)

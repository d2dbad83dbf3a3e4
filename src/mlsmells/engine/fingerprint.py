"""What a finding is known by when lines were inserted above it."""

from __future__ import annotations

import hashlib
import io
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.sources import Source


def statement_text(source: Source, line: int) -> str:
    """The statement's text without its layout and comments, so that neither moves a fingerprint."""
    lines = source.statement_lines(line)
    text = "\n".join(source.lines[max(lines.start - 1, 0) : lines.stop - 1])
    return "".join(_without_comments(text).split())


def _without_comments(text: str) -> str:
    if "#" not in text:
        return text
    rows = text.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(text.lstrip(" \t")).readline):
            if token.type == tokenize.COMMENT:
                row = token.start[0] - 1
                rows[row] = rows[row][: rows[row].rindex(token.string)]
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass  # a compound statement's head ends too early; what came before it is done
    return "\n".join(rows)


def fingerprint(code: str, path: str, statement: str, ordinal: int) -> str:
    """16 hexadecimal digits. ``ordinal`` counts the findings of one code in equal statements, from 0."""
    return digest("\0".join((code, path, statement, str(ordinal))))


def digest(text: str) -> str:
    """16 hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

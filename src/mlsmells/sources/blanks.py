"""Cells of exercises that leave something out for a student to fill in: what is missing is no mistake.

A blank is an assignment without a value, a header without a body (comments may say what to write), or a
placeholder where an expression belongs. Where filling the blanks makes a cell that parses, nothing else is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core.patterns import regex

# ``x = # YOUR CODE HERE``: nothing stands behind the equals sign.
_NO_VALUE = regex(r"^(?P<head>[^#]*=)\s*(?:#.*)?$")
# ``<YOUR CODE HERE>``, ``<token -> its number>``, ``???``, ``___ ___``: not what Python makes of such signs.
_PLACEHOLDER = regex(r"<\s*[A-Za-z](?:->|[^<>\n])*>|\?{2,}|_{3,}(?:\s+_{3,})*")
# ``losses.append(# YOUR CODE HERE)``: the comment hides the bracket that closes the call.
_IN_BRACKETS = regex(r"#[#\s]{0,40}(?:your code|todo|fill)\b[^()\n]{0,200}(?P<closing>\).*)$", re.IGNORECASE)
_HEADER = regex(r"^(?P<indent>\s*)(?:async\s+)?(?:def|class|for|while|if|elif|else|with|try|except|finally)\b.*:")
_DEFINITION = regex(r"(?:async\s+)?(?:def|class)\b|@")
_COMMENT_AT_END = regex(r"(?<!\s)\s*#[^'\"]{0,500}$")


def filled(code: str) -> str:
    """The code with its blanks filled; the same text when it has none."""
    if not code.strip():
        return code
    return "\n".join(_with_bodies([_with_values(line) for line in code.split("\n")]))


def _with_values(line: str) -> str:
    match = _NO_VALUE.match(line)
    line = f"{match['head']} ..." if match else _IN_BRACKETS.sub(r"...\g<closing>", line)
    return _PLACEHOLDER.sub("...", line)


def _with_bodies(lines: list[str]) -> Iterator[str]:
    """Headers that nothing but comments follows get a body; one with code on its own level below is a mistake."""
    for number, line in enumerate(lines):
        yield line
        header = _HEADER.match(line)
        if header and _COMMENT_AT_END.sub("", line).endswith(":") and _is_empty(lines[number + 1 :], header["indent"]):
            yield f"{header['indent']}    pass"


def _is_empty(below: list[str], indent: str) -> bool:
    """Nothing below is indented deeper; a comment, another definition or the end of the cell shows that it is meant."""
    is_meant = False
    for line in below:
        text = line.strip()
        if text.startswith("#"):
            is_meant = True
        elif text:
            return (is_meant or bool(_DEFINITION.match(text))) and len(line) - len(line.lstrip()) <= len(indent)
    return True

"""A word put into a list of an INI file; every other line stays as it is."""

from __future__ import annotations

import configparser
import re

from mlsmells.setup.change import Refusal

_WORD = re.compile(r"[^\s,]+")


def with_selected(text: str, section: str, option: str, word: str) -> str:
    """``option`` of the section with ``word`` in its list; the text itself where there is no such option."""
    known = _read(text, section, option)
    if known is None or any(word.startswith(each) for each in _WORD.findall(known)):
        return text
    lines = text.splitlines(keepends=True)
    start, last = _lines_of(lines, section, option)
    body = lines[last].rstrip("\r\n")
    end = lines[last][len(body) :] or "\n"
    gap = ", " if ", " in body else ","
    lines[last] = f"{body.rstrip(', ')}{gap}{word}{end}"
    if last > start:  # a word or two a line
        indent = body[: len(body) - len(body.lstrip())]
        lines[last] = f"{body.rstrip(', ')},{end}{indent}{word}{end}"
    after = "".join(lines)
    if _WORD.findall(_read(after, section, option) or "") != [*_WORD.findall(known), word]:
        raise Refusal(f"'{option}' has a form that is not known")
    return after


def _read(text: str, section: str, option: str) -> str | None:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise Refusal("it is no valid INI file") from error
    return parser.get(section, option, fallback=None)


def _lines_of(lines: list[str], section: str, option: str) -> tuple[int, int]:
    """The line of the option, and the last one of its value that holds a word."""
    start = last = -1
    inside = False
    for number, line in enumerate(lines):
        if line.startswith("["):
            inside = line.strip() == f"[{section}]"
        if not inside or not line.strip() or line.lstrip().startswith(("#", ";")):
            continue
        if re.match(rf"{re.escape(option)}\s*[=:]", line):
            start = last = number
        elif start >= 0 and line[0].isspace():
            last = number
        elif start >= 0:
            break
    return start, last

"""A rule's docstring, read as the page it is."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from mlsmells.core import Rule
from mlsmells.core.patterns import regex

REQUIRED = ("Bad", "Good", "Silent on", "Source")
CODE = ("Bad", "Good")
# No other word is a heading: a sentence may end in a colon.
HEADINGS = (*REQUIRED, "Fix", "Note")
_HEADING = regex(rf"(?P<name>{'|'.join(HEADINGS)}):(?:[ \t]+(?P<rest>\S.*))?")


class Page(NamedTuple):
    """``title`` is the first paragraph, ``why`` the paragraphs after it, ``sections`` the rest by heading."""

    title: str
    why: str
    sections: dict[str, str]


def page(rule: Rule) -> Page:
    """The page of a rule. Missing parts are empty."""
    title, _, rest = rule.doc.strip().partition("\n\n")
    why: list[str] = []
    sections: dict[str, list[str]] = {}
    lines = why
    for line in rest.splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            lines = sections.setdefault(heading["name"], [])
            lines.extend(filter(None, [heading["rest"]]))
        else:
            lines.append(line)
    return Page(" ".join(title.split()), _text(why), {name: _text(body) for name, body in sections.items()})


def _text(lines: list[str]) -> str:
    return textwrap.dedent("\n".join(lines)).strip("\n").rstrip()

"""A table for the comment on a pull request or the summary of a job: below the 65,536 characters that they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import counted
from mlsmells.report._terminal import escape
from mlsmells.report.concise import LEVELS, merged, place

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_READERS = True
LIMIT = 65_535
_TAIL = 200  # characters kept for the line that says what is left out
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~#$&!])")
# What a page would make a link, or a message to somebody.
_LINKS = re.compile(r"@|(?<=:)(?=//)|(?<=www)(?=\.)")
_HEAD = ("| where | level | rule | what |", "|---|---|---|---|")


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """A heading, a row for each finding, and how many found no room."""
    found = merged(run)
    text = "\n".join([f"### mlsmells: {_heading(run)}", "", *(_HEAD if found else ())]) + "\n"
    shown = 0
    for row in (_row(at, practices) for at in found):
        if len(text) + len(row) > LIMIT - _TAIL:
            break
        text += row
        shown += 1
    left = len(found) - shown
    return text + (f"\n{left} more: run `mlsmells check`\n" if left else "")


def _heading(run: ProjectResult) -> str:
    said = counted(len(run.findings), "finding") if run.findings else "no findings"
    return "; ".join([f"{said} in {counted(len(run.files), 'file')}", *_asides(run)])


def _asides(run: ProjectResult) -> Iterator[str]:
    if run.errors:
        yield f"{counted(len(run.errors), 'problem')} while reading"
    if run.hidden:
        yield counted(run.hidden, "note")


def _row(at: Located, practices: Practices) -> str:
    serving = practices(at.finding.code)
    practice = f" ({plain(serving[0].title)})" if serving else ""
    cells = (code(f"{at.path}:{place(at)}"), LEVELS[at.finding.severity], at.finding.code, plain(at.finding.message))
    return f"| {' | '.join(cells)}{practice} |\n"


def code(text: str) -> str:
    """Text between backticks, more of them than any run inside; a bar would end the cell even there."""
    safe = escape(text)
    if "\\" in safe and "|" in safe:  # in code nothing tells a backslash before a bar from one that escapes it
        return plain(text)
    safe = safe.replace("|", "\\|")
    fence = "`" * (max(map(len, re.findall("`+", safe)), default=0) + 1)
    pad = " " if safe.startswith("`") or safe.endswith("`") else ""
    return f"{fence}{pad}{safe}{pad}{fence}"


def plain(text: str) -> str:
    """Text that says what it says: no markup, no link, nobody called."""
    return _LINKS.sub(lambda match: f"{match[0]}<!-- -->", _MARKS.sub(r"\\\1", escape(text)))

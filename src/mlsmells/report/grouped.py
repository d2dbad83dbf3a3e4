"""The findings of each file below its name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from mlsmells.report._terminal import escape, paint
from mlsmells.report.concise import COLORS, LEVELS, merged, place

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_READERS = True


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """A paragraph for each file; its findings by place, in columns."""
    groups = groupby(merged(run), key=lambda at: at.path)
    return "\n".join("\n".join(_paragraph(path, list(found), practices, color)) + "\n" for path, found in groups)


def _paragraph(path: str, found: list[Located], practices: Practices, color: bool) -> Iterator[str]:
    yield paint(escape(path), "bold", color=color)
    places = [f"{place(at)}:{at.column}" for at in found]
    width = max(map(len, places))
    for at, where in zip(found, places, strict=True):
        severity = at.finding.severity
        level = paint(f"{LEVELS[severity]:<7}", COLORS[severity], color=color)
        code = paint(at.finding.code, "bold", color=color)
        serving = practices(at.finding.code)
        practice = paint(f" [{serving[0].id}]", "dim", color=color) if serving else ""
        fixable = "[*] " if at.finding.fix is not None and at.finding.fix.safe else ""
        yield f"  {where:<{width}}  {level}  {code}  {fixable}{escape(at.finding.message)}{practice}"

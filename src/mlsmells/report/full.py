"""The concise line, the code it is about, the path of the evidence and what a fix would do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.report._terminal import escape, paint, width
from mlsmells.report.concise import header, merged

if TYPE_CHECKING:
    from mlsmells.core import Fix
    from mlsmells.engine.located import Line, Located, Step
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_READERS = True
# Generated code has lines of megabytes.
MAX_WIDTH = 160


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """Every finding as a block, blocks apart by an empty line."""
    blocks = ["\n".join(_block(at, practices, color)) for at in merged(run)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(at: Located, practices: Practices, color: bool) -> Iterator[str]:
    yield header(at, practices, color=color)
    numbers = [line.line for line in at.frame] + [step.at.line for step in at.steps]
    gutter = len(str(max(numbers, default=0)))
    for line in at.frame:
        yield _code(line, gutter, color)
        if line.line == at.line:
            yield from _caret(at, line, gutter, color)
    if at.steps:
        yield f"  {_path(at)}"
        yield from (_code(line, gutter, color) for line in _not_yet_shown(at))
    if at.finding.fix is not None:
        yield f"  {_help(at.finding.fix)}"


def _code(line: Line, gutter: int, color: bool) -> str:
    number = paint(f"{line.line:>{gutter}} |", "cyan", color=color)
    text = _clipped(escape(line.text.rstrip()))
    return f"  {number} {text}".rstrip() if not color else f"  {number} {text}"


def _caret(at: Located, line: Line, gutter: int, color: bool) -> Iterator[str]:
    before = width(escape(line.text[: at.column - 1]))
    if before >= MAX_WIDTH:
        return
    last = at.end_column - 1 if at.end_line == at.line else len(line.text.rstrip())
    length = width(escape(line.text[at.column - 1 : last]))
    marks = paint("^" * max(1, min(length, MAX_WIDTH - before)), "bold", "red", color=color)
    bar = paint(f"{'':>{gutter}} |", "cyan", color=color)
    yield f"  {bar} {' ' * before}{marks}"


def _path(at: Located) -> str:
    """``read line 3 → scaled line 9 → split line 12``, in a notebook ``read cell 2 line 3 → …``."""
    return " → ".join(f"{escape(step.note)} {_line_name(step)}" for step in at.steps)


def _line_name(step: Step) -> str:
    cell = f"cell {step.at.cell} " if step.at.cell is not None else ""
    return f"{cell}line {step.at.line}"


def _not_yet_shown(at: Located) -> list[Line]:
    """The lines of the steps, each once, without those that the frame shows."""
    lines = {(step.at.cell, step.at.line): step.at for step in at.steps}
    return [line for key, line in lines.items() if key not in {(near.cell, near.line) for near in at.frame}]


def _help(fix: Fix) -> str:
    if fix.refusal:
        return f"no fix: {escape(fix.refusal)}"
    kind = "fix" if fix.safe else "unsafe fix"
    why = f" ({escape(fix.why)})" if fix.why and not fix.safe else ""
    return f"{kind}: {escape(fix.description)}{why}"


def _clipped(text: str) -> str:
    return text if len(text) <= MAX_WIDTH else f"{text[: MAX_WIDTH - 1]}…"

"""Findings at each commit as columns: the geometry, for an SVG that the page draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Severity
from mlsmells.core.words import counted
from mlsmells.report.concise import LEVELS

if TYPE_CHECKING:
    from mlsmells.scorecard.history import Counts, Moment

WIDTH, HEIGHT = 720, 160
GAP = 0.2  # between two columns, of a column's width


class Piece(NamedTuple):
    """One level of severity in a column."""

    level: str
    y: float
    height: float


class Column(NamedTuple):
    """One commit."""

    commit: str
    day: str
    x: float
    width: float
    pieces: tuple[Piece, ...]
    said: str


def columns(trend: Sequence[Moment]) -> tuple[Column, ...]:
    """The oldest at the left, what is worst at the bottom."""
    most = max((sum(moment.counts.values()) for moment in trend), default=0) or 1
    step = WIDTH / max(len(trend), 1)
    return tuple(
        Column(
            moment.commit[:10], moment.day, round(at * step, 2), round(step * (1 - GAP), 2),
            _pieces(moment.counts, HEIGHT / most), said(moment),
        )
        for at, moment in enumerate(trend)
    )  # fmt: skip


def said(moment: Moment) -> str:
    """A commit in words: ``2 errors, 3 warnings, 1 note in 12 files``."""
    numbers = [(moment.counts.get(level, 0), LEVELS[level]) for level in sorted(Severity, reverse=True)]
    told = ", ".join(counted(number, name) for number, name in numbers if number) or "no findings"
    return f"{told} in {counted(moment.files, 'file')}"


def _pieces(counts: Counts, unit: float) -> tuple[Piece, ...]:
    out: list[Piece] = []
    top = float(HEIGHT)
    for level in sorted(Severity, reverse=True):
        height = counts.get(level, 0) * unit
        if height:
            top -= height
            out.append(Piece(LEVELS[level], round(top, 2), round(height, 2)))
    return tuple(out)

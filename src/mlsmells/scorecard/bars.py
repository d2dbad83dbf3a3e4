"""Counts as bars: the geometry, for an SVG that the page draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Severity
from mlsmells.engine.registry import by_code
from mlsmells.report.concise import LEVELS

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

WIDTH = 360  # of the longest bar
ROW = 28  # from one bar to the next
LEVEL_NAMES = tuple(LEVELS[level] for level in sorted(Severity, reverse=True))


class Part(NamedTuple):
    """A piece of a bar: one level of severity."""

    level: str
    number: int
    x: float
    width: float


class Bar(NamedTuple):
    """One family."""

    label: str
    number: int
    y: int
    parts: tuple[Part, ...]

    @property
    def said(self) -> str:
        """The same in words."""
        return ", ".join(f"{part.number} {part.level}" for part in self.parts)


def bars(findings: Iterable[Located]) -> tuple[Bar, ...]:
    """Findings by family, each bar divided by severity; the longest first."""
    counts: dict[str, Counter[str]] = {}
    for at in findings:
        own = counts.setdefault(by_code()[at.finding.code].family, Counter())
        own[LEVELS[at.finding.severity]] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    longest = max((count.total() for count in counts.values()), default=1)
    return tuple(
        Bar(family, count.total(), number * ROW, _parts(count, WIDTH / longest))
        for number, (family, count) in enumerate(ranked)
    )


def _parts(count: Counter[str], unit: float) -> tuple[Part, ...]:
    out: list[Part] = []
    for level in LEVEL_NAMES:
        if count[level]:
            x = out[-1].x + out[-1].width if out else 0.0
            out.append(Part(level, count[level], round(x, 2), round(count[level] * unit, 2)))
    return tuple(out)

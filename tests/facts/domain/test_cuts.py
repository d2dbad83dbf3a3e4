"""Parts that are cut by hand: whether they share rows."""

from __future__ import annotations

import pytest

from mlsmells.facts.domain.cuts import overlap
from mlsmells.facts.domain.rows import Rows


def rows(split: object, part: str) -> Rows:
    return frozenset(((1, ((split, part),)),))


def cut(low: int | None, high: int | None) -> Rows:
    """``x[low:high]``."""
    if low is None:
        return rows(("slice", ("const", high)), "head")
    if high is None:
        return rows(("slice", ("const", low)), "tail")
    return rows(("slice", ("range", low, high)), "middle")


# (what is learned from, what is scored, how they overlap)
CUTS: dict[str, tuple[Rows, Rows, str]] = {
    "head in a longer head": (cut(None, 900), cut(None, 100), "inside"),
    "head of which the test is more": (cut(None, 100), cut(None, 900), "partly"),
    "head and tail": (cut(None, 800), cut(700, None), "partly"),
    "head and tail at one place": (cut(None, 800), cut(800, None), ""),
    "head and tail with a gap": (cut(None, 700), cut(800, None), ""),
    "off by one": (cut(None, 801), cut(800, None), ""),
    "counted from the end": (cut(None, -1), cut(-100, None), "partly"),
    "counted from both ends": (cut(None, -100), cut(700, None), ""),
    "a middle": (cut(0, 1000), cut(900, 1200), "partly"),
    "a middle inside": (cut(None, 1000), cut(100, 200), "inside"),
    "the same": (cut(None, 900), cut(None, 900), ""),
    "conditions": (rows("year", "<= 2018"), rows("year", ">= 2018"), "partly"),
    "conditions apart": (rows("year", "< 2018"), rows("year", ">= 2018"), ""),
    "whole numbers apart": (rows("year", "< 2019"), rows("year", "> 2018"), ""),
    "fractions": (rows("q", "> 0.3"), rows("q", "> 0.5"), "inside"),
    "texts": (rows("part", "== 'a'"), rows("part", "!= 'b'"), ""),
    "other columns": (rows("a", "<= 1"), rows("b", ">= 1"), ""),
}


@pytest.mark.parametrize(("learned", "scored", "expected"), CUTS.values(), ids=CUTS)
def test_overlap(learned: Rows, scored: Rows, expected: str) -> None:
    assert overlap(learned, scored) == expected

"""Cuts by constant bounds, ``x[:900]`` and ``x[800:]``, and by conditions on one column: whether two parts overlap."""

from __future__ import annotations

from typing import NamedTuple

from mlsmells.facts.domain.conditions import SIGNS, interval
from mlsmells.facts.domain.rows import Rows, Step

# Parts that share fewer rows are cut at a bound that is off by one: nobody would measure it.
FEW = 5


class Range(NamedTuple):
    """Where a part begins and ends: the count of rows is not known, so ends count from either side."""

    low: int
    high: int | None  # None: the last row is within


def overlap(learned: Rows | None, scored: Rows | None) -> str:
    """How two parts of one source, cut by hand, share rows: "partly", "inside" (all scored rows), or "" if unknown."""
    if not learned or not scored or len(learned) != 1 or len(scored) != 1:
        return ""
    ((source, p),), ((other, q),) = learned, scored
    if source != other or len(p) != len(q) or p[:-1] != q[:-1] or not p:
        return ""
    return _of_conditions(p[-1], q[-1]) if p[-1][1][:1] in SIGNS else _of_ranges(p[-1], q[-1])


def _of_ranges(a: Step, b: Step) -> str:
    one, two = _range(a), _range(b)
    if one is None or two is None or one == two:
        return ""
    if not _share(one, two):
        return ""
    inside = _at_most(one.low, two.low) and (
        one.high is None or (two.high is not None and _at_most(two.high, one.high))
    )
    return "inside" if inside else "partly"


def _range(step: Step) -> Range | None:
    match step:
        case (("slice", ("const", int(at))), "head"):
            return Range(0, at)
        case (("slice", ("const", int(at))), "tail"):
            return Range(at, None)
        case (("slice", ("range", int(low), int(high))), _):
            return Range(low, high)
    return None


def _share(a: Range, b: Range) -> bool:
    """Each begins before the other ends; also for few rows, so only bounds counted from one side are compared."""
    return _before(a.low, b.high) and _before(b.low, a.high)


def _before(low: int, high: int | None) -> bool:
    if high is None or (low == 0 and high < 0):
        return True
    return (low < 0) == (high < 0) and low + FEW <= high


def _at_most(a: int, b: int) -> bool:
    return a == 0 or ((a < 0) == (b < 0) and a <= b)


def _of_conditions(a: Step, b: Step) -> str:
    if a[0] != b[0] or a == b:
        return ""
    one, two = interval(a[1]), interval(b[1])
    if one is None or two is None:
        return ""
    low, high = max(one[0], two[0]), min(one[1], two[1])
    if not low <= high:
        return ""
    return "inside" if one[0] <= two[0] and two[1] <= one[1] else "partly"

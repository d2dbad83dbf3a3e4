"""Conditions on one column, as names of parts: ``< 2015``, ``== 'test'``. Two parts may overlap or be apart."""

from __future__ import annotations

import operator
from ast import literal_eval
from functools import cache
from math import inf
from typing import Any

# What the name of such a part begins with.
SIGNS = frozenset("<>=!")
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_HOLDS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def opposite(part: str) -> str:
    """The part of the rows for which the condition does not hold."""
    sign, _, bound = part.partition(" ")
    if sign in OPPOSITE:
        return f"{OPPOSITE[sign]} {bound}"
    return {"yes": "no", "no": "yes"}.get(part, part + "'")


@cache
def apart(p: str, q: str) -> bool:
    """No value meets both conditions: ``< 3`` and ``>= 3``, ``== 1`` and ``== 2``."""
    (first, a), (second, b) = _read(p), _read(q)
    try:
        if first == "==":
            return not _HOLDS[second](a, b)
        if second == "==":
            return not _HOLDS[first](b, a)
        if first[0] == second[0] or "!=" in (first, second):
            return False
        low, high = (b, a) if first[0] == "<" else (a, b)
        both_include_it = "=" in first and "=" in second
        return bool(high < low or (high == low and not both_include_it))
    except TypeError:  # a text and a number
        return False


def interval(part: str) -> tuple[float, float] | None:
    """The smallest and the largest value that surely meet the condition; None if it is no comparison of size.

    Of whole numbers, ``> 3`` begins at 4; of fractions a little above the bound, which no other bound tells apart.
    """
    sign, bound = _read(part) if part[:1] in SIGNS else ("", None)
    if not isinstance(bound, (int, float)) or isinstance(bound, bool):
        return None
    near = 1 if isinstance(bound, int) else 1e-9
    match sign:
        case "<" | "<=":
            return -inf, bound - (near if sign == "<" else 0)
        case ">" | ">=":
            return bound + (near if sign == ">" else 0), inf
        case "==":
            return bound, bound
    return None


def _read(part: str) -> tuple[str, Any]:
    sign, _, bound = part.partition(" ")
    return sign, literal_eval(bound)

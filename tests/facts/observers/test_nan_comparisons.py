"""Comparisons with a missing value, which are never true."""

from __future__ import annotations

import pytest

from facts.seen import events

COMPARISONS: dict[str, tuple[str, bool]] = {
    "equal": ("df['a'] == np.nan", True),
    "unequal": ("df['a'] != np.nan", True),
    "turned round": ("np.nan == df['a']", True),
    "of a float": ("x == float('nan')", True),
    "in a condition": ("if x == np.nan:\n    pass", True),
    "asked rightly": ("df['a'].isna()", False),
    "with the value itself": ("x != x", False),
    "with infinity": ("x == np.inf", False),
    "by identity": ("x is np.nan", False),
}


@pytest.mark.parametrize(("code", "found"), COMPARISONS.values(), ids=COMPARISONS)
def test_comparisons(code: str, found: bool) -> None:
    assert bool(events(code, "NanComparison")) is found

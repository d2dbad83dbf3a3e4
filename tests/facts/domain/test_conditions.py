"""Conditions on a column that no row meets both."""

from __future__ import annotations

import pytest

from mlsmells.facts.domain.conditions import apart


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        ("< 3", ">= 3", True),
        ("<= 3", ">= 3", False),  # both hold the 3
        ("<= 3", "> 3", True),
        ("< '2020'", "> '2021'", True),
        ("< 3", "< 5", False),
        ("> 3", "<= 5", False),
        ("== 1", "== 2", True),
        ("== 1", "!= 1", True),
        ("== 1", "!= 2", False),
        ("!= 1", "!= 2", False),
        ("== 4", "< 3", True),
        ("== 2", "< 3", False),
        ("== 'a'", "< 3", False),  # not comparable: nothing is known
        ("< 3", ">= 'a'", False),
    ],
)
def test_conditions_that_no_row_meets_both(p: str, q: str, expected: bool) -> None:
    assert apart(p, q) is expected
    assert apart(q, p) is expected

"""Comprehensions: each known element gets its own turn."""

from __future__ import annotations

import pytest

from facts.seen import held

COMPREHENSIONS: dict[str, tuple[str, str]] = {
    "a list": ("x = [df[c] for c in ('a', 'b')][1]", "series D1 column=b"),
    "a dict": ("x = {c: df[c] for c in ('a', 'b')}['b']", "series D1 column=b"),
    "of unknown elements": ("for x in [df[c] for c in names]: pass", "frame D1/S1.yes"),
    "two loops": ("x = [df[c] for cs in (('a',), ('b',)) for c in cs][1]", "series D1 column=b"),
    "the name is its own": ("x = df\ny = [x for x in (1, 2)]", "frame D1"),
    "a generator": ("for x in (df[c] for c in ('a', 'b')): pass", "series D1 column=b"),
}


@pytest.mark.parametrize(("code", "expected"), COMPREHENSIONS.values(), ids=COMPREHENSIONS)
def test_comprehensions(code: str, expected: str) -> None:
    assert held(code) == expected


@pytest.mark.xfail(strict=True, reason="the name is lost with the comprehension's scope")
def test_an_assignment_inside_outlives_it() -> None:
    assert held("x = 3\ny = [(x := df[c]) for c in ('a', 'b')]") == "series D1 column=b"

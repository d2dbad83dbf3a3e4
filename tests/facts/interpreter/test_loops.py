"""Loops: known elements one by one, others twice, and what is known after them."""

from __future__ import annotations

import pytest

from facts.seen import events, held

# name of the case: (program, how x is described at its end)
LOOPS: dict[str, tuple[str, str]] = {
    "known elements each get their pass": ("x = 0\nfor n in (1, 2, 3):\n    x = x + n", "unknown 6"),
    "the last element stays": ("for x in ('a', 'b'): pass", "text 'b'"),
    "an unknown number of passes": ("x = df\nfor n in names:\n    x = x[['a']]", "frame D1 columns=['a']"),
    "perhaps no pass at all": ("x = df['a']\nfor n in names:\n    x = df['b']", "series D1"),
    "the second pass sees the first": (
        "x, y = df['a'], df['a']\nfor n in names:\n    x = y\n    y = df['b']",
        "series D1",
    ),
    "else": ("for n in names:\n    pass\nelse:\n    x = df", "frame D1"),
    "while": ("x = df['a']\nwhile x.any():\n    x = df['b']", "series D1"),
    "frames changed in place": (
        "a, b = train_test_split(df)\nfor part in (a, b):\n    part['c'] = part['c'] - part['c'].mean()\nx = b",
        "frame D1/S1.test stat@7",
    ),
    "columns, each on its own": ("for c in ('a', 'b'):\n    x = df[c]", "series D1 column=b"),
}


@pytest.mark.parametrize(("code", "expected"), LOOPS.values(), ids=LOOPS)
def test_loops(code: str, expected: str) -> None:
    assert held(code) == expected


def test_events_of_known_elements_happen_once_each() -> None:
    reads = events("for n in ('b.csv', 'c.csv'):\n    pd.read_csv(n)", "Read")
    assert [line.split()[1] for line in reads] == ["'a.csv'", "'b.csv'", "'c.csv'"]


def test_a_loop_that_changes_nothing_is_run_once() -> None:
    assert len(events("for n in names:\n    pd.read_csv('b.csv')", "Read")) == 2

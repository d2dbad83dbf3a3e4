"""Positions that are left over when some are taken, and cuts that are counted from the end."""

from __future__ import annotations

import pytest

from facts.seen import held

TAKEN = "import random\ntaken = random.sample(range(len(df)), 20)\n"
DRAWN = "taken = np.random.choice(df.index, 20, replace=False)\n"

# name of the case: (program, how x is described)
ROWS: dict[str, tuple[str, str]] = {
    "those that were taken": (TAKEN + "x = df.iloc[taken]", "frame D1/S1.part drawn@6"),
    "not in": (
        TAKEN + "x = df.iloc[[i for i in range(len(df)) if i not in taken]]",
        "frame D1/S1.rest of part drawn@6",
    ),
    "labels not in": (
        DRAWN + "x = df.loc[[i for i in df.index if i not in taken]]",
        "frame D1/S1.rest of part drawn@5",
    ),
    "without a set": (DRAWN + "x = df.loc[list(set(df.index) - set(taken))]", "frame D1/S1.rest of part"),
    "in, too": (TAKEN + "x = df.iloc[[i for i in range(len(df)) if i in taken]]", "frame D1/S1.yes"),
    "another condition": (TAKEN + "x = df.iloc[[i for i in range(len(df)) if i % 2]]", "frame D1/S1.yes"),
    "all but the last": ("x = df[: len(df) - 100]", "frame D1/S1.head"),
}


@pytest.mark.parametrize(("code", "expected"), ROWS.values(), ids=ROWS)
def test_rows(code: str, expected: str) -> None:
    assert held(code) == expected


def test_two_ends_are_one_cut() -> None:
    both = "a = df.head(len(df) - 100)\nb = df.tail(100)\n"
    assert (held(both + "x = a"), held(both + "x = b")) == ("frame D1/S1.head", "frame D1/S1.tail")

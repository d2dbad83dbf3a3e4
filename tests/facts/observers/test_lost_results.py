"""Results of own functions that are thrown away."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts import Lost

FUNCTION = "def other(rows):\n    {body}\n    return rows\n"
CALL = "other(df)\n"

# name of the case: (program, what is lost)
CALLS: dict[str, tuple[str, list[str]]] = {
    "other rows": (FUNCTION.format(body="rows = rows.dropna()") + CALL, ["other"]),
    "calculated": (FUNCTION.format(body="rows = rows / 2") + CALL, ["other"]),
    "kept": (FUNCTION.format(body="rows = rows.dropna()") + "df = other(df)\n", []),
    "shown": (FUNCTION.format(body="rows = rows.dropna()") + "print(other(df))\n", []),
    "in place": (FUNCTION.format(body="rows['a'] = 0") + CALL, []),
    "prints as well": (FUNCTION.format(body="rows = rows.dropna(); print(len(rows))") + CALL, []),
    "the same rows": (FUNCTION.format(body="rows = rows") + CALL, []),
}


@pytest.mark.parametrize(("code", "expected"), CALLS.values(), ids=CALLS)
def test_lost(code: str, expected: list[str]) -> None:
    assert [event.name for event in facts_of(code).of(Lost)] == expected

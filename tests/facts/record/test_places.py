"""Where something that happened in a helper is reported."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts.domain.events import Read
from mlsmells.facts.record.places import place_to_blame

HELPER = "def f(name):\n    return pd.read_csv(name)\n"
# name of the case: (program, paths that are wrong to read, the line that is to blame for each)
PLACES: dict[str, tuple[str, set[str], list[int]]] = {
    "no helper": ("pd.read_csv('b')", {"b"}, [5]),
    "the only call": (HELPER + "f('b')", {"b"}, [6]),
    "all calls": (HELPER + "f('b')\nf('c')", {"b", "c"}, [6, 6]),
    "one of two calls": (HELPER + "f('b')\nf('c')", {"c"}, [8]),
    "the innermost call that is not innocent": (
        HELPER + "def g(name):\n    return f(name)\nf('b')\ng('c')",
        {"c"},
        [8],
    ),
}


@pytest.mark.parametrize(("code", "wrong", "lines"), PLACES.values(), ids=PLACES)
def test_places(code: str, wrong: set[str], lines: list[int]) -> None:
    reads = facts_of(code).of(Read)
    guilty = [read for read in reads if read.path in wrong]
    assert [place_to_blame(reads, read, guilty).lineno for read in guilty] == lines  # type: ignore[attr-defined]

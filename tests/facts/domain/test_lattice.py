"""Two ways to come by a list of columns: what is known of it whichever was gone."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import join
from mlsmells.facts.domain.values import Effect, Value

CHOSEN = Value(kind="list", element=Value(kind="text"), effects=(Effect("uses-y", ast.Pass()),))
# What the other way gives → the kind of both.
CASES: dict[str, tuple[Value, Kind]] = {
    "all columns": (Value(kind="columns"), "list"),
    "another list": (Value(kind="list", element=Value(kind="text")), "list"),
    "a number": (Value(const=3), ""),
    "a table": (Value(kind="frame"), ""),
}


@pytest.mark.parametrize(("other", "kind"), CASES.values(), ids=CASES)
def test_kind(other: Value, kind: Kind) -> None:
    for both in (join(CHOSEN, other), join(other, CHOSEN)):
        assert both.kind == kind and [(e.kind, e.may) for e in both.effects] == [("uses-y", True)]

"""Columns of a frame, and the effects that belong to them."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.domain.columns import (
    column_names,
    drop_columns,
    effects_on,
    listed_columns,
    put_columns,
    select_columns,
    take_column,
    without,
)
from mlsmells.facts.domain.events import Predict
from mlsmells.facts.domain.values import Columns, Effect, Value

NODE = ast.parse("x").body[0]
ROWS = frozenset({(1, ())})


def effect(*columns: str, kind: str = "stat") -> Effect:
    return Effect(kind, NODE, rows=ROWS, columns=frozenset(columns) or None)


def names(effects: tuple[Effect, ...]) -> list[list[str] | None]:
    return [sorted(e.columns) if e.columns is not None else None for e in effects]


EFFECTS = (effect(), effect("a"), effect("a", "b"))
# name of the case: (columns, effects that touch one of them, effects left without them)
TOUCHED: dict[str, tuple[set[str], list[list[str] | None], list[list[str] | None]]] = {
    "one": ({"a"}, [None, ["a"], ["a", "b"]], [None, ["b"]]),
    "another": ({"b"}, [None, ["a", "b"]], [None, ["a"], ["a"]]),
    "both": ({"a", "b"}, [None, ["a"], ["a", "b"]], [None]),
    "neither": ({"z"}, [None], [None, ["a"], ["a", "b"]]),
}


@pytest.mark.parametrize(("columns", "on", "left"), TOUCHED.values(), ids=TOUCHED)
def test_effects_by_column(columns: set[str], on: list[object], left: list[object]) -> None:
    assert names(effects_on(EFFECTS, frozenset(columns))) == on
    assert names(without(EFFECTS, frozenset(columns))) == left


FRAME = Value(kind="frame", rows=ROWS, columns=Columns(), effects=(effect("a"),))


def test_a_column_knows_its_frame_and_its_effects() -> None:
    a, b = take_column(FRAME, "a"), take_column(FRAME, "b")
    assert (a.kind, a.column, a.base, a.rows) == ("series", "a", FRAME, ROWS)
    assert a.has("stat") and not b.has("stat")


def test_a_column_that_is_gone_carries_nothing() -> None:
    gone = drop_columns(FRAME, ("a",))
    assert not gone.columns.holds("a") and gone.columns.holds("b")  # type: ignore[union-attr]
    assert gone.effects == () and take_column(gone, "a").effects == ()


def test_chosen_columns_are_exactly_known() -> None:
    chosen = select_columns(FRAME, ("b", "c"))
    assert chosen.columns == Columns(frozenset({"b", "c"})) and chosen.effects == ()
    assert drop_columns(chosen, ("b",)).columns == Columns(frozenset({"c"}), frozenset({"b"}))


def test_a_column_that_is_put_has_the_effects_of_what_was_put() -> None:
    clean = put_columns(FRAME, ("a",), Value(kind="series", rows=ROWS))
    assert clean.effects == ()
    stained = put_columns(FRAME, ("b",), Value(kind="series", rows=ROWS, effects=(effect(kind="fitted"),)))
    assert sorted((e.kind, *sorted(e.columns or ())) for e in stained.effects) == [("fitted", "b"), ("stat", "a")]
    assert FRAME.effects == (effect("a"),), "the frame itself is another value"


A, B, N = Value(const="a", kind="text"), Value(const="b", kind="text"), Value()
# name of the case: (index, names of a list of columns, names of columns given in any way)
LISTED: dict[str, tuple[Value, tuple[str, ...] | None, tuple[str, ...] | None]] = {
    "a list": (Value(kind="list", items=(A, B)), ("a", "b"), ("a", "b")),
    "a name": (A, None, ("a",)),
    "one is not known": (Value(kind="list", items=(A, N)), None, None),
    "empty": (Value(kind="list", items=()), None, None),
    "unknown": (N, None, None),
}


@pytest.mark.parametrize(("index", "listed", "given"), LISTED.values(), ids=LISTED)
def test_names_of_columns(index: Value, listed: object, given: object) -> None:
    assert listed_columns(index) == listed
    assert column_names(index) == given


def test_a_column_of_predictions_is_the_predictions_of_these_rows() -> None:
    made = Value(kind="pred", rows=ROWS, predictions=(Predict(NODE),))
    frame = put_columns(FRAME, ("p",), made, NODE)
    assert take_column(frame, "p").predictions == made.predictions
    assert take_column(put_columns(frame, ("p",), Value(), NODE), "p").predictions == ()
    part = frame.with_(rows=frozenset({(1, (("s", "train"),))}))
    assert take_column(part, "p").predictions == ()

"""The algebra of row sets."""

from __future__ import annotations

import pytest

from mlsmells.facts.domain import rows as R

ALL = frozenset({(1, ())})
TRAIN = frozenset({(1, (("s", "train"),))})
TEST = frozenset({(1, (("s", "test"),))})
INNER = frozenset({(1, (("s", "train"), ("t", "val")))})
OTHER_SPLIT = frozenset({(1, (("u", "test"),))})
OTHER_SOURCE = frozenset({(2, (("s", "test"),))})
ANY_ELEMENT = frozenset({(1, (("e", "any"),))})


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (ALL, TEST, True),
        (TRAIN, INNER, True),
        (TRAIN, TRAIN, True),
        (TEST, ALL, False),
        (TRAIN, TEST, False),
        (TRAIN, OTHER_SPLIT, False),
        (TRAIN | TEST, TEST, True),
        (TEST, OTHER_SOURCE, False),
        (ANY_ELEMENT, ANY_ELEMENT, False),  # another pass may see another element
        (None, TEST, False),
        (TEST, None, False),
    ],
)
def test_covers(a: R.Rows | None, b: R.Rows | None, expected: bool) -> None:
    assert R.covers(a, b) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (TRAIN, TEST, True),
        (INNER, TEST, True),
        (TEST, OTHER_SOURCE, True),
        (ALL, TEST, False),
        (TRAIN, OTHER_SPLIT, False),  # two splits of the same rows overlap
        (TRAIN | TEST, TEST, False),
        (None, TEST, False),
    ],
)
def test_disjoint(a: R.Rows | None, b: R.Rows | None, expected: bool) -> None:
    assert R.disjoint(a, b) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (TRAIN, TEST, ("s", "test")),
        (INNER, TEST, ("s", "test")),
        (TRAIN, OTHER_SOURCE, ("s", "test")),  # arrays cut by one call are aligned
        (ALL, TEST, None),
        (TRAIN, INNER, None),
        (TRAIN, OTHER_SPLIT, None),
        (None, TEST, None),
    ],
)
def test_siblings(a: R.Rows | None, b: R.Rows | None, expected: R.Step | None) -> None:
    assert R.siblings(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(ALL, TEST, True), (TEST, ALL, True), (TRAIN, TEST, False), (TRAIN, OTHER_SPLIT, False), (None, ALL, False)],
)
def test_intersects(a: R.Rows | None, b: R.Rows | None, expected: bool) -> None:
    assert R.intersects(a, b) is expected


def test_step_goes_to_unknown_when_too_deep() -> None:
    rows: R.Rows | None = ALL
    for i in range(R.MAX_DEPTH):
        rows = R.step(rows, i, "part")
    assert rows is not None
    assert R.step(rows, "more", "part") is None


def test_union_of_too_many_atoms_is_unknown() -> None:
    assert R.union([frozenset({(i, ())}) for i in range(R.MAX_ATOMS)]) is not None
    assert R.union([frozenset({(i, ())}) for i in range(R.MAX_ATOMS + 1)]) is None
    assert R.union([ALL, None]) is None


def test_parts_of_what_is_there_are_not_too_many() -> None:
    """They are among its rows; parts that are not are too many."""
    parts = [frozenset({(1, (("m", str(i)),))}) for i in range(R.MAX_ATOMS + 1)]
    assert R.union([ALL, *parts]) == ALL
    assert R.union([ALL, OTHER_SOURCE, *parts]) == ALL | OTHER_SOURCE
    assert R.union(parts) is None
    assert R.union([ANY_ELEMENT, *(R.step(ANY_ELEMENT, "m", str(i)) for i in range(R.MAX_ATOMS))]) is None


def test_windows_on_one_column() -> None:
    column = ("mask", "date")
    middle = R.step(R.step(ALL, column, ">= 3"), column, "< 5")
    assert R.disjoint(R.step(ALL, column, "< 3"), middle)
    assert R.disjoint(middle, R.step(ALL, column, ">= 5"))
    assert not R.disjoint(middle, R.step(ALL, column, ">= 4"))


def test_rows_of_what_is_collected_element_by_element() -> None:
    train = R.step(ALL, "s", "train")
    one = R.step(R.step(train, ("element", 1), "any"), ("at", 0), "one")
    assert R.gathered(one) == train
    assert R.gathered(train) == train
    assert R.gathered(one, partly=7) == R.step(train, ("subset", 7), "part")


def test_groups_together_are_all_rows_again() -> None:
    group = frozenset({(1, ((("group", 7), "each"), ("s", "head")))})
    assert R.regrouped(group, "group") == frozenset({(1, (("s", "head"),))})
    assert R.regrouped(TRAIN, "group") == TRAIN and R.regrouped(None, "group") is None

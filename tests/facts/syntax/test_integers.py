"""Which expressions surely hold whole numbers, and which columns are called as numbered keys are."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.integers import holds_integers, is_filled_with_integers, is_key

INTEGERS = [
    "range(3)",
    "map(int, parts)",
    "[int(p) for p in parts]",
    "(len(p) for p in parts)",
    "df['a'].astype(int)",
    "df['a'].astype('int64').unique()",
    "df['a'].astype(np.int32).values.tolist()",
    "list(range(3))",
    "np.unique(df['a'].astype(int))",
]
OTHERS = [
    "df['a']",
    "map(str, range(3))",
    "[str(int(p)) for p in parts]",
    "df['a'].astype(str)",
    "df['a'].astype('point')",
    "df['a'].unique()",
    "f(range(3))",
    "parts",
]


@pytest.mark.parametrize("code", INTEGERS)
def test_integers(code: str) -> None:
    assert holds_integers(ast.parse(code, mode="eval").body)


@pytest.mark.parametrize("code", OTHERS)
def test_others(code: str) -> None:
    assert not holds_integers(ast.parse(code, mode="eval").body)


@pytest.mark.parametrize("column", ["tagId", "userID", "user_id", "movie_ids", "id", "ID"])
def test_keys(column: str) -> None:
    assert is_key(column)


@pytest.mark.parametrize("column", ["image_id", "ImageId", "patient_id", "valid", "kid", "uuid", "GRID", "paid"])
def test_no_keys(column: str) -> None:
    assert not is_key(column)


FILLED = {
    "read one by one": ("pid = int(p)\n    ids.add(pid)", True),
    "at once": ("ids.add(int(p))", True),
    "unpacked of a map": ("pid, cam = map(int, p.split('_'))\n    ids.add(pid)", True),
    "unpacked of a list": ("pid, cam = [int(x) for x in p]\n    ids.add(pid)", True),
    "several": ("ids.update(map(int, p))", True),
    "given something else further down": ("pid = int(p)\n    ids.add(pid)\n    pid = names[pid]", True),
    "texts": ("pid, cam = p.split('_')\n    ids.add(pid)", False),
    "unpacked of texts": ("pid, cam = map(str, p)\n    ids.add(pid)", False),
    "numbers and a text": ("ids.add(int(p))\n    ids.add(p)", False),
    "one way of two": ("pid = int(p)\n    if cam:\n        pid = p\n    ids.add(pid)", False),
    "an argument": ("ids.add(p)", False),
    "numbers to a set of texts": ("ids = {'a'}\n    ids.add(int(p))", False),
    "nothing": ("print(p)", False),
}


@pytest.mark.parametrize(("body", "expected"), FILLED.values(), ids=FILLED)
def test_sets_that_are_filled(body: str, expected: bool) -> None:
    tree = ast.parse(f"ids = set()\nfor p in paths:\n    {body}\nnumbers = {{pid: i for i, pid in enumerate(ids)}}\n")
    assert is_filled_with_integers(tree, "ids") is expected

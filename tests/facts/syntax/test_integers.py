"""Which expressions surely hold whole numbers, and which columns are called as numbered keys are."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.integers import holds_integers, is_key

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

"""Which name is meant by a word that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsmells.config import FAMILIES
from mlsmells.core.near import distance, hint, nearest
from mlsmells.engine.registry import all_rules

CODES = [rule.code for rule in all_rules()]
NAMES = [*(rule.name for rule in all_rules()), *FAMILIES]

MEANT = {
    "MLS130": "MLS103",
    "MLS1O3": "MLS103",
    "MLS1o3": "MLS103",
    "MLSI03": "MLS103",
    "MLS5O6": "MLS506",
    "MLSS06": "MLS506",
    "MSL103": "MLS103",
    "ML103": "MLS103",
    "MLS1033": "MLS103",
    "mls103": "MLS103",
    "MLS013": "MLS103",
}
NAMED = {
    "leackage": "leakage",
    "trainig": "training",
    "fit_on_test": "fit-on-test",
    "fit-on-tset": "fit-on-test",
    "unseeded-spilt": "unseeded-split",
    "statistics-befoer-split": "statistics-before-split",
}


@pytest.mark.parametrize(("word", "code"), MEANT.items(), ids=MEANT)
def test_codes(word: str, code: str) -> None:
    assert nearest(word, CODES) == code


@pytest.mark.parametrize(("word", "name"), NAMED.items(), ids=NAMED)
def test_names(word: str, name: str) -> None:
    assert nearest(word, NAMES) == name


@pytest.mark.parametrize("word", ["MLX777", "E501", "banana", "x", "", "pandas-vet"])
def test_far_from_everything(word: str) -> None:
    assert nearest(word, [*CODES, *NAMES]) == "" == hint(word, [*CODES, *NAMES])


def test_nothing_is_known() -> None:
    assert nearest("select", []) == ""


def test_of_two_equally_near_the_first_by_name() -> None:
    assert nearest("MLS10", ["MLS102", "MLS101"]) == "MLS101"


def test_what_is_confused_is_nearer_than_what_is_not() -> None:
    assert distance("1o3", "103") < distance("1k3", "103")  # looks alike
    assert distance("113", "123") < distance("193", "123")  # beside it
    assert distance("130", "103") < distance("150", "103")  # swapped


@given(st.text("abc01", max_size=6), st.text("abc01", max_size=6))
def test_a_distance(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))

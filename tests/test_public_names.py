"""The public names of the facts stand in one table; the stub for type checkers is written from it."""

from __future__ import annotations

import ast

import pytest

import public_names
from mlsmells import facts


def test_the_stub_is_fresh() -> None:
    assert public_names.stale() == [], "run tools/docs.py"


def test_the_stub_gives_every_name_once() -> None:
    given = [alias.asname for node in ast.parse(public_names.stub()).body for alias in node.names]  # type: ignore[attr-defined]
    assert sorted(given) == facts.__all__
    assert len(set(given)) == len(given)


def test_a_name_that_is_none_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        facts.nothing  # noqa: B018

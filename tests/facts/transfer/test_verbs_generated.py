"""Generated data sets give features and labels; a transformer that sees X.T learns of each sample by itself."""

from __future__ import annotations

import pytest

from facts.seen import facts_of, held
from mlsmells.facts import Fit
from mlsmells.facts.domain.events import Apply

MADE = {
    "X, y = make_moons(99)\nx = X": "array D2",
    "X, y = make_moons(99)\nx = y": "series D2",
    "X, y = make_classification(random_state=0)\nx = X": "array D2",
    "X, y = make_classification(return_X_y=False)\nx = X": "unknown",
    "b = make_classification(return_X_y=False)\nx = b": "array D2",
    "X, y = load_iris(return_X_y=True)\nx = y": "series D2",
}


@pytest.mark.parametrize(("code", "value"), MADE.items(), ids=MADE)
def test_generated(code: str, value: str) -> None:
    assert held("from sklearn.datasets import load_iris, make_classification, make_moons\n" + code) == value


SIDEWAYS = {"X.T": (True, 0), "X.transpose()": (True, 0), "X": (False, 1), "X.T[0:3]": (False, 1)}


@pytest.mark.parametrize(("given", "expected"), SIDEWAYS.items(), ids=SIDEWAYS)
def test_sideways(given: str, expected: tuple[bool, int]) -> None:
    code = "from sklearn.preprocessing import StandardScaler\nX = df.to_numpy()\n"
    facts = facts_of(code + f"x = StandardScaler().fit_transform({given}).T")
    assert [fit.crosswise for fit in facts.of(Fit)] == [expected[0]]
    assert len(facts.module_values["x"].effects) == expected[1]
    assert [a.rows == a.X.rows for a in facts.of(Apply) if a.X is not None] == [True]

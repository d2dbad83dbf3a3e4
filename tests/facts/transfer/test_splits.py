"""Arrays cut into pieces: along the rows they are parts, along another axis each has all rows."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.events import Split
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport sklearn\ndata = np.loadtxt('d.csv')\n"
CUTS = {
    "rows": ("a, b = np.split(data, [800])", "slice", "D1/S1.train", "D1/S1.test"),
    "rows, said": ("a, b = np.split(data, [800], axis=0)", "slice", "D1/S1.train", "D1/S1.test"),
    "columns": ("a, b = np.split(data, [4], axis=1)", "", "array D1", "array D1"),
    "columns, by position": ("a, b = np.split(data, (1,), 1)", "", "array D1", "array D1"),
    "columns from the end": ("a, b = np.array_split(data, [1], axis=-1)", "", "array D1", "array D1"),
}


def seen(code: str) -> tuple[list[str], list[str]]:
    """The values of a and b, and the kinds of the splits."""
    facts = build(source_from_text(HEAD + code, "train.py"))
    text = list(lines(facts))
    named = [line.partition(" = ")[2] for name in "ab" for line in text if line.startswith(f"{name} = ")]
    return named, [split.kind for split in facts.of(Split)]


@pytest.mark.parametrize(("code", "kind", "a", "b"), CUTS.values(), ids=CUTS)
def test_cut(code: str, kind: str, a: str, b: str) -> None:
    named, kinds = seen(code)
    assert kinds == ([kind] if kind else [])
    assert a in named[0] and b in named[1]


def test_an_axis_that_is_not_known_says_nothing() -> None:
    named, kinds = seen("def cut(axis):\n    return np.split(data, [4], axis=axis)\na, b = cut(which)")
    assert kinds == [] and not any("train" in value or "test" in value for value in named)

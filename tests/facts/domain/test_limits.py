"""What a program doubles again and again does not grow in the facts: counted in calls and letters, not in seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from mlsmells.facts.domain import limits
from mlsmells.facts.domain.lattice import MAX_EFFECTS
from mlsmells.facts.domain.rows import MAX_DEPTH, chained
from mlsmells.facts.domain.values import Value
from mlsmells.facts.record.facts import Facts, build
from mlsmells.facts.state.state import Run
from mlsmells.sources import source_from_text

TIMES = 40
IMPORTS = "import numpy as np\nimport pandas as pd\nfrom pathlib import Path\nfrom sklearn.svm import SVC\n"
# A start, and a statement that is repeated; what it makes of ``s`` is used afterwards.
DOUBLED = {
    "a text": ("s = 'ab'", "s = s + s"),
    "a text in itself": ("s = 'ab'", "s += s"),
    "an f-string": ("s = 'ab'", "s = f'{s}/{s}'"),
    "a format": ("s = 'ab'", "s = '{}{}'.format(s, s)"),
    "a path": ("s = Path('ab')", "s = s / s"),
    "a joined path": ("s = Path('ab')", "s = s.joinpath(s, s)"),
    "a number": ("s = 3", "s = s + s"),
    "a list": ("s = [1, 2]", "s = s + s"),
    "a list in itself": ("s = [1, 2]", "s += s"),
    "an extended list": ("s = [1, 2]", "s.extend(s)"),
    "a starred list": ("s = [1, 2]", "s = [*s, *s]"),
    "a tuple": ("s = (1, 2)", "s = s + s"),
    "a nested tuple": ("s = (1, 2)", "s = (s, s)"),
    "a nested list": ("s = [1, 2]", "s = [s, s]"),
    "a nested dict": ("s = {'a': 1}", "s = {'a': s, 'b': s}"),
    "a choice of nested tuples": ("s = t = (1, 2)", "s, t = (s, t), (t, s)\nu = s if c else t"),
    "a mask": ("d = pd.read_csv('d.csv')\ns = d['a'] > 1", "s = s & s"),
    "indices": ("s = np.arange(100)", "s = s[1:]"),
    "a concatenation": ("s = pd.read_csv('d.csv')", "s = pd.concat([s, s])"),
    "rows in lists": ("s = pd.read_csv('d.csv')['a'].tolist()", "s = s + s"),
    "effects": ("s = pd.read_csv('d.csv')", "s = s.fillna(s.mean())"),
    "hints": ("s = pd.read_csv('d.csv')", "s = s.drop_duplicates()"),
    "predictions": (
        "X = pd.read_csv('d.csv')\nm = SVC().fit(X, X['y'])\ns = m.predict(X)",
        "s = s + m.predict(X) + s",
    ),
    "errors": ("X = pd.read_csv('d.csv')\nm = SVC().fit(X, X['y'])\ns = m.predict(X)", "s = s - X['y']"),
}
USED = """print(s)
print(s["a"], s[0])
x, y = s
for e in s:
    print(e)
d2 = pd.DataFrame(s)
w = d2["a"] if c else s
"""


class TooManyCalls(Exception):
    pass


def calls_of(code: str, most: int) -> tuple[Facts, int]:
    """The facts of a program, and how many calls of Python functions it took to find them; never more than ``most``."""
    count = 0

    def counted(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event == "call"
        if count > most:
            raise TooManyCalls

    source = source_from_text(code, "train.py")
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        return build(source), count
    finally:
        sys.setprofile(before)


def doubled(name: str, times: int) -> str:
    start, again = DOUBLED[name]
    return f"{IMPORTS}{start}\n" + f"{again}\n" * times + USED


@pytest.mark.parametrize("name", DOUBLED)
def test_forty_lines_cost_what_forty_lines_cost(name: str) -> None:
    code = doubled(name, TIMES)
    _, few = calls_of(doubled(name, TIMES // 4), 1_000_000)
    _, many = calls_of(code, 16 * few)  # what holds something else in every line may cost the square of them
    assert many <= 16 * few


@pytest.mark.parametrize("name", DOUBLED)
def test_nothing_that_is_known_is_larger_than_the_limits(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Run] = []

    class Kept(Run):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            runs.append(self)

    monkeypatch.setattr("mlsmells.facts.record.facts.Run", Kept)
    calls_of(doubled(name, TIMES), 2_000_000)
    values = [value for run in runs for value in run.context.frame.vars.values()]
    assert values
    for value in values:
        assert not isinstance(value.const, str) or len(value.const) <= limits.MAX_TEXT
        assert limits.is_writable(value.const)
        assert len(value.items or ()) <= limits.MAX_ITEMS
        assert len(value.entries or ()) <= limits.MAX_ITEMS
        assert len(value.steps) <= MAX_DEPTH + 1
        assert len(value.predictions) <= limits.MAX_PREDICTIONS
        assert len(value.effects) <= 2 * MAX_EFFECTS
        assert len(value.hints) <= MAX_EFFECTS


def flat(size: int) -> tuple[Value, ...]:
    return tuple(Value() for _ in range(size))


def count(parts: tuple[Value, ...] | None) -> int:
    return sum(1 + count(part.parts) for part in parts or ())


def test_parts_are_kept_while_they_can_be_gone_through() -> None:
    few, many = flat(limits.MAX_PARTS - 1), flat(limits.MAX_PARTS + 1)
    assert limits.parts_of(few) == few
    assert limits.parts_of(many) is None
    pair = limits.parts_of((Value(), Value()))
    for _ in range(20):
        pair = limits.parts_of((Value(parts=pair), Value(parts=pair)))
    assert count(pair) <= limits.MAX_PARTS


def test_too_many_choices_make_rows_unknown_as_they_did_one_by_one() -> None:
    steps = tuple((n, "part") for n in range(MAX_DEPTH))
    assert chained(steps) == steps
    assert len(chained(steps, (99, "part"), (100, "part"))) == MAX_DEPTH + 1


@pytest.mark.parametrize(
    "code",
    [
        f"x = 0x{'f' * 5000}\ny = f'{{x}}.csv'\nz = x + 1.5\nd = pd.read_csv('a.csv')\nprint(d[d['a'] > x])\n",
        f"x = {10**400}\ny = x + 1.5\nz = -x\nw = int(1e400)\n",
    ],
    ids=["not to be written out", "no float"],
)
def test_huge_numbers_break_nothing(code: str) -> None:
    calls_of(IMPORTS + code, 200_000)

"""Which objects divide rows, and whether they draw at random."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts.domain.events import CrossValidation, Split
from mlsmells.facts.domain.splitters import shuffles, splitters

HEAD = (
    "import pandas as pd\nfrom sklearn.model_selection import *\nfrom sklearn.svm import SVC\ndf = pd.read_csv('a')\n"
)
# name of the case: (splitter, whether it shuffles)
SHUFFLES: dict[str, tuple[str, bool | None]] = {
    "by default not": ("KFold(5)", False),
    "asked to": ("KFold(5, shuffle=True)", True),
    "asked not to": ("KFold(5, shuffle=False)", False),
    "asked by a name": ("KFold(5, shuffle=choice)", None),
    "perhaps asked": ("KFold(**options)", None),
    "always": ("ShuffleSplit(5)", True),
    "never": ("TimeSeriesSplit(5)", False),
    "by group": ("GroupKFold(5)", False),
}


@pytest.mark.parametrize(("splitter", "expected"), SHUFFLES.values(), ids=SHUFFLES)
def test_shuffles(splitter: str, expected: bool | None) -> None:
    for code in (f"for a, b in {splitter}.split(df): pass", f"cross_val_score(SVC(), df, df, cv={splitter})"):
        facts = facts_of(code, HEAD)
        (event,) = [*facts.of(Split), *facts.of(CrossValidation)]
        (found,) = splitters(event)
        assert shuffles(found) is expected


@pytest.mark.parametrize("code", ["cross_val_score(SVC(), df, df)", "cross_val_score(SVC(), df, df, cv=5)"])
def test_no_splitter(code: str) -> None:
    (event,) = facts_of(code, HEAD).of(CrossValidation)
    assert splitters(event) == ()


def test_a_function_that_splits_is_no_splitter() -> None:
    (event,) = facts_of("a, b = train_test_split(df)", HEAD).of(Split)
    assert splitters(event) == ()

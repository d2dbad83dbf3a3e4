"""Order that nothing fixes: where it begins, what fixes it, and where it matters."""

from __future__ import annotations

import pytest

from facts.seen import events, held

OS = "import os\nimport glob\nfrom pathlib import Path\n"
# name of the case: (program, whether x has the order of an accident)
ACCIDENTS: dict[str, tuple[str, bool]] = {
    "a listing": ("x = os.listdir('.')", True),
    "glob": ("x = glob.glob('*.csv')", True),
    "a path's glob": ("x = list(Path('.').glob('*.csv'))", True),
    "sorted": ("x = sorted(os.listdir('.'))", False),
    "sorted in place": ("x = os.listdir('.')\nx.sort()", False),
    "sorted afterwards": ("x = [n for n in os.listdir('.')]\nx = sorted(x)", False),
    "collected in a loop": ("x = []\nfor n in os.listdir('.'):\n    x.append(n)", True),
    "collected in a loop over what is sorted": ("x = []\nfor n in sorted(os.listdir('.')):\n    x.append(n)", False),
    "a set put in a list": ("x = list({'a', 'b'})", True),
    "a set that is sorted": ("x = sorted({'a', 'b'})", False),
    "a dict": ("x = list({'a': 1, 'b': 2})", False),
    "counted": ("x = len(os.listdir('.'))", False),
}


@pytest.mark.parametrize(("code", "accident"), ACCIDENTS.values(), ids=ACCIDENTS)
def test_order_that_nothing_fixes(code: str, accident: bool) -> None:
    found = held(OS + code)
    assert ("unsorted-listing@" in found or "set-order@" in found) is accident


# name of the case: (program, how the order matters; "" where it does not)
USES: dict[str, tuple[str, str]] = {
    "joined": ("df = pd.concat([pd.read_csv(n) for n in os.listdir('.')])", "concat"),
    "joined in a fixed order": ("df = pd.concat([pd.read_csv(n) for n in sorted(os.listdir('.'))])", ""),
    "cut": ("names = os.listdir('.')[:100]", "slice"),
    "looked at": ("print(os.listdir('.')[:100])", ""),
    "numbered": ("index = {c: i for i, c in enumerate({'a', 'b'})}", "label-map"),
    "numbered in a fixed order": ("index = {c: i for i, c in enumerate(sorted({'a', 'b'}))}", ""),
    "side by side": ("pairs = list(zip(os.listdir('a'), os.listdir('b')))", "zip"),
    "one listing side by side": ("pairs = list(zip(os.listdir('a'), range(9)))", ""),
    "bucketed": ("bucket = hash('a') % 10", "bucket"),
    "numbers bucketed": ("bucket = hash(3) % 10", ""),
}


@pytest.mark.parametrize(("code", "how"), USES.values(), ids=USES)
def test_where_order_matters(code: str, how: str) -> None:
    assert {line.split()[0] for line in events(OS + code, "OrderUse")} == ({how} if how else set())

"""Order that nothing fixes: where it begins, what fixes it, and where it matters."""

from __future__ import annotations

import pytest

from facts.seen import events, held
from mlsmells.facts import OrderUse, build
from mlsmells.sources import source_from_text

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


SAVED: dict[str, tuple[str, int]] = {
    "a list": ("np.save('x.npy', list({'a', 'b'}))", 1),
    "a list in a list": ("pickle.dump([list({'a', 'b'}), [1]], f)", 1),
    "a list in a dict": ("pickle.dump({'names': list({'a', 'b'}), 'n': 2}, f)", 1),
    "sorted": ("pickle.dump([sorted({'a', 'b'}), [1]], f)", 0),
}


@pytest.mark.parametrize(("code", "count"), SAVED.values(), ids=SAVED)
def test_what_is_saved(code: str, count: int) -> None:
    found = events("import pickle\nimport numpy as np\nf = open('x', 'wb')\n" + code, "OrderUse")
    assert [line.split()[0] for line in found] == ["write"] * count


CONTENTS: dict[str, tuple[str, str]] = {
    "a difference": ("x = list({'a', 'b'} - set(names))", "texts"),
    "what is common": ("x = list(set(names).intersection({'a', 'b'}))", "texts"),
    "a union with anything": ("x = list({'a', 'b'} | set(names))", ""),
    "columns": ("x = list(set(frame.columns) - {'y'})", "columns"),
}


@pytest.mark.parametrize(("code", "note"), CONTENTS.values(), ids=CONTENTS)
def test_what_a_set_holds(code: str, note: str) -> None:
    start = "import pickle\nimport pandas\nfrom lib import names, frame\n"
    found = build(source_from_text(start + code + "\npickle.dump(x, f)\n", "train.py"))
    assert [use.effect.note for use in found.of(OrderUse)] == [note]

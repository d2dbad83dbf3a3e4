"""Positions: what they are made of, what they stay, and where they number something."""

from __future__ import annotations

import pytest

from facts.seen import events

OS = "import os\nimport numpy as np\nnames = os.listdir('.')\n"
# name of the case: (program, whether the order of the listing numbers something)
NUMBERED: dict[str, tuple[str, bool]] = {
    "shifted": ("x = {n: i + 1 for i, n in enumerate(names)}", True),
    "multiplied": ("x = {n: i * i for i, n in enumerate(names)}", False),
    "a text": ("x = {str(i): n for i, n in enumerate(names)}", True),
    "an f-string": ("x = {f'{i}': n for i, n in enumerate(names)}", True),
    "a row of a unit matrix": ("e = np.eye(9)\nx = {n: e[i, :] for i, n in enumerate(names)}", True),
    "a row of another matrix": ("e = np.ones((9, 9))\nx = {n: e[i, :] for i, n in enumerate(names)}", False),
    "a range": ("x = {names[i]: i for i in range(len(names))}", True),
    "a range beside something else": ("x = {i: i * 2 for i in range(len(names))}", False),
    "a range over what is sorted": ("names.sort()\nx = {names[i]: i for i in range(len(names))}", False),
    "a counter": ("k, x = 0, {}\nfor n in names:\n    x[n] = k\n    k += 1", True),
    "a counter of something else": ("k, x = 0, {}\nfor n in names:\n    x[n] = 3\n    k += 1", False),
    "an attribute that counts": (
        "class A:\n    def __init__(self):\n        self.k, self.x = 0, {}\n        for n in names:\n"
        "            self.x[n] = self.k\n            self.k += 1\nA()",
        True,
    ),
    "for each of many": ("y = []\nfor i, n in enumerate(names):\n    for f in sorted(os.listdir(n)):\n"
                         "        y.append((f, i))", True),
    "a row number": ("y = []\nfor i, n in enumerate(names):\n    y.append((n, i))", False),
    "many at once": ("y = []\nfor i, n in enumerate(names):\n    y += [i] * 9", True),
    "nested": ("y = [i for i, n in enumerate(names) for f in sorted(os.listdir(n))]", True),
    "the place of each": ("y = [names.index(n.split('_')[0]) for n in open('n.txt')]", True),
    "the place of one": ("y = names.index('a')", False),
    "the place of a name of one": ("first = 'a'\ny = names.index(first)", False),
    "nested in what is sorted": ("y = [i for i, n in enumerate(sorted(names)) for f in os.listdir(n)]", False),
}  # fmt: skip


@pytest.mark.parametrize(("code", "numbers"), NUMBERED.values(), ids=NUMBERED)
def test_what_is_numbered(code: str, numbers: bool) -> None:
    assert any(line.startswith("label-map") for line in events(OS + code, "OrderUse")) is numbers


# name of the case: (what is read in a loop over the number of the names, whether their order decides about the rows)
READ: dict[str, tuple[str, bool]] = {
    "files that a number names": ("x = pd.concat([pd.read_csv(f'{i}.csv') for i in range(len(names))])", False),
    "in a loop": ("y = []\nfor i in range(len(names)):\n    y.append(pd.read_csv(str(i)))\nx = pd.concat(y)", False),
    "the number of them kept": ("n = len(names)\nx = pd.concat([pd.read_csv('a%d' % i) for i in range(n)])", False),
    "the files themselves": ("x = pd.concat([pd.read_csv(names[i]) for i in range(len(names))])", True),
    "the next of them": ("x = pd.concat([pd.read_csv(names[i + 1]) for i in range(len(names) - 1)])", True),
    "in a loop, themselves": (
        "y = []\nfor i in range(len(names)):\n    y.append(pd.read_csv(names[i]))\nx = pd.concat(y)",
        True,
    ),
}


@pytest.mark.parametrize(("code", "ordered"), READ.values(), ids=READ)
def test_what_a_number_of_names_reads(code: str, ordered: bool) -> None:
    found = events(OS + "import pandas as pd\n" + code, "OrderUse")
    assert any(line.startswith("concat") for line in found) is ordered


# name of the case: (program, whether two listings are paired)
PAIRED: dict[str, tuple[str, bool]] = {
    "in a data set": (
        "class A:\n    def __init__(self):\n        self.a, self.b = os.listdir('a'), os.listdir('b')\n"
        "    def __getitem__(self, i):\n        return self.a[i], self.b[i]",
        True,
    ),
    "in a loop": (
        "b = os.listdir('b')\nfor i in range(len(names)):\n    print(names[i], b[i])",
        True,
    ),
    "in a loop over a few": ("b = os.listdir('b')\nfor i in range(4):\n    print(names[i], b[i])", False),
    "one of them": ("for i in range(len(names)):\n    print(names[i], names[i])", False),
}


@pytest.mark.parametrize(("code", "pairs"), PAIRED.values(), ids=PAIRED)
def test_two_listings_by_one_number(code: str, pairs: bool) -> None:
    assert any(line.startswith("zip") for line in events(OS + code, "OrderUse")) is pairs


# name of the case: (program, whether a bucket is made of the hash of what may be a text)
HASHED: dict[str, tuple[str, bool]] = {
    "a parameter": ("def f(word):\n    return hash(word) % 5\nf", True),
    "bits": ("def f(word):\n    return hash(word) & 7\nf", True),
    "given to apply": ("x = df['email'].apply(hash) % 5", True),
    "an element of a column of numbers": ("x = df['rooms'].apply(lambda v: hash(v) % 5)", False),
    "an element of a column of texts": ("x = df['email'].apply(lambda v: hash(v) % 5)", True),
    "a key": ("def f(user_id):\n    return hash(user_id) % 5\nf", False),
    "a number": ("x = [hash(i) % 5 for i in range(9)]", False),
    "in a name with the time": (
        "import time\ndef f(word):\n    return f'log_{int(time.time() * 1000)}_{hash(word) % 1000}'\nf",
        False,
    ),
    "in a name with a drawn number": (
        "import uuid\ndef f(word):\n    return str(uuid.uuid4()) + '_' + str(hash(word) % 1000)\nf",
        False,
    ),
    "in the name of a part": ("def f(word):\n    return f'part_{hash(word) % 16}.csv'\nf", True),
    "beside the time": ("import time\ndef f(word):\n    return time.time(), hash(word) % 16\nf", True),
    "of an object": ("class A:\n    def __hash__(self):\n        return hash(self.name) % 5\nA", False),
}


@pytest.mark.parametrize(("code", "bucket"), HASHED.values(), ids=HASHED)
def test_buckets_of_hashes(code: str, bucket: bool) -> None:
    assert any(line.startswith("bucket") for line in events(code, "OrderUse")) is bucket

"""Seeds that a later call takes back."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts import taken_back

FOREST = "from sklearn.ensemble import RandomForestClassifier\nRandomForestClassifier().fit(df[['a']], df['y'])\n"

# name of the case: (program, the line of the call that takes the seed back)
SEEDS: dict[str, tuple[str, list[int]]] = {
    "without a number": ("np.random.seed(1)\nnp.random.seed()\n" + FOREST, [6]),
    "None": ("np.random.seed(1)\nnp.random.seed(None)\n" + FOREST, [6]),
    "the time": ("import time\nnp.random.seed(1)\nnp.random.seed(int(time.time()))\n" + FOREST, [7]),
    "another number": ("np.random.seed(1)\nnp.random.seed(2)\n" + FOREST, []),
    "nothing was fixed": ("np.random.seed()\n" + FOREST, []),
    "nothing is drawn after it": ("np.random.seed(1)\n" + FOREST + "np.random.seed()\n", []),
    "another generator": ("import random\nnp.random.seed(1)\nrandom.seed()\n" + FOREST, []),
    "in a worker": ("np.random.seed(1)\ndef worker_init(i):\n    np.random.seed()\nworker_init(0)\n" + FOREST, []),
}


@pytest.mark.parametrize(("code", "lines"), SEEDS.values(), ids=SEEDS)
def test_taken_back(code: str, lines: list[int]) -> None:
    assert [found.call.line for found in taken_back(facts_of(code))] == lines

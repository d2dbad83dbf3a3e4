"""Results in the order they finish: what they are put beside."""

from __future__ import annotations

import pytest

from facts.seen import events

HEAD = """from concurrent.futures import as_completed
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
jobs = start(df)
done = []
for job in as_completed(jobs):
    done.append(job.result())
"""
# name of the case: (program, whether two orders meet)
MET: dict[str, tuple[str, bool]] = {
    "a column": ("df['x'] = done", True),
    "zipped": ("x = dict(zip(sorted(df['name']), done))", True),
    "columns of a table": ("x = pd.DataFrame({'name': df['name'], 'x': done})", True),
    "learned from with labels": ("Ridge().fit(np.array(done), df['y'])", True),
    "split with labels": ("x = train_test_split(np.array(done), df['y'])", True),
    "sorted before": ("done.sort()\ndf['x'] = done", False),
    "with labels of the same loop": (
        "y = []\nfor job in as_completed(jobs):\n    done.append(job.result())\n    y.append(names[job])\n"
        "for a, b in zip(done, done):\n    print(a, b)",
        False,
    ),
    "each with its key": (
        "rows = []\nfor job in as_completed(jobs):\n    rows.append({'id': names[job], 'x': job.result()})\n"
        "df['x'] = rows",
        False,
    ),
    "a method of a pool": ("df['x'] = list(pool.imap_unordered(f, df['name']))", True),
    "an ordered method of a pool": ("df['x'] = list(pool.imap(f, df['name']))", False),
}


@pytest.mark.parametrize(("code", "meets"), MET.values(), ids=MET)
def test_two_orders_meet(code: str, meets: bool) -> None:
    assert any(line.startswith("zip") for line in events(code, "OrderUse", HEAD)) is meets

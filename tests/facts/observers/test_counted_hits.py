"""Hits that a loop counts."""

from __future__ import annotations

import pytest

from facts.seen import events

FITTED = (
    "from sklearn.svm import SVC\na, b, ya, yb = train_test_split(df[['a']], df['y'], random_state=0)\n"
    "pred = SVC().fit(a, ya).predict(b)\nn = 0\ntotal = 0\n"
)
LOOP = "for p, t in zip(pred, yb):\n    "

# name of the case: (program, how many scores there are)
COUNTS: dict[str, tuple[str, int]] = {
    "hits": (LOOP + "if p == t:\n        n += 1\nprint(n / len(yb))", 1),
    "misses": (LOOP + "if p != t:\n        n += 1\nprint(n / len(yb))", 1),
    "by position": ("for i in range(len(yb)):\n    if pred[i] == yb.iloc[i]:\n        n += 1\nprint(n / len(yb))", 1),
    "both are counted": (LOOP + "total += 1\n    if p == t:\n        n += 1\nprint(n / total)", 1),
    "two predictions": ("for p, q in zip(pred, pred):\n    if p == q:\n        n += 1\nprint(n / len(yb))", 0),
    "labels with labels": ("for t, u in zip(yb, ya):\n    if t == u:\n        n += 1\nprint(n / len(yb))", 0),
    "something else is counted": (LOOP + "if p == t:\n        print(p)\n    n += 1\nprint(n / 3)", 0),
}


@pytest.mark.parametrize(("code", "scores"), COUNTS.values(), ids=COUNTS)
def test_counted(code: str, scores: int) -> None:
    assert len(events(FITTED + code, "Metric")) == scores

"""Choices by the scores of test rows."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.choices import choices_on_test
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from tensorflow import keras
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
"""
SCORE = """
def score(k):
    return KNeighborsClassifier(k).fit(X_train, y_train).score(X_test, y_test)
"""
BEST = "best = 0\nfor k in range(1, 30):\n    s = score(k)\n    if s > best:\n        best, best_k = s, k\n"


def facts_of(code: str) -> Facts:
    calls_score = any(call in code for call in ("score(k)", "score(1)", "score(trial"))
    return build(source_from_text(HEAD + (SCORE if calls_score else "") + code, "train.py"))


# name of the case: (program, "test" for a choice of candidates, "passes" for one of training passes, "" for neither)
NETWORK = """
def build(n):
    net = keras.Sequential([keras.layers.Dense(n), keras.layers.Dense(1)])
    net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return net
best, net = 0, build(2)
for n in (4, 8, 16):
    {line}
    net.fit(X_train, y_train)
    s = net.evaluate(X_test, y_test)[1]
    if s > best:
        best, kept = s, n
print(kept)
"""
ON_TEST: dict[str, tuple[str, str]] = {
    "each network built by a function": (NETWORK.format(line="net = build(n)"), "test"),
    "one network, trained on": (NETWORK.format(line="print(n)"), "passes"),
    "test rows": (BEST + "print(best)", "test"),
    "not used": (BEST, ""),
    "another part is scored at the end": (
        "X_train, X_end, y_train, y_end = train_test_split(X_train, y_train)\n"
        + BEST
        + "print(LogisticRegression().fit(X_train, y_train).score(X_end, y_end), best)",
        "",
    ),
    "validation part": (
        "X_train, X_test, y_train, y_test = train_test_split(X_train, y_train)\n" + BEST + "print(best)",
        "",
    ),
    "cross-validation": (
        "scores = [cross_val_score(KNeighborsClassifier(k), X, y).mean() for k in range(9)]\nprint(max(scores))",
        "",
    ),
    "seeds": (BEST.replace("for k in", "for seed in").replace("k = s, k", "k = s, 1") + "print(best)", ""),
    "training rows": (BEST.replace("score(k)", "LogisticRegression().fit(X_test, y_test).score(X_test, y_test)"), ""),
    "passes": (
        "m = keras.Sequential()\nbest = 0\nfor e in range(9):\n    m.fit(X_train, y_train)\n"
        "    s = m.evaluate(X_test, y_test)\n    if s > best:\n        best = s\n        m.save('best.keras')",
        "passes",
    ),
    "a model for each pass": (
        "best = 0\nfor e in range(9):\n    m = keras.Sequential()\n    m.fit(X_train, y_train)\n"
        "    s = m.evaluate(X_test, y_test)\n    if s > best:\n        best = s\n        m.save('best.keras')",
        "test",
    ),
}


@pytest.mark.parametrize(("code", "expected"), ON_TEST.values(), ids=ON_TEST.keys())
def test_choices_on_test_rows(code: str, expected: str) -> None:
    found = ["passes" if c.passes else "test" for c in choices_on_test(facts_of(code))]
    assert found == ([expected] if expected else [])


CUT = """
from sklearn.metrics import f1_score
p = LogisticRegression().fit(X_train, y_train).predict_proba(X_test)[:, 1]
best = 0
for {name} in (0.1, 0.2, 0.3):
    s = f1_score(y_test, p > {name})
    if s > best:
        best, kept = s, {name}
print(kept)
"""


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (CUT.format(name="threshold"), "threshold"),
        (CUT.format(name="thr"), "threshold"),
        (BEST + "print(best)", "candidate"),
    ],
)
def test_what_is_chosen(code: str, what: str) -> None:
    assert [found.what for found in choices_on_test(facts_of(code))] == [what]


REPORT = """
from sklearn.metrics import mean_absolute_error, precision_recall_curve
import numpy as np
results = {{}}
for name, columns in {over}:
    model = LogisticRegression().fit(X_train[columns], y_train)
    mae = mean_absolute_error(y_test, model.predict(X_test[columns]))
    {shown}
    results[name] = {{"mae": mae, "stock": mae * 2}}
best = min(results, key=lambda k: results[k]["mae"])
{use}
"""
VARIANTS = "[('one', ['a']), ('both', ['a', 'b'])]"
SHOWN, NAMED = "print(name, mae)", "print('best', best); print(best); print(best)"
# Whether others are told beside the best: then it is a warning.
REPORTED = {
    "all are shown, the winner is named": (REPORT.format(over=VARIANTS, shown=SHOWN, use=NAMED), [True]),
    "and written down": (
        REPORT.format(over=VARIANTS, shown=SHOWN, use="pd.DataFrame([{'best': best}]).to_csv('best.csv')"),
        [True],
    ),
    "the others are not shown": (REPORT.format(over=VARIANTS, shown="pass", use=NAMED), [False]),
    "a grid": (REPORT.format(over="zip(range(9), range(9))", shown=SHOWN, use=NAMED), [False]),
    "the winner is used": (
        REPORT.format(over=VARIANTS, shown=SHOWN, use="LogisticRegression(C=results[best]['mae']).fit(X, y)"),
        [False],
    ),
}


@pytest.mark.parametrize(("code", "expected"), REPORTED.values(), ids=REPORTED)
def test_what_is_only_reported(code: str, expected: list[bool]) -> None:
    assert [found.others for found in choices_on_test(facts_of(code))] == expected


TABLE = """
from sklearn.metrics import mean_absolute_error, precision_recall_curve
import numpy as np
rows = []
for k in range(1, 30):
    p = KNeighborsClassifier(k).fit(X_train, y_train).predict(X_test)
    rows.append({{"k": k, "mae": mean_absolute_error(y_test, p), "stock": p.sum()}})
table = pd.DataFrame(rows)
best = table.iloc[{0}]
print(best)
"""
CURVE = """
from sklearn.metrics import precision_recall_curve
import numpy as np
p = LogisticRegression().fit(X_train, y_train).predict_proba(X_test)[:, 1]
precision, recall, thresholds = precision_recall_curve(y_test, p)
f1s = 2 * precision * recall / (precision + recall)
{0}
"""
LOOKED_UP = {
    "the best row": (TABLE.format("table['mae'].idxmin()"), True),
    "the row next to a value": (TABLE.format("(table['stock'] - 2.0).abs().idxmin()"), False),
    "by a function": (TABLE.format("np.argmin(np.abs(table['stock'] - 2.0))"), False),
    "the smallest of values that have a sign": (TABLE.format("table['mae'].abs().idxmin()"), True),
    "the highest F1": (CURVE.format("print({'best_f1': float(np.nanmax(f1s))})"), False),
    "its threshold": (CURVE.format("print(thresholds[np.argmax(f1s)])"), True),
    "the threshold where both are equal": (
        CURVE.format("print(thresholds[np.argmin(np.abs(precision - recall))])"),
        True,
    ),
}


@pytest.mark.parametrize(("code", "expected"), LOOKED_UP.values(), ids=LOOKED_UP)
def test_what_is_looked_up(code: str, expected: bool) -> None:
    assert bool(list(choices_on_test(facts_of(code)))) is expected

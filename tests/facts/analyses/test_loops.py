"""Loops that do one by one what could be done at once, and those that have to."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, loops
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport pandas as pd\nimport torch\ndf = pd.read_csv('a.csv')\n"
ROWS = {
    "a cell": ("for i, r in df.iterrows():\n    df.loc[i, 'c'] = r['a'] + r['b']", ["df"]),
    "a list": ("for i, r in df.iterrows():\n    out.append(r['a'] * 2)", ["df"]),
    "a sum": ("for i, r in df.iterrows():\n    total += r['a']", ["df"]),
    "a copy": ("for i, r in df.iterrows():\n    out.append(r['a'])", []),
    "a function": ("for i, r in df.iterrows():\n    out.append(f(r['a']) * 2)", []),
    "the row before": ("for i, r in df.iterrows():\n    out.append(r['a'] - last)\n    last = r['a']", []),
    "a member": ("for i, r in df.iterrows():\n    out.append(r['a'] in known)", []),
    "another iterator": ("for r in df.itertuples():\n    out.append(r.a * 2)", []),
    "an apply": ("df['c'] = df.apply(lambda r: r.a - r.b, axis=1)", ["df"]),
    "an apply by columns": ("df.apply(lambda c: c - 1)", []),
    "a cell that is looked up": ("df.apply(lambda r: r[r.a + 'x'], axis=1)", []),
}
JOINS = {
    "an array": ("for x in rows:\n    a = np.append(a, f(x))", [("a", True)]),
    "a table": ("for p in paths:\n    a = pd.concat([a, f(p)])", [("a", False)]),
    "a tensor": ("for x in loader:\n    a = torch.cat((a, f(x)), 0)", [("a", True)]),
    "something else": ("for x in rows:\n    a = np.append(b, x)", []),
    "used": ("for x in rows:\n    a = np.append(a, x)\n    print(a.mean())", []),
    "made anew": ("for x in rows:\n    a = np.zeros(3)\n    a = np.append(a, x)", []),
    "asked for": ("for x in rows:\n    if a is not None:\n        a = np.append(a, x)", [("a", True)]),
    "folds": ("for train, test in kf.split(X):\n    a = np.append(a, f(train))", []),
    "a short range": ("for i in range(5):\n    a = np.append(a, i)", []),
    "a long range": ("for i in range(5000):\n    a = np.append(a, i)", [("a", False)]),
    "labels beside a batch": ("for x in test_loader:\n    a = np.append(a, f(x))", [("a", False)]),
    "outputs beside a batch": ("for x in test_loader:\n    a = np.append(a, f(x), axis=0)", [("a", True)]),
    "labels beside a step": (
        "a = np.zeros(1)\nfor i in range(len(x)):\n    loss.backward()\n    a = np.concatenate([a, y], axis=0)",
        [("a", False)],
    ),
    "images beside a step": (
        "a = np.zeros((0, 3))\nfor i in range(len(x)):\n    loss.backward()\n    a = np.concatenate([a, y], axis=0)",
        [("a", True)],
    ),
    "numbers beside a picture": (
        "for i, r in df.iterrows():\n    axes[i].plot(r)\n    a = np.append(a, r.b)",
        [("a", False)],
    ),
    "numbers beside a file": ("for p in glob('*'):\n    a = np.append(a, pd.read_csv(p).b)", [("a", False)]),
    "tables beside a file": ("for p in glob('*'):\n    a = pd.concat([a, pd.read_csv(p)])", [("a", True)]),
    "until something happens": ("for x in rows:\n    while y:\n        a = np.append(a, x)", []),
}


@pytest.mark.parametrize(("body", "expected"), ROWS.values(), ids=ROWS)
def test_rows(body: str, expected: list[str]) -> None:
    facts = build(source_from_text(HEAD + body, "a.py"))
    assert [found.table for found in loops.row_loops(facts)] == expected


@pytest.mark.parametrize(("body", "expected"), JOINS.values(), ids=JOINS)
def test_joins(body: str, expected: list[tuple[str, bool]]) -> None:
    facts = build(source_from_text(HEAD + body, "a.py"))
    assert [(found.name, found.many) for found in loops.growing(facts)] == expected


ASKS = """import pandas as pd
from openai import OpenAI
client = OpenAI()
df = pd.read_csv("a.csv")
{decorator}
def ask(text):
    return client.chat.completions.create(model="m", messages=[{{"role": "user", "content": text}}])
{use}
"""
USES = {
    "a column": ("", "df['a'].apply(ask)", 1),
    "in a lambda": ("", "df['a'].map(lambda t: ask(t))", 1),
    "rows": ("", "for _, r in df.iterrows():\n    ask(r['a'])", 1),
    "a few rows": ("", "for _, r in df.head(9).iterrows():\n    ask(r['a'])", 0),
    "kept": ("@cache", "df['a'].apply(ask)", 0),
    "written": ("", "for _, r in df.iterrows():\n    file.write(str(ask(r['a'])))", 0),
    "a pool": ("", "pool.map(ask, texts)", 0),
    "once": ("", "ask('x')", 0),
}


@pytest.mark.parametrize(("decorator", "use", "expected"), USES.values(), ids=USES)
def test_requests(decorator: str, use: str, expected: int) -> None:
    facts = build(source_from_text(ASKS.format(decorator=decorator, use=use), "a.py"))
    assert len(list(loops.asked_for_each(facts))) == expected

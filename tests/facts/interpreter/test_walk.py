"""Source in, facts out: what the names of a module hold at its end, and the events on the way."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
"""


def facts_of(code: str) -> list[str]:
    """The printed facts of a program that begins with HEAD."""
    return list(lines(build(source_from_text(HEAD + code, "train.py"))))


# name of the case: (program, what a line of the facts must hold)
CASES: dict[str, tuple[str, str]] = {
    "read": ("x = df", "x = frame D1"),
    "column": ("x = df['a']", "x = series D1 column=a"),
    "columns": ("x = df[['a', 'b']]", "x = frame D1 columns=['a', 'b']"),
    "drop a column": ("x = df.drop(columns=['a'])", "x = frame D1 columns=all without=['a']"),
    "drop by axis": ("x = df.drop('a', axis=1)", "x = frame D1 columns=all without=['a']"),
    "pop": ("y = df.pop('a')\nx = df", "x = frame D1 columns=all without=['a']"),
    "del": ("del df['a']\nx = df", "x = frame D1 columns=all without=['a']"),
    "split": ("a, b = train_test_split(df)", "b = frame D1/S1.test"),
    "split of two": ("a, b, c, d = train_test_split(df, df['t'])", "d = series D1/S1.test column=t"),
    "split in two steps": (
        "a, b = train_test_split(df)\nc, d = train_test_split(a)",
        "d = frame D1/S1.train/S2.test",
    ),
    "starred unpacking": ("a, *rest = train_test_split(df, df['t'])\nx = rest[0]", "x = frame D1/S1.test"),
    "head and tail": ("n = 10\na, b = df[:n], df[n:]", "b = frame D1/S1.tail"),
    "iloc": ("a = df.iloc[:100]", "a = frame D1/S1.head"),
    "mask": ("m = df['year'] < 2015\na, b = df[m], df[~m]", "b = frame D1/S1.>= 2015"),
    "opposite comparison": (
        "a, b = df[df['year'] < 2015], df[df['year'] >= 2015]",
        "b = frame D1/S1.>= 2015",
    ),
    "rest of a sample": (
        "a = df.sample(frac=0.8, random_state=0)\nb = df.drop(a.index)",
        "b = frame D1/S1.rest of part",
    ),
    "index arrays": (
        "X = df.to_numpy()\nidx = np.random.permutation(10)\na, b = X[idx[:5]], X[idx[5:]]",
        "b = array D1/S1.tail",
    ),
    "folds": (
        "X = df.to_numpy()\nfor tr, te in KFold(5).split(X):\n    a, b = X[tr], X[te]",
        "b = array D1/S1.fold-test",
    ),
    "concat": ("x = pd.concat([df, pd.read_csv('b.csv')])", "x = frame D1+D2"),
    "concat cut where it was joined": (
        "other = pd.read_csv('b.csv')\nboth = pd.concat([df, other])\nx = both[len(df):]",
        "x = frame D2",
    ),
    "fit_transform": ("x = StandardScaler().fit_transform(df)", "x = array D1 fitted@"),
    "transform": ("s = StandardScaler().fit(df)\nx = s.transform(df)", "x = array D1 fitted@"),
    "statistic written back": ("df['a'] = df['a'].fillna(df['a'].mean())\nx = df", "x = frame D1 stat@"),
    "statistic on another column": ("df['a'] = df['a'] - df['a'].mean()\nx = df[['b']]", "x = frame D1 columns=['b']"),
    "mean along a row": ("x = df.mean(axis=1)", "x = series D1"),
    "constant": ("x = 3", "x = unknown 3"),
    "tuple": ("a, b = 1, 'x'", "b = text 'x'"),
    "function": ("def f(d):\n    return d[['a']]\nx = f(df)", "x = frame D1 columns=['a']"),
    "keyword and default": ("def f(d, c='a'):\n    return d[c]\nx = f(d=df)", "x = series D1 column=a"),
    "method and self": (
        "class T:\n    def __init__(self, d):\n        self.d = d\n"
        "    def go(self):\n        return self.d['a']\nx = T(df).go()",
        "x = series D1 column=a",
    ),
    "branches join": ("if df.empty:\n    x = df['a']\nelse:\n    x = df['b']", "x = series D1"),
    "known branch": ("if False:\n    x = 1\nelse:\n    x = 2", "x = unknown 2"),
    "return ends a branch": (
        "def f(d):\n    if d is None:\n        return None\n    return d['a']\nx = f(df)",
        "x = series D1 column=a",
    ),
    "try": ("try:\n    x = df['a']\nexcept KeyError:\n    x = df['a']", "x = series D1 column=a"),
    "with": ("with open('a') as f:\n    x = df", "x = frame D1"),
    "walrus": ("if (x := df['a']) is not None:\n    pass", "x = series D1 column=a"),
    "comprehension over columns": ("x = {c: df[c] for c in ('a', 'b')}\ny = x['b']", "y = series D1 column=b"),
    "dict of models": (
        "ms = {'a': LogisticRegression(), 'b': StandardScaler()}\nfor k, m in ms.items():\n    last = m",
        "last = estimator StandardScaler",
    ),
    "path": ("import os\nx = os.path.join('data', 'a.csv')", "x = path 'data/a.csv'"),
    "pathlib": ("from pathlib import Path\nx = Path('data') / 'a.csv'", "x = path 'data/a.csv'"),
    "f-string": ("d = 'data'\nx = f'{d}/a.csv'", "x = text 'data/a.csv'"),
    "reassigned": ("x = df\nx = 3", "x = unknown 3"),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES.keys())
def test_values(code: str, expected: str) -> None:
    found = facts_of(code)
    assert any(line.startswith(expected) for line in found), "\n".join(found)


EVENTS: dict[str, tuple[str, str]] = {
    "fit": (
        "LogisticRegression().fit(df[['a']], df['t'])",
        "Fit LogisticRegression X=frame D1 columns=['a'] y=series D1 column=t",
    ),
    "pipeline": ("make_pipeline(StandardScaler(), LogisticRegression()).fit(df, df['t'])", "Fit Pipeline X=frame D1"),
    "chained": (
        "a, b, c, d = train_test_split(df, df['t'])\nLogisticRegression().fit(a, c).score(b, d)",
        "Metric classifier.score rows=D1/S1.test",
    ),
    "cross-validation": (
        "cross_val_score(LogisticRegression(), df, df['t'])",
        "CrossValidation sklearn.model_selection.cross_val_score LogisticRegression X=frame D1",
    ),
    "comparison": (
        "m = LogisticRegression().fit(df, df['t'])\nacc = (m.predict(df) == df['t']).mean()",
        "Metric",
    ),
    "global draw": ("np.random.rand(3)", "Rng numpy numpy.random.rand"),
    "seed": ("np.random.seed(3)", "Seed numpy 3"),
    "uncalled function": (
        "def f():\n    return LogisticRegression().fit(df, df['t'])",
        "Fit LogisticRegression X=frame D1",
    ),
    "helper called twice": (
        "def f(x):\n    return StandardScaler().fit_transform(x)\nf(df)\nf(pd.read_csv('b.csv'))",
        "Fit StandardScaler X=frame D2",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), EVENTS.values(), ids=EVENTS.keys())
def test_events(code: str, expected: str) -> None:
    found = facts_of(code)
    assert any(expected in line for line in found), "\n".join(found)


NEVER: dict[str, tuple[str, str]] = {
    "a stateless transformer leaves nothing": (
        "from sklearn.preprocessing import Normalizer\nx = Normalizer().fit_transform(df)",
        "x = array D1 fitted",
    ),
    "an unknown function breaks the link": ("from helpers import f\nx = f(df)", "x = frame D1"),
    "a file without a known library has no facts": ("", "Predict"),
}


@pytest.mark.parametrize(("code", "unexpected"), NEVER.values(), ids=NEVER.keys())
def test_never(code: str, unexpected: str) -> None:
    found = facts_of(code)
    assert not any(unexpected in line for line in found), "\n".join(found)


def test_no_known_library_means_no_walk() -> None:
    facts = build(source_from_text("import os\nprint(os.listdir('.'))\n", "a.py"))
    assert not facts.is_ml
    assert not facts.events


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    return f(x)\nf(df)",
        "def f(x):\n    return g(x)\ndef g(x):\n    return f(x)\nf(df)",
        "x = [x for x in x]",
        "class A(A): pass\nA()",
        "for x in x: x = x.y[x](x)",
        "del x, y[0]\nlambda: (yield)",
        "a, (b, *c), d[0], e.f = df",
        "while True:\n    df = df[df.a > 1].merge(df)",
        "with a as (b, c), d as e[0]: pass",
        "match df:\n    case {'a': x, **rest}: pass\n    case [1, *y]: pass\n    case _: pass",
    ],
)
def test_odd_programs_do_not_crash(code: str) -> None:
    assert facts_of(code)


def test_nothing_learned_in_one_file_is_known_in_the_next() -> None:
    """The shared values for "unknown" and None stay as they are, whatever a file does with them."""
    from mlsmells.facts.domain.values import NONE, UNKNOWN

    before = dict(UNKNOWN.__dict__), dict(NONE.__dict__)
    facts_of("m = LogisticRegression()\nm.fit(df, None)\nm.fit(df, undefined())\nm.fit(df, [f(x) for x in y][0])")
    learned = {"label", "targets", "rows", "effects"}
    assert not (set(UNKNOWN.__dict__) | set(NONE.__dict__)) & learned
    assert {k: v for k, v in NONE.__dict__.items() if k != "serial"} == {
        k: v for k, v in before[1].items() if k != "serial"
    }

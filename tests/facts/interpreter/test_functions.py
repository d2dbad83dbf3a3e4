"""Functions, methods and classes of the file, run with the values of their callers."""

from __future__ import annotations

import pytest

from facts.seen import events, facts_of, held
from mlsmells.facts.record.dump import lines

# name of the case: (program, how x is described at its end)
FUNCTIONS: dict[str, tuple[str, str]] = {
    "a result": ("def f(d):\n    return d['a']\nx = f(df)", "series D1 column=a"),
    "each caller its own": ("def f(d, c):\n    return d[c]\ny = f(df, 'a')\nx = f(df, 'b')", "series D1 column=b"),
    "a default": ("def f(d, c='a'):\n    return d[c]\nx = f(df)", "series D1 column=a"),
    "by keyword": ("def f(*, d):\n    return d\nx = f(d=df)", "frame D1"),
    "star arguments": ("def f(*a, **k):\n    return a[1]\nx = f(3, df)", "frame D1"),
    "a star of the caller": ("def f(a, b):\n    return b\nx = f(*(3, df))", "frame D1"),
    "two results": ("def f(d):\n    return d['a'], d['b']\ny, x = f(df)", "series D1 column=b"),
    "no result": ("def f(d):\n    d.head()\nx = f(df)", "none"),
    "two ways out": ("def f(d):\n    if g():\n        return d['a']\n    return d['b']\nx = f(df)", "series D1"),
    "a closure": ("def f():\n    def g():\n        return df\n    return g()\nx = f()", "frame D1"),
    "a nonlocal name": (
        "def f():\n    y = 3\n    def g():\n        nonlocal y\n        y = df\n    g()\n    return y\nx = f()",
        "frame D1",
    ),
    "a global name": ("x = 3\ndef f():\n    global x\n    x = df\nf()", "frame D1"),
    "a lambda": ("f = lambda d: d['a']\nx = f(df)", "series D1 column=a"),
    "handed over": ("def f(g, d):\n    return g(d)\nx = f(lambda d: d['a'], df)", "series D1 column=a"),
    "partial": (
        "from functools import partial\ndef f(c, d):\n    return d[c]\ng = partial(f, 'a')\nx = g(df)",
        "series D1 column=a",
    ),
    "an attribute": (
        "class A:\n    def __init__(self, d):\n        self.d = d\nx = A(df).d",
        "frame D1",
    ),
    "a method of the parent": (
        "class A:\n    def f(self):\n        return df\nclass B(A):\n    pass\nx = B().f()",
        "frame D1",
    ),
    "super": (
        "class A:\n    def f(self):\n        return df\n"
        "class B(A):\n    def f(self):\n        return super().f()['a']\nx = B().f()",
        "series D1 column=a",
    ),
    "a static method": ("class A:\n    @staticmethod\n    def f(d):\n        return d\nx = A.f(df)", "frame D1"),
    "a table changed in place": (
        "def f(d):\n    d['z'] = d['a'].fillna(d['a'].mean())\nx = df\nf(x)",
        "frame D1 stat@6 z<-a",
    ),
    "changed by a library": (
        "def f(*, d):\n    d.drop(columns='a', inplace=True)\nx = df[['a', 'b']]\nf(d=x)",
        "frame D1 columns=['b'] without=['a']",
    ),
    "changed by a method": (
        "class A:\n    def f(self, d):\n        d.drop(columns='a', inplace=True)\nx = df[['a', 'b']]\nA().f(x)",
        "frame D1 columns=['b'] without=['a']",
    ),
    "another table changed": (
        "def f(d):\n    d = d.dropna()\n    d.drop(columns='a', inplace=True)\nx = df[['a', 'b']]\nf(x)",
        "frame D1 columns=['a', 'b']",
    ),
    "a copy changed": (
        "def f(d):\n    d.drop(columns='a', inplace=True)\nx = df[['a', 'b']]\nf(x.copy())",
        "frame D1 columns=['a', 'b']",
    ),
    "called like a function": ("class A:\n    def __call__(self, d):\n        return d\nx = A()(df)", "frame D1"),
}


@pytest.mark.parametrize(("code", "expected"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_functions(code: str, expected: str) -> None:
    assert held(code) == expected


CLASS = """\
import functools

class A:
    def __init__(self):
        self.kept = df

    {decorator}
    def f(self_or_cls, *given):
        {body}

class B(A):
    pass

a = A()
"""
# The decorator, the body of the method, what is asked for.
BEHIND_DECORATORS = {
    "a class method": ("@classmethod", "return given[0]", "A.f(df)", "frame D1"),
    "a class method, by an instance": ("@classmethod", "return given[0]", "a.f(df)", "frame D1"),
    "one that makes an instance": ("@classmethod", "return self_or_cls()", "A.f().kept", "frame D1"),
    "a static method": ("@staticmethod", "return self_or_cls", "a.f(df)", "frame D1"),
    "a property": ("@property", "return self_or_cls.kept", "a.f['a']", "series D1 column=a"),
    "of a base class": ("@property", "return self_or_cls.kept", "B().f", "frame D1"),
    "one that is called": ("@property", "return lambda d: d", "a.f(df)", "frame D1"),
    "one that is kept": ("@functools.cached_property", "return pd.read_csv('b.csv')", "[a.f, a.f][1]", "frame D2"),
    "one with a setter": (
        "@property\n    def f(self):\n        return self.kept\n    @f.setter",
        "self_or_cls.kept = given[0]",
        "a.f",
        "frame D1",
    ),
}


@pytest.mark.parametrize(("decorator", "body", "asked", "expected"), BEHIND_DECORATORS.values(), ids=BEHIND_DECORATORS)
def test_behind_decorators(decorator: str, body: str, asked: str, expected: str) -> None:
    assert held(CLASS.format(decorator=decorator, body=body) + f"x = {asked}") == expected


def test_a_class_method_that_nobody_calls_is_handed_the_class() -> None:
    code = CLASS.format(decorator="@classmethod", body="train_test_split(self_or_cls().kept)")
    assert "D1" in events(code, "Split")[0]


@pytest.mark.parametrize(("decorator", "asked"), [("", "a.f"), ("@property", "A.f"), ("@classmethod", "a.f")])
def test_what_is_only_named_is_not_run(decorator: str, asked: str) -> None:
    code = CLASS.format(decorator=decorator, body="return pd.read_csv('b.csv')") + f"x = {asked}"
    assert "x = frame" not in "\n".join(lines(facts_of(code)))


def test_what_nobody_calls_is_run_once() -> None:
    assert len(events("def f():\n    pd.read_csv('b.csv')", "Read")) == 2
    assert len(events("class A:\n    def f(self):\n        pd.read_csv('b.csv')", "Read")) == 2


def test_a_helper_reports_each_of_its_callers() -> None:
    code = "def f(name):\n    return pd.read_csv(name)\nf('b.csv')\nf('c.csv')"
    assert [line.split()[1] for line in events(code, "Read")] == ["'a.csv'", "'b.csv'", "'c.csv'"]

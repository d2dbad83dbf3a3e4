"""The names that statements bind."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.notebook.binds import bound_names

BOUND = {
    "targets": ("a, (b, *c) = d.e = f[g] = 1", "abc"),
    "loops and with": ("for a in b:\n    with c as d: e = 1", "ade"),
    "imports": ("import a.b, c as d\nfrom e import f, g as h\nfrom i import *", "adfh"),
    "handlers and patterns": (
        "try: a = 1\nexcept E as b: pass\nmatch c:\n    case {**d} | [*e] | F() as g: pass",
        "abdeg",
    ),
    "definitions, not what is in them": ("def a(b=1):\n    c = 1\nclass d:\n    e = 1\nf = lambda g: g", "adf"),
    "comprehensions keep their names": ("a = [b for b in c]", "a"),
    "an assignment expression": ("if (a := b): pass\nprint([c := d for d in e])", "ac"),
}


@pytest.mark.parametrize(("code", "names"), BOUND.values(), ids=BOUND)
def test_bound_names(code: str, names: str) -> None:
    assert bound_names(ast.parse(code).body, code) == set(names)

"""Walks over trees, and texts that are searched before them."""

from __future__ import annotations

import ast
import json
import re

import pytest

from mlsmells.facts import Facts
from mlsmells.facts.analyses.baseline_names import _WORDS, _may_say
from mlsmells.facts.analyses.summary import summarise
from mlsmells.facts.notebook.binds import bound_names
from mlsmells.facts.syntax.walk import every_node, is_main_guard
from mlsmells.sources import source_from_text

MARKERS = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)
CODE = """
import os.path as p, sys
from a import *
@decorated(x=1)
def f(a, /, b: int = 2, *c, d=3, e, **g) -> str:
    global h
    try:
        yield -a ** b, {**g, "k": (lambda q: q)(d)}
    except (OSError, ValueError) as error:
        raise error from None
    else:
        del a[1:2, ...]
    finally:
        return f"{a!r:>{b}}"
class C(Base, metaclass=M):
    x: int
    async def m(self):
        async with open(self) as s, t:
            await s
        async for i in j:
            k[i] += [l async for l in o if not l if l in (1, 2)]
match x:
    case {"k": [1, *rest], **others} | C(a, b=None) as whole if rest:
        while (n := f()) < 3 <= n and n:
            continue
    case _:
        assert True, {z: y for z, y in {1}}
"""


def test_every_node_leaves_out_nothing_but_contexts_and_operators() -> None:
    tree = ast.parse(CODE)
    expected = [node for node in ast.walk(tree) if not isinstance(node, MARKERS)]
    assert every_node(tree) == expected
    assert every_node(None) == []


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


def test_no_word_for_a_baseline_is_missed_by_the_plain_search() -> None:
    words = re.sub(r"\(\?:(zero)\|(one)\|(mean)\)", r"\1", _WORDS).removeprefix("(?:").removesuffix(")").split("|")
    assert len(words) > 10
    for word in words:
        text = word.replace("s?", "").replace("_?", "")
        assert re.fullmatch(_WORDS, text)
        assert _may_say(f"x = {text.upper()}")
    assert not _may_say("model = fit(rows)")


def test_saved_outputs_are_not_code() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "urlretrieve( makedirs("}
    for source, expected in (("print(1)", False), ("urlretrieve(makedirs('a'))", True)):
        cell = {"cell_type": "code", "source": source, "outputs": [output], "metadata": {}, "execution_count": 1}
        text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        summary = summarise(Facts(source_from_text(text, "a.ipynb"), "notebook", frozenset()))
        assert (summary["unpacks"], summary["makes_folders"]) == (expected, expected)


def test_lines_are_counted_the_same_with_any_line_end() -> None:
    source = source_from_text("a = 1\r\nb = 2\rbaseline = 3\n", "a.py")
    facts = Facts(source, "script", frozenset())
    names = [n.id for n in facts.saying(re.compile("baseline")) if isinstance(n, ast.Name)]
    assert names == ["baseline"]


GUARDS = {
    'if __name__ == "__main__": pass': True,
    'if "__main__" == __name__: pass': True,
    'if __name__ == "__main__" and ready: pass': True,
    "if name == '__main__': pass": False,
    "if ready:\n    if __name__ == '__main__': pass": False,
    "while __name__ == '__main__': pass": False,
}


@pytest.mark.parametrize(("code", "expected"), GUARDS.items())
def test_main_guards(code: str, expected: bool) -> None:
    assert is_main_guard(ast.parse(code).body[0]) is expected

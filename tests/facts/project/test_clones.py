"""Which functions stand in two files."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.project.clones import similar
from mlsmells.facts.syntax.definitions import parts, shape

ONE = "def f(a):\n    b = a.x()\n    for c in b:\n        d = np.log(c)\n        print(d)\n    return d\n"
PAIRS = {
    "itself": (ONE, 1.0),
    "other names": (ONE.replace("b", "rows").replace("(a)", "(z)").replace("a.x", "z.x"), 1.0),
    "a comment and a docstring": (ONE.replace("(a):\n", "(a):\n    'Words.'\n    # more\n"), 1.0),
    "another library": (ONE.replace("np", "math"), 0.8),
    "another loop": (ONE.replace("for c in b", "for c in b[1:]"), 0.8),
    "a statement more": (ONE.replace("    return", "    del b\n    return"), 10 / 11),
    "nothing in common": ("def g(q):\n    import q\n    raise q\n", 0.0),
}


def function(text: str) -> ast.FunctionDef:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


@pytest.mark.parametrize(("text", "share"), PAIRS.values(), ids=PAIRS)
def test_similar(text: str, share: float) -> None:
    assert similar(parts(function(ONE)), parts(function(text))) == pytest.approx(share)


def test_copies_have_one_shape() -> None:
    other = ONE.replace("b", "rows").replace("(a):\n", "(z):\n    'Words.'\n").replace("a.x", "z.x")
    longer = ONE.replace("    return", "    d.x()\n    return")
    assert shape(function(longer)) == shape(function(longer.replace("np", "math"))) != ""
    assert shape(function(longer)) == shape(function(other.replace("    return", "    d.x()\n    return")))
    assert shape(function(longer)) != shape(function(longer.replace("d.x()", "del d")))

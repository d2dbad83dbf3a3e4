"""What is made from what inside one function."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts import Flow

# A function's body → whether ``out`` is made from ``begin``.
CASES: dict[str, tuple[str, bool]] = {
    "itself": ("out = begin", True),
    "an expression": ("out = f(1, [begin.a['b']])", True),
    "a step between": ("x = begin\nout = x + 1", True),
    "another name": ("x = begin\nout = y", False),
    "parts": ("out, y = begin", True),
    "a loop": ("for x in begin:\n    out = x", True),
    "a loop over something else": ("for x in y:\n    out = x", False),
    "carried round a loop": ("for i in y:\n    out = x\n    x = begin", True),
    "a comprehension": ("out = [x for x in begin]", True),
    "a context": ("with open(begin) as x:\n    out = x.read()", True),
    "added to": ("out = 1\nout += begin", True),
    "a list that grows": ("out = []\nout.append(begin)", True),
    "another list that grows": ("out = []\nx.append(begin)", False),
    "an entry": ("out = {}\nout['a'] = begin", True),
    "an attribute of the object": ("self.a = begin\nout = self.b", False),
    "in a condition": ("if (x := begin):\n    out = x", True),
}


@pytest.mark.parametrize("name", CASES)
def test_flow(name: str) -> None:
    body, expected = CASES[name]
    tree = ast.parse(body)
    flow = Flow(tree, lambda node: isinstance(node, ast.Name) and node.id == "begin")
    assert flow.reaches(ast.parse("out", mode="eval").body) is expected
    assert not flow.reaches(None)

"""Definitions as something that can be compared: by their digest, and by their shape."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.definitions import definitions
from mlsmells.sources import source_from_text

LONG = "def f(x):\n" + "".join(f"    a{n} = np.log(x)\n" for n in range(6))
SHAPED = {
    "a function": (LONG, [1], True),
    "no library in the file": (LONG, None, False),
    "short": ("def f(x):\n" + "    x()\n" * 5, [1], False),
    "a long statement": ("def f(x):\n    x(" + "\n" * 9 + ")\n", [1], False),
    "a method": ("class A:\n" + "".join(f"    {line}\n" for line in LONG.splitlines()), [1], True),
    "a method of a network": (
        "class A(nn.Module):\n" + "".join(f"    {line}\n" for line in LONG.splitlines()), [1], False
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "events", "shaped"), SHAPED.values(), ids=SHAPED)
def test_what_may_be_compared(text: str, events: list[int] | None, shaped: bool) -> None:
    assert any(d["shape"] for d in definitions(ast.parse(text), events=events)) is shaped


@pytest.mark.parametrize(("line", "works"), [(1, True), (7, True), (8, False), (0, False)])
def test_functions_with_events_work(line: int, works: bool) -> None:
    (found,) = definitions(ast.parse(LONG), events=[line])
    assert found["works"] is works


DIGESTS = {
    "other names": ("def f(a):\n    b = a + 1\n    return b", "def g(x):\n    y = x + 1\n    return y", True),
    "other layout and docstring": (
        "def f(a):\n    return a",
        "def f(a):\n    '''Doc.'''\n    # why\n    return (a)",
        True,
    ),
    "another number": ("def f(a):\n    return a + 1", "def f(a):\n    return a + 2", False),
    "another function called": ("def f(a):\n    return abs(a)", "def f(a):\n    return len(a)", False),
    "arguments the other way round": ("def f(a, b):\n    return a - b", "def f(a, b):\n    return b - a", False),
}


@pytest.mark.parametrize(("one", "other", "same"), DIGESTS.values(), ids=DIGESTS)
def test_digest_of_a_definition(one: str, other: str, same: bool) -> None:
    (a,), (b,) = (list(definitions(source_from_text(text, "a.py").tree)) for text in (one, other))
    assert (a["hash"] == b["hash"]) is same

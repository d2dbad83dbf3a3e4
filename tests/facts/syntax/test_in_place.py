"""Parameters that a function changes in place."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.in_place import changed_parameters

# body of f(a, b): which parameters are changed, and which of them more at each call
BODIES: dict[str, dict[str, bool]] = {
    "a -= 1": {"a": True},
    "a['x'] = b": {"a": False},
    "a['x'] = a['x'] / 2": {"a": True},
    "a.loc[0, 'x'] = 1": {"a": False},
    "a.values[0] = 1": {"a": False},
    "a.fillna(0, inplace=True)": {"a": True},
    "a.fillna(0)": {},
    "a.name = 'x'": {},
    "a = a.copy()\n    a -= 1": {},
    "a['x'] = 1\n    a = a.copy()\n    a['y'] = 2": {"a": False},
    "if b:\n        a = a.copy()\n    a -= 1": {},
    "c = a\n    c += 1": {},
    "a += 1; b *= 2": {"a": True, "b": True},
}


@pytest.mark.parametrize(("body", "changed"), BODIES.items(), ids=BODIES)
def test_changed_parameters(body: str, changed: dict[str, bool]) -> None:
    function = ast.parse(f"def f(a, b):\n    {body}\n").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert {name: change.grows for name, change in changed_parameters(function).items()} == changed

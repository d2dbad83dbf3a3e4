"""Which conditions are deleted, and when nobody notices."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import ModuleType

import pytest

import mutate_rule
from mlsmells.facts import build
from mlsmells.sources import source_from_text

# name of the case: (code, each deletion with what is left)
DELETED: dict[str, tuple[str, dict[str, str]]] = {
    "a guard": ("if a:\n    return", {"if a: return": "pass"}),
    "a condition": ("if a:\n    b()", {"if a": "if True:\n    b()"}),
    "operands": ("x = a and b", {"operand a": "x = b", "operand b": "x = a"}),
    "one of three": (
        "x = a or b or c", {"operand a": "x = b or c", "operand b": "x = a or c", "operand c": "x = a or b"}
    ),
    "a default is none": ("x = a or ''", {"operand a": "x = ''"}),
    "a filter": ("x = [a for a in b if a]", {"filter a": "x = [a for a in b]"}),
    "nothing": ("x = a + b", {}),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), DELETED.values(), ids=DELETED)
def test_deletions(code: str, expected: dict[str, str]) -> None:
    tree = ast.parse(code)
    assert {deleted.what: ast.unparse(mutant) for deleted, mutant in mutate_rule.mutants(tree)} == expected
    assert ast.unparse(tree) == ast.unparse(ast.parse(code)), "the tree itself stays"


RULE = '''"""A rule."""
from mlsmells.core import Rule, Severity
from mlsmells.facts.domain.events import Import

RULE = Rule(__name__, code="MLS199", severity=Severity.ERROR, message="{module}")


@RULE.on(Import)
def check(event, facts):
    if event.module.startswith("n") and event.names == ():
        yield RULE.at(event, module=event.module)
'''


STARTS, BARE = "operand event.module.startswith('n')", "operand event.names == ()"
WHOLE = "if event.module.startswith('n') and event.names == ()"
# name of the case: (program, the deletions that it does not notice)
LEFT: dict[str, tuple[str, list[str]]] = {
    "both look-alikes": ("import numpy\nimport pandas\nfrom numpy import abs", []),
    "no import of names": ("import numpy\nimport pandas", [BARE]),
    "no other module": ("import numpy\nfrom numpy import abs", [STARTS]),
    "nothing to be silent on": ("import numpy", [WHOLE, STARTS, BARE]),
}


@pytest.mark.parametrize(("program", "left"), LEFT.values(), ids=LEFT)
def test_survivors(program: str, left: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "made_up.py"
    path.write_text(RULE, encoding="utf-8")
    module = ModuleType("mlsmells.rules.leakage.made_up")
    module.__file__ = str(path)
    exec(compile(RULE, str(path), "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    facts = build(source_from_text(program, "train.py"))
    monkeypatch.setattr(mutate_rule, "cases", lambda rule: [facts])
    count, found = mutate_rule.survivors(module.RULE)
    assert (count, [line.partition(": ")[2] for line in found]) == (3, left)


def test_the_files_of_fixture_projects_are_cases_too() -> None:
    """With their imports followed: some conditions speak of what happens behind a call into another module."""
    found = mutate_rule._of_fixtures()
    assert any(event.foreign for facts in found for event in facts.events)

"""What rules import: ``mlsmells.core``, ``mlsmells.facts`` and what stands beside them, nothing deeper."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlsmells import core, facts
from mlsmells.engine.registry import all_rules

RULES = Path(facts.__file__).parent.parent / "rules"
FILES = sorted(RULES.rglob("*.py"))
IDS = [path.relative_to(RULES).as_posix() for path in FILES]


def imports(text: str) -> Iterator[str]:
    """What is imported of the project, with the names; wherever the import stands."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("mlsmells"))
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            if node.level or start.partition(".")[0] == "mlsmells":
                yield from (f"{start}.{alias.name}" for alias in node.names)


def allowed(name: str, family: str) -> bool:
    """A name of the public face, or a module beside the rule that begins with an underscore."""
    module, _, what = name.rpartition(".")
    if module in ("mlsmells.core", "mlsmells.facts"):
        return what in (core if module == "mlsmells.core" else facts).__all__
    return f"{module}.{what}".startswith(f"mlsmells.rules.{family}._")


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_rules_import_the_public_face_and_nothing_deeper(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in imports(text) if not allowed(name, path.parent.name)] == []


def test_every_name_of_the_public_face_is_there_and_stands_once() -> None:
    for face in (core, facts):
        assert len(set(face.__all__)) == len(face.__all__)
        assert [name for name in face.__all__ if not hasattr(face, name)] == []


def test_a_module_beside_a_rule_is_no_rule_and_is_used() -> None:
    beside = {path.stem for path in FILES if path.stem.startswith("_") and path.stem != "__init__"}
    imported = {
        part for path in FILES for name in imports(path.read_text(encoding="utf-8")) for part in name.split(".")
    }
    assert beside - imported == set()
    assert beside & {rule.module.rpartition(".")[2] for rule in all_rules()} == set()


CASES = {
    "an event": ("from mlsmells.facts import Fit", True),
    "a module of questions": ("from mlsmells.facts import holdouts", True),
    "a floor": ("from mlsmells.facts.domain.events import Fit", False),
    "a package": ("from mlsmells.facts import analyses", False),
    "as a module": ("import mlsmells.facts.domain.rows", False),
    "in a function": ("def f():\n    from mlsmells.facts.analyses.leaks import leaks", False),
    "for types alone": ("if TYPE_CHECKING:\n    from mlsmells.facts.state.state import Run", False),
    "inside core": ("from mlsmells.core.finding import Finding", False),
    "beside the rule": ("from mlsmells.rules.leakage._reuse import reused", True),
    "beside another family's": ("from mlsmells.rules.data._displayed import displayed", False),
    "another rule": ("from mlsmells.rules.leakage.fit_on_test import check", False),
    "relative": ("from ..data import x", False),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_reader_of_imports_sees(text: str, expected: bool) -> None:
    (name,) = imports(text)
    assert allowed(name, "leakage") is expected

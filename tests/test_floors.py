"""Who may import whom: a package sees only what stands above it, inside ``facts`` too, and nobody goes in a circle.

``tools/structure.py`` knows the floors and reads the imports; those for types and those inside functions count.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path

import pytest

import structure
from structure import FACTS, PACKAGES

SRC = structure.SRC
# Stricter than the order of the floors.
ALLOWED = {
    "core": {"core"},
    "rules": {"core", "facts", "rules"},
    "fix": set(PACKAGES[:8]) - {"rules"},
    "report": set(PACKAGES[:9]) - {"rules", "fix"},
    "flake8_plugin": set(PACKAGES[:7]) - {"rules"},
}
FILES = structure.files()
GRAPH = structure.graph_of()
NAMES = [path.relative_to(SRC / "mlsmells").as_posix() for path in FILES]
each_file = pytest.mark.parametrize("path", FILES, ids=NAMES)


def package_of(module: str) -> str:
    """``mlsmells.facts.domain.rows`` → ``facts``; "" for the package itself and for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "mlsmells" and len(parts) > 1 and not parts[1].startswith("_") else ""


@each_file
def test_no_import_goes_up(path: Path) -> None:
    module = structure.module_of(path)
    if not package_of(module):
        pytest.skip("the package itself and __main__ stand above all floors")
    assert structure.upward({module: GRAPH[module]}) == []


@each_file
def test_no_import_is_forbidden(path: Path) -> None:
    allowed = ALLOWED.get(package_of(structure.module_of(path)), {*PACKAGES, "flake8_plugin"})
    found = structure.imports_in(path)
    assert [one for one in found if package_of(one.name) and package_of(one.name) not in allowed] == []


def test_nobody_imports_in_a_circle() -> None:
    assert structure.unnamed(structure.circles(GRAPH)) == []


def test_every_named_circle_is_there_and_has_a_reason() -> None:
    there = {frozenset(circle) for circle in structure.circles(GRAPH)}
    assert structure.NAMED_CIRCLES.keys() <= there
    assert all(structure.NAMED_CIRCLES.values())


def test_no_folder_and_no_floor_is_too_large() -> None:
    assert [line for line in structure.sizes(structure.lengths()) if line.startswith("!")] == []


def test_every_package_has_its_floor() -> None:
    packages = {path.name for path in (SRC / "mlsmells").iterdir() if (path / "__init__.py").is_file()}
    assert packages == set(PACKAGES)
    floors = {path.name for path in (SRC / "mlsmells" / "facts").iterdir() if (path / "__init__.py").is_file()}
    assert floors == set(FACTS)


@pytest.mark.parametrize("floor", FACTS)
def test_every_floor_of_facts_has_a_page(floor: str) -> None:
    """What lives there, what it may import (all floors above it, by name), and a module to begin with."""
    page = import_module(f"mlsmells.facts.{floor}").__doc__ or ""
    paragraphs = page.split("\n\n")
    assert len(paragraphs) > 2 and len(page.splitlines()) <= 45
    (may_import,) = (text for text in paragraphs if text.startswith("May import:"))
    named = {word.strip("`,.;()") for word in may_import.split() if word.startswith("``")}
    assert named & set(FACTS) == set(FACTS[: FACTS.index(floor)])
    (start,) = (text for text in paragraphs if text.startswith("Start reading:"))
    modules = {word.strip("`,.;:()") for word in start.split() if word.startswith("``")}
    assert modules & {path.stem for path in (SRC / "mlsmells" / "facts" / floor).glob("*.py")}


@each_file
def test_only_the_command_line_uses_click_and_yaml_is_loaded_when_needed(path: Path) -> None:
    for found in structure.imports_in(path):
        top = found.name.split(".")[0]
        assert top != "click" or path.is_relative_to(SRC / "mlsmells" / "cli")
        assert not (top == "yaml" and found.eager), f"line {found.line}"


@pytest.mark.parametrize("path", [path for path in FILES if "core" in path.parts], ids=str)
def test_core_needs_the_standard_library_alone(path: Path) -> None:
    tops = {found.name.split(".")[0] for found in structure.imports_in(path)}
    assert tops - {"mlsmells"} <= sys.stdlib_module_names


def test_the_tests_mirror_the_floors() -> None:
    """``tests/facts/<floor>/test_<module>….py`` is about ``facts/<floor>/<module>.py``, or NOT_ONE says why not."""
    folder, facts = Path(__file__).parent / "facts", SRC / "mlsmells" / "facts"
    assert [path.name for path in folder.glob("test_*.py")] == []
    tests = {path.relative_to(folder) for path in folder.rglob("test_*.py")}
    files = {path.parent if path.name == "__init__.py" else path for path in facts.rglob("*.py")}
    modules = {path.relative_to(facts).with_suffix("") for path in files if path != facts}
    own = {test for test in tests for module in modules if _is_about(test, module)}
    assert {path.as_posix() for path in tests - own} == NOT_ONE.keys()


def _is_about(test: Path, module: Path) -> bool:
    return test.parts[0] == module.parts[0] and test.stem.startswith(f"test_{module.name}")


# Tests of facts that are about more than one module.
NOT_ONE = {
    "record/test_hard_cases.py": "programs and their clean twins, through all floors",
    "transfer/test_moved_instances.py": "what a class of the file is after a library's method gave it back",
    "record/test_libraries.py": "the idioms of each library, through all floors",
}


def test_files_parse_as_they_are_read() -> None:
    """The graph has every file, so that nothing escapes by a name that is read wrongly."""
    assert len(GRAPH) == len(FILES)
    for path in FILES:
        ast.parse(path.read_text(encoding="utf-8"))

"""Which packages a module imports."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.imports import imported_libraries, imported_packages
from mlsmells.knowledge import ml_packages

IMPORTS: dict[str, tuple[str, set[str]]] = {
    "plain": ("import a, b.c", {"a", "b"}),
    "with another name": ("import a.b as c", {"a"}),
    "from": ("from a.b import c", {"a"}),
    "relative": ("from . import a\nfrom .b import c", set()),
    "inside": ("def f():\n    try:\n        import a\n    except ImportError:\n        from b import c", {"a", "b"}),
    "under a condition": ("if x:\n    import a\nelif y:\n    import b\nelse:\n    import c", {"a", "b", "c"}),
    "a call is none": ("importlib.import_module('a')", set()),
}


@pytest.mark.parametrize(("text", "expected"), IMPORTS.values(), ids=IMPORTS)
def test_imported_packages(text: str, expected: set[str]) -> None:
    assert imported_packages(ast.parse(text)) == expected


def test_what_is_a_library_and_what_makes_a_file_worth_walking() -> None:
    imported = frozenset({"sklearn", "json", "helpers"})
    assert ml_packages(imported) == {"sklearn"}
    assert imported_libraries(imported) == {"sklearn", "json"}, "helpers may be the project's own"


@pytest.mark.parametrize(
    ("imported", "known"),
    [
        ("flask pickle json", {"pickle"}),
        ("fastapi dill", {"dill"}),
        ("streamlit cloudpickle", {"cloudpickle"}),
        ("gradio joblib", {"joblib"}),
        ("flask pickle numpy", {"numpy"}),
        ("flask json", set()),
        ("pickle json", set()),
    ],
)
def test_a_program_that_serves_what_it_unpickles_is_worth_walking(imported: str, known: set[str]) -> None:
    assert ml_packages(frozenset(imported.split())) == known

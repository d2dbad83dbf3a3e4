"""Who may import whom: a package sees only what stands above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SRC = Path(__file__).resolve().parent.parent / "src"
FLOORS = ("core", "knowledge", "config", "sources", "facts", "rules", "engine", "fix", "report", "cli")
# Stricter than the order of the floors.
ALLOWED = {
    "core": {"core"},
    "rules": {"core", "facts", "rules"},
    "fix": set(FLOORS[:8]) - {"rules"},
    "report": set(FLOORS[:9]) - {"rules", "fix"},
    "flake8_plugin": set(FLOORS[:7]) - {"rules"},
}


class Import(NamedTuple):
    """One import: of what, and whether it runs when the module is imported."""

    line: int
    module: str
    eager: bool


def imports(tree: ast.AST, package: str, *, eager: bool = True) -> Iterator[Import]:
    """All imports; those inside functions and under TYPE_CHECKING are not eager."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name, eager) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parents, *filter(None, [node.module])])
            yield from (Import(node.lineno, f"{base}.{alias.name}", eager) for alias in node.names)
        else:
            yield from imports(node, package, eager=eager and not _is_lazy(node))


def _is_lazy(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def of_file(path: Path) -> list[Import]:
    package = ".".join(path.relative_to(SRC).parent.parts)
    return list(imports(ast.parse(path.read_text(encoding="utf-8")), package))


def floor(module: str) -> str:
    """``mlsmells.facts.domain.rows`` → ``facts``; "" for the package itself and for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "mlsmells" and len(parts) > 1 and not parts[1].startswith("_") else ""


def allowed(name: str) -> set[str]:
    return ALLOWED.get(name) or set(FLOORS[: FLOORS.index(name) + 1])


FILES = sorted((SRC / "mlsmells").rglob("*.py"))
IDS = [path.relative_to(SRC / "mlsmells").as_posix() for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_no_import_goes_up(path: Path) -> None:
    parts = path.relative_to(SRC / "mlsmells").with_suffix("").parts
    if parts[0].startswith("__"):
        pytest.skip("the package itself and __main__ stand above all floors")
    below = allowed(parts[0])
    wrong = [found for found in of_file(path) if floor(found.module) and floor(found.module) not in below]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_libcst_stays_in_fix(path: Path) -> None:
    users = {found.module.split(".")[0] for found in of_file(path)}
    assert "libcst" not in users or path.is_relative_to(SRC / "mlsmells" / "fix")


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_the_command_line_uses_click_and_yaml_is_loaded_when_needed(path: Path) -> None:
    for found in of_file(path):
        top = found.module.split(".")[0]
        assert top != "click" or path.is_relative_to(SRC / "mlsmells" / "cli")
        assert not (top == "yaml" and found.eager), f"line {found.line}"


@pytest.mark.parametrize("path", [path for path in FILES if "core" in path.parts], ids=str)
def test_core_needs_the_standard_library_alone(path: Path) -> None:
    import sys

    tops = {found.module.split(".")[0] for found in of_file(path)}
    assert tops - {"mlsmells"} <= sys.stdlib_module_names


def test_every_package_has_its_floor() -> None:
    packages = {path.name for path in (SRC / "mlsmells").iterdir() if (path / "__init__.py").is_file()}
    assert packages == set(FLOORS)


CASES = {
    "import": ("import mlsmells.fix", ("mlsmells.fix", True)),
    "from": ("from mlsmells.fix import loop", ("mlsmells.fix.loop", True)),
    "from the top": ("from mlsmells import fix", ("mlsmells.fix", True)),
    "relative": ("from ..fix import loop", ("mlsmells.fix.loop", True)),
    "in a function": ("def f():\n    import mlsmells.fix", ("mlsmells.fix", False)),
    "for types": ("if TYPE_CHECKING:\n    import mlsmells.fix", ("mlsmells.fix", False)),
    "in a try": ("try:\n    import mlsmells.fix\nexcept ImportError:\n    pass", ("mlsmells.fix", True)),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_reader_of_imports_sees(text: str, expected: tuple[str, bool]) -> None:
    (found,) = imports(ast.parse(text), "mlsmells.rules.data".rpartition(".")[0])
    assert (found.module, found.eager) == expected

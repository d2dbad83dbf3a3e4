"""The tool that measures the structure, on trees small enough to see what it must find."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import structure

IMPORTS = {
    "import": ("import mlsmells.fix", ("mlsmells.fix", True)),
    "with another name": ("import mlsmells.fix as f", ("mlsmells.fix", True)),
    "from": ("from mlsmells.fix import loop", ("mlsmells.fix.loop", True)),
    "from the top": ("from mlsmells import fix", ("mlsmells.fix", True)),
    "everything": ("from mlsmells.fix import *", ("mlsmells.fix.*", True)),
    "relative": ("from ..fix import loop", ("mlsmells.fix.loop", True)),
    "relative, beside it": ("from . import rows", ("mlsmells.rules.rows", True)),
    "relative, below": ("from .data import rows", ("mlsmells.rules.data.rows", True)),
    "in a function": ("def f():\n    import mlsmells.fix", ("mlsmells.fix", False)),
    "in a method": ("class A:\n    async def f(self):\n        import mlsmells.fix", ("mlsmells.fix", False)),
    "in a class": ("class A:\n    import mlsmells.fix", ("mlsmells.fix", True)),
    "for types": ("if TYPE_CHECKING:\n    import mlsmells.fix", ("mlsmells.fix", False)),
    "for types, by its full name": ("if typing.TYPE_CHECKING:\n    import mlsmells.fix", ("mlsmells.fix", False)),
    "under a condition": ("if sys.version_info > (3, 11):\n    import mlsmells.fix", ("mlsmells.fix", True)),
    "in a try": ("try:\n    import mlsmells.fix\nexcept ImportError:\n    pass", ("mlsmells.fix", True)),
}


@pytest.mark.parametrize(("text", "expected"), IMPORTS.values(), ids=IMPORTS)
def test_imports(text: str, expected: tuple[str, bool]) -> None:
    (found,) = structure.imports(ast.parse(text), "mlsmells.rules.data")
    assert (found.name, found.eager) == expected


def test_a_package_is_its_own_parent() -> None:
    (found,) = structure.imports(ast.parse("from . import rows"), "mlsmells.rules", package=True)
    assert found.name == "mlsmells.rules.rows"


# name of the case: (module → its text, circles)
CIRCLES: dict[str, tuple[dict[str, str], list[list[str]]]] = {
    "none": ({"a": "import m.b", "b": "import m.c", "c": ""}, []),
    "two": ({"a": "import m.b", "b": "import m.a"}, [["m.a", "m.b"]]),
    "three": ({"a": "import m.b", "b": "import m.c", "c": "import m.a"}, [["m.a", "m.b", "m.c"]]),
    "a diamond is none": ({"a": "import m.b, m.c", "b": "import m.d", "c": "import m.d", "d": ""}, []),
    "who leads there is not in it": ({"a": "import m.b", "b": "import m.c", "c": "import m.b"}, [["m.b", "m.c"]]),
    "who is led to is not in it": ({"a": "import m.b", "b": "import m.a, m.c", "c": ""}, [["m.a", "m.b"]]),
    "two apart": (
        {"a": "import m.b", "b": "import m.a, m.c", "c": "import m.d", "d": "import m.c"},
        [["m.a", "m.b"], ["m.c", "m.d"]],
    ),
    "two that share a module are one": (
        {"a": "import m.b", "b": "import m.a, m.c", "c": "import m.b"},
        [["m.a", "m.b", "m.c"]],
    ),
    "hidden by a hint": (
        {"a": "import m.b", "b": "if TYPE_CHECKING:\n    from m import a"},
        [["m.a", "m.b"]],
    ),
    "hidden in a function": ({"a": "import m.b", "b": "def f():\n    from m.a import x"}, [["m.a", "m.b"]]),
    "relative": ({"a": "from . import b", "b": "from .a import x"}, [["m.a", "m.b"]]),
    "through the package": ({"__init__": "from m.a import x", "a": "from m import x"}, [["m", "m.a"]]),
    "itself": ({"a": "import m.a"}, []),
}


def tree(root: Path, texts: dict[str, str]) -> structure.Graph:
    for name, text in texts.items():
        path = root / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return structure.graph_of(root)


@pytest.mark.parametrize(("texts", "expected"), CIRCLES.values(), ids=CIRCLES)
def test_circles(texts: dict[str, str], expected: list[list[str]], tmp_path: Path) -> None:
    assert structure.circles(tree(tmp_path, {f"m/{name}": text for name, text in texts.items()})) == expected


def test_a_circle_with_a_reason_is_told_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = tree(tmp_path, {"m/a": "import m.b", "m/b": "import m.a"})
    assert next(structure.relations(graph)) == "! circle of 2: m.a, m.b"
    monkeypatch.setitem(structure.NAMED_CIRCLES, frozenset({"m.a", "m.b"}), "they are one thing")
    assert next(structure.relations(graph)) == "  circle of 2: m.a, m.b (they are one thing)"
    assert structure.unnamed(structure.circles(graph)) == []


# name of the case: (the module, what it says, whether that goes up)
UPWARD: dict[str, tuple[str, str, bool]] = {
    "a later package": ("facts/domain/rows", "import mlsmells.engine.check", True),
    "an earlier package": ("engine/check", "import mlsmells.facts.domain.rows", False),
    "a later floor of facts": ("facts/domain/rows", "from mlsmells.facts.state import walk", True),
    "an earlier floor of facts": ("facts/state/walk", "from mlsmells.facts.domain import rows", False),
    "the same floor": ("facts/domain/rows", "import mlsmells.facts.domain.values", False),
    "the face of facts, from inside": ("facts/domain/rows", "from mlsmells.facts import Facts", True),
    "the face of facts, from outside": ("engine/check", "from mlsmells.facts import Facts", False),
    "for types": ("facts/domain/rows", "if TYPE_CHECKING:\n    from ..state import walk", True),
    "in a function": ("facts/domain/rows", "def f():\n    from ...engine import check", True),
    "the version": ("facts/domain/rows", "from mlsmells import __version__", False),
    "the command line's entry": ("cli/run", "import mlsmells.flake8_plugin", True),
}
HOUSE = ("__init__", "engine/check", "facts/__init__", "facts/domain/rows", "facts/domain/values", "facts/state/walk")


@pytest.mark.parametrize(("module", "text", "expected"), UPWARD.values(), ids=UPWARD)
def test_upward(module: str, text: str, expected: bool, tmp_path: Path) -> None:
    house = dict.fromkeys((*HOUSE, "flake8_plugin", "cli/run"), "")
    graph = tree(tmp_path, {f"mlsmells/{name}": found for name, found in {**house, module: text}.items()})
    name = f"mlsmells.{module}".replace("/", ".")
    line = 1 + text.count("\n")
    assert [one.partition(" ")[0] for one in structure.upward(graph)] == ([f"{name}:{line}"] if expected else [])


def test_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "MAX_MODULES", 2)
    monkeypatch.setattr(structure, "MAX_LINES", {"few": 10})
    lines = {Path(f"m/many/{name}.py"): 200 for name in "abc"} | {Path("m/few/a.py"): 11, Path("m/few/__init__.py"): 0}
    broken = [line for line in structure.sizes(lines) if line.startswith("!")]
    assert [line.split()[1:3] for line in broken] == [["3", "modules"], ["11", "lines"], ["200", "lines"]]
    monkeypatch.setattr(structure, "MAX_MODULES", 3)
    monkeypatch.setattr(structure, "MAX_LINES", {"few": 11})
    monkeypatch.setattr(structure, "MAX_MEDIAN", 200)
    assert not [line for line in structure.sizes(lines) if line.startswith("!")]


@pytest.mark.parametrize(("branches", "broken"), [(9, False), (10, True)])
def test_complexity(branches: int, broken: bool, tmp_path: Path) -> None:
    """Not even a comment excuses a function with too many branches."""
    body = "".join(f"    if x == {n}:\n        return {n}\n" for n in range(branches))
    (tmp_path / "pyproject.toml").write_text("[tool.ruff.lint.mccabe]\nmax-complexity = 10\n", encoding="utf-8")
    (tmp_path / "a.py").write_text(f"def f(x):  # noqa: C901\n{body}", encoding="utf-8")
    *found, figure = structure.complexity(tmp_path)
    assert (len(found), figure.split()[0]) == ((1, "1") if broken else (0, "0"))


def test_the_exit_code_says_whether_it_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for lines, code in ((["  1 lines"], 0), (["  1 lines", "! circle of 2"], 1)):
        monkeypatch.setattr(structure, "report", lambda lines=lines: iter(lines))
        assert structure.main() == code
        assert capsys.readouterr().out.splitlines() == lines

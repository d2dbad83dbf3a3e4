"""Code of a notebook that a module of the project holds under other names."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mlsmells.facts.syntax import definitions, walk
from mlsmells.facts.syntax.outline import DefinitionRecord
from mlsmells.sources import read_source

# The share of a definition's statements that a module must hold, and how many there must be.
HELD = 0.7
MIN_STATEMENTS = 4
_DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Body(NamedTuple):
    """What code does, whatever its variables are called, and the strings in it."""

    outlines: Counter[str]
    strings: frozenset[str]

    @property
    def size(self) -> int:
        """How many statements say something."""
        return sum(self.outlines.values())

    def holds(self, other: Body) -> bool:
        """Most statements of the other, and its columns, perhaps with a prefix more or less."""
        if sum((self.outlines & other.outlines).values()) < HELD * other.size:
            return False
        known = sum(any(_alike(text, own) for own in self.strings) for text in other.strings)
        return 2 * known >= len(other.strings)


Bodies = Mapping[str, Body]


def module_bodies(root: Path, modules: Iterable[str]) -> dict[str, Body]:
    """The code of each module."""
    return {module: _body(read_source(root / module, display=module).tree) for module in modules}


def held_elsewhere(root: Path, notebook: str, wanted: Iterable[DefinitionRecord], bodies: Bodies) -> set[str]:
    """Names of those definitions of a notebook of which a module holds most statements."""
    tree = read_source(root / notebook, display=notebook).tree
    by_line = {node.lineno: node for node in (tree.body if tree is not None else ()) if isinstance(node, _DEFINED)}
    return {d["name"] for d in wanted if d["line"] in by_line and _is_held(by_line[d["line"]], bodies)}


def _is_held(node: ast.stmt, bodies: Bodies) -> bool:
    own = _body(node)
    return own.size >= MIN_STATEMENTS and any(body.holds(own) for body in bodies.values())


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 1 and (one.endswith(other) or other.endswith(one)))


def _body(tree: ast.AST | None) -> Body:
    inner = walk.every_node(tree) if tree is not None else []
    strings = frozenset(n.value for n in inner if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return Body(Counter(_outlines(tree)), frozenset(text for text in strings if text and " " not in text))


def _outlines(tree: ast.AST | None) -> list[str]:
    """One per statement that says anything: imports, headers and docstrings do not."""
    inner = walk.statements(tree)
    found = (definitions.outline(s) for s in inner if isinstance(s, ast.stmt) and not isinstance(s, _SILENT))
    return [text for text in found if text.count(" ") >= MIN_TOKENS]


_SILENT = (*_DEFINED, ast.Import, ast.ImportFrom, ast.Pass, ast.Try)
# Shorter statements are alike by chance: ``x = y``, ``return x``.
MIN_TOKENS = 3

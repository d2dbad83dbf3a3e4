"""What the cells of a notebook bind, and from where its imported names come."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.fix.scopes import bindings

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit
    from mlsmells.sources import Source

# What makes modules importable that were not before, and what changes the folder that they are looked for in.
_INSTALLS = regex(r"^[ \t]*(?:!|%(?:pip|conda|mamba|uv)\b)|\bsys\.path\b|\bsite\.addsitedir\b", re.MULTILINE)
_MOVES = regex(r"^[ \t]*%(?:cd|pushd|popd)\b|\bos\.chdir\b|\bchdir\(", re.MULTILINE)
_WORD = regex(r"[^\W\d]\w*")


class Bound(NamedTuple):
    """Where a name is bound: by a statement of a cell."""

    unit: Unit
    statement: ast.stmt

    @property
    def cell(self) -> int:
        """Counted over all cells."""
        return self.unit.cell or 0


class Kernel:
    """The names of the notebook's module. ``module``: what is extracted gets there."""

    def __init__(self, units: list[Unit], source: Source, module: str) -> None:
        self.units = units
        self.bound: dict[str, list[Bound]] = defaultdict(list)
        for unit in units:
            for statement in unit.tree.body:
                for name in _names_bound(statement):
                    self.bound[name].append(Bound(unit, statement))
        nodes = [node for unit in units for node in ast.walk(unit.tree)]
        froms = [(unit, node) for unit in units for node in unit.tree.body if isinstance(node, ast.ImportFrom)]
        self.imports_module = [unit.cell or 0 for unit, node in froms if node.module == module]
        self.globals = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
        self.star = next(filter(None, map(_star, nodes)), "")
        dark = [cell.source for cell in source.cells if cell.kind == "code" and (cell.broken or _is_foreign(cell.code))]
        magics = [line for cell in source.cells for line in cell.magics]
        self.unread = {word for text in (*dark, *magics) for word in _WORD.findall(text)}
        code = [cell for cell in source.cells if cell.kind == "code"]
        self.installs = [cell.index for cell in code if _INSTALLS.search(cell.source)]
        self.moves = next((cell.index for cell in code if _MOVES.search(cell.source)), 0)

    def imported(self, name: str) -> str:
        """The import statement that alone binds the name, as a line; "" where there is none, or another as well."""
        lines = {_import_line(bound.statement, name) for bound in self.bound.get(name, ())}
        return lines.pop() if len(lines) == 1 else ""

    def first_cell(self, name: str) -> int:
        """The first cell that binds it."""
        return min((bound.cell for bound in self.bound.get(name, ())), default=0)


def _names_bound(statement: ast.stmt) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.add(asname or name.partition(".")[0])
            case ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name):
                found.add(name)
    return {name for name in found if any(True for _ in bindings(name, statement))}


def _star(node: ast.AST) -> str:
    """The module of ``from module import *``."""
    is_star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    return node.module or "" if is_star and isinstance(node, ast.ImportFrom) else ""


def _is_foreign(code: str) -> bool:
    return code.strip() == "pass"


def _import_line(statement: ast.stmt, name: str) -> str:
    """``from a.b import c as d`` of the one name; "" for what is not a plain import."""
    match statement:
        case ast.Import(names=aliases):
            fitting = [alias for alias in aliases if (alias.asname or alias.name.partition(".")[0]) == name]
            return "\n".join(f"import {_spelled(alias)}" for alias in fitting)
        case ast.ImportFrom(module=str() as module, names=aliases, level=0):
            fitting = [alias for alias in aliases if (alias.asname or alias.name) == name]
            return "\n".join(f"from {module} import {_spelled(alias)}" for alias in fitting)
    return ""


def _spelled(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name

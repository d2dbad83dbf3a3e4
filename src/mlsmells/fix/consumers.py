"""Where an iterator goes: ``sorted()`` around it makes a list, which not everybody who takes an iterator takes.

``next(files)``, ``with os.scandir() as entries`` and a generator's own methods need the iterator itself.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.scopes import COMPREHENSIONS
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit

# Calls whose result is an iterator. ``glob`` is one as a method of a path only.
_ITERATORS = {"iglob", "scandir", "iterdir", "rglob", "walk", "map", "filter", "zip", "iter", "reversed"}
# Functions that go over whatever they are given, once and to its end.
_READERS = {
    *("list", "tuple", "set", "frozenset", "dict", "sorted", "reversed", "enumerate", "zip", "map", "filter", "iter"),
    *("sum", "min", "max", "any", "all", "len", "tqdm", "join", "extend", "update", "array", "asarray", "DataFrame"),
}


def ensure_list_will_do(units: list[Unit], unit: Unit, node: ast.expr) -> None:
    """Raises Refused where the expression gives an iterator that somebody may need as such."""
    if not _is_iterator(node):
        return
    parent = unit.parent(node)
    match parent:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            uses = [(each, use) for each in units for use in ast.walk(each.tree) if _is_load(use, name)]
        case _:
            uses = [(unit, node)]
    for each, use in uses:
        if not _reads_all(each, use):
            line = each.span(use).line
            raise Refused(f"line {line} may need the iterator itself, and sorted() makes a list of it")


def _is_iterator(node: ast.expr) -> bool:
    match node:
        case ast.GeneratorExp():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="glob"), attr="glob")):
            return False
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _ITERATORS or name == "glob"
        case ast.Call(func=ast.Name(id=name)):
            return name in _ITERATORS
    return False


def _is_load(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _reads_all(unit: Unit, use: ast.AST) -> bool:
    """Whether the place takes any collection."""
    parent = unit.parent(use)
    match parent:
        case ast.For(iter=source) | ast.AsyncFor(iter=source) | ast.comprehension(iter=source):
            return source is use
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
            return name in _READERS and any(use is argument for argument in args)
        case ast.Starred():
            return True
    return isinstance(use, COMPREHENSIONS)

"""Names that a program uses and nothing in it defines: a repair must not make one."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mlsmells.fix.units import Unit

_KNOWN = frozenset(dir(builtins))


def lost(before: Iterable[Unit], after: Iterable[Unit]) -> set[str]:
    """Names that were defined and no longer are, although they are used."""
    used, bound = _names(after)
    return (used - bound) & _names(before)[1]


def _names(units: Iterable[Unit]) -> tuple[set[str], set[str]]:
    """Used and defined, wherever that is: order and scope are not asked."""
    used: set[str] = set()
    bound: set[str] = set(_KNOWN)
    for unit in units:
        for node in ast.walk(unit.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load | ast.Del):
                used.add(node.id)
            else:
                bound.update(_bound(node))
    return used, bound


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.arg(arg=name):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=asname):
            yield asname or name.partition(".")[0]
        case (
            ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name)
        ):
            yield name
        case ast.MatchMapping(rest=str() as name):
            yield name
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from names

"""Where a baseline goes whose model is fitted and scored in a loop over models: once, above the loop.

What it is fitted on and scored with must be the same for every model, so nothing of it may change in the loop.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import Placed, stores
from mlsmells.fix.codemods.moving import put_above, put_beside
from mlsmells.fix.codemods.scored import names
from mlsmells.fix.scopes import FUNCTIONS
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.splices import Splice


def loop_of(placed: Placed) -> ast.For | None:
    """The one loop whose body holds the score. Raises Refused where it is run repeatedly in another way."""
    parent = placed.unit.parent(placed.node)
    loop = parent if isinstance(parent, ast.For) and placed.node in parent.body else None
    node: ast.AST | None = placed.node if loop is None else placed.unit.parent(loop)
    while node is not None and not isinstance(node, FUNCTIONS):
        if isinstance(node, ast.For | ast.While):
            raise Refused(f"the score at line {placed.line} is made in a loop")
        if isinstance(node, ast.Return):
            raise Refused(f"the score at line {placed.line} is returned at once")
        node = placed.unit.parent(node)
    return loop


def put(placed: Placed, lines: list[str], own: str = "") -> list[Splice]:
    """The lines behind the score, or above the loop it stands in; ``own`` is the name that the lines bind."""
    loop = loop_of(placed)
    if loop is None:
        return put_beside(placed, lines)
    used = {name for line in lines for name in names(line.removeprefix(f"{own} = "))} - {own}
    for name in sorted(used):
        if stores(name, loop) or _may_change(name, loop) or _is_shared(name, placed.unit.tree):
            raise Refused(f"the score at line {placed.line} is made in a loop, which changes {name}")
    return [put_above(Placed(placed.unit, loop), lines)]


def _may_change(name: str, loop: ast.For) -> bool:
    """``X.pop("a")``, ``rng.shuffle(X)``: a call for its effect alone, on the object or with it."""
    for node in ast.walk(loop):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=own)))) if own == name:
                return True
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="shuffle" | "fill" | "put"), args=args)):
                if any(isinstance(each, ast.Name) and each.id == name for each in args):
                    return True
            case ast.keyword(arg="inplace" | "out"):
                return True
    return False


def _is_shared(name: str, tree: ast.AST) -> bool:
    """Some function binds the global variable; the loop may call it."""
    return any(isinstance(node, ast.Global | ast.Nonlocal) and name in node.names for node in ast.walk(tree))

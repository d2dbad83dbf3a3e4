"""An optimizer that is made before a layer is replaced is made after it.

Refused where the optimizer is used in between, and where names that it is made of are bound anew.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import block_of, position
from mlsmells.fix.codemods.moving import put_behind, taken_away
from mlsmells.fix.scopes import bindings
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import RunCodemod
    from mlsmells.fix.splices import Splice
    from mlsmells.fix.units import Unit


def move(units: list[Unit], intent: RunCodemod) -> Iterable[Splice]:
    """The optimizer made at ``target`` goes behind the layer at ``other``. Raises Refused."""
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    layer_at = position(block, at, intent.other)
    placed = block[at]
    match placed.node:
        case ast.Assign(targets=[ast.Name() | ast.Attribute() as target], value=ast.Call() as made):
            name = ast.unparse(target)
            names = {node.id for node in ast.walk(made) if isinstance(node, ast.Name)}
        case _:
            raise Refused(f"the optimizer at line {placed.line} has no name of its own")
    for between in block[at + 1 : layer_at + 1]:
        if any(ast.unparse(node) == name for node in ast.walk(between.node) if isinstance(node, type(target))):
            raise Refused(f"line {between.line} uses {name} before the layer is replaced")
        if any(True for each in names for _ in bindings(each, between.node)):
            raise Refused(f"line {between.line} binds what {name} is made of")
    text = placed.unit.segment(placed.node)
    if "\n" in text or "\r" in text:
        raise Refused(f"the optimizer at line {placed.line} is written over several lines")
    splices, above, behind = taken_away(placed)
    yield from splices
    yield from put_behind(block[layer_at], [*above, text + (f"  {behind}" if behind else "")])

"""Two transformers of one class, one for each part, become one: the second part gets what the first has taught.

Refused where the two are not made alike, where the first learns again in between, and where the second has other uses.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.core import InsertBefore, RenameCallee
from mlsmells.fix.codemods.blocks import block_of, loads, names_in, position, stores
from mlsmells.fix.codemods.moving import taken_away
from mlsmells.fix.codemods.sinking.fits import name_for
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.codemods.blocks import Placed
    from mlsmells.fix.units import Unit


def share(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The fit at ``target`` becomes a transformation by the transformer that is fitted at ``other``."""
    assert intent.other is not None
    block, at = block_of(units, intent.other)
    last = position(block, at, intent.target)
    first, second = (unit_at(units, span.line).find(span, ast.Call) for span in (intent.other, intent.target))
    match first.func, second.func:
        case ast.Attribute(value=ast.Call() as one), ast.Attribute(value=ast.Call() as other):
            _ensure_alike(one, other, block[at + 1 : last])
            _ensure_alone(one, block[at + 1 : last])
            taken = {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}
            name = name_for(one, taken)
            made = block[at].unit.segment(one)
            if "\n" in made or "\r" in made:
                raise Refused(f"the transformer at line {block[at].line} is written over several lines")
            yield InsertBefore(intent.other, f"{name} = {made}")
            yield Splice(block[at].unit, *block[at].unit.extent(one), name)
        case ast.Attribute(value=ast.Name(id=name)), ast.Attribute(value=ast.Name(id=own) as other):
            _ensure_only_use(own, units)
            yield from _without(own, name, block, at, last)
        case _:
            raise Refused(f"the transformers at lines {block[at].line} and {block[last].line} have no such form")
    yield Splice(block[last].unit, *block[last].unit.extent(other), name)
    yield RenameCallee(intent.target, "transform")


def _without(own: str, name: str, block: list[Placed], at: int, last: int) -> Iterator[Splice]:
    """The second transformer goes, if it was made like the first for this use alone."""
    places = {each: [i for i, placed in enumerate(block) if stores(each, placed.node)] for each in (own, name)}
    if any(len(found) != 1 for found in places.values()) or places[name][0] > at or places[own][0] > last:
        raise Refused(f"it is not certain what {own} and {name} are")
    made, kept = block[places[own][0]], block[places[name][0]]
    match kept.node, made.node:
        case ast.Assign(targets=[ast.Name()], value=ast.Call() as one), ast.Assign(
            targets=[ast.Name()], value=ast.Call() as other
        ):
            lowest = min(places[own][0], places[name][0])
            _ensure_alike(one, other, block[lowest:last])
        case _:
            raise Refused(f"it is not certain what {own} and {name} are")
    if any(True for placed in block[at + 1 : last] for _ in loads(name, placed.node)):
        raise Refused(f"{name} may learn again before line {block[last].line}")
    splices, above, behind = taken_away(made)
    yield from splices if not (above or behind) else ()  # a comment that speaks of it keeps it


def _ensure_only_use(own: str, units: list[Unit]) -> None:
    """It is bound once and fitted once: whatever stands outside the block counts, too."""
    named = [n for unit in units for n in ast.walk(unit.tree) if isinstance(n, ast.Name) and n.id == own]
    if sum(isinstance(node.ctx, ast.Load) for node in named) > 1 or any(isinstance(n.ctx, ast.Del) for n in named):
        raise Refused(f"{own} is used elsewhere as well")


def _ensure_alone(made: ast.Call, between: list[Placed]) -> None:
    """Another pair of the same class would get the same name."""
    for placed in between:
        if any(
            isinstance(n, ast.Call) and ast.unparse(n.func) == ast.unparse(made.func) for n in ast.walk(placed.node)
        ):
            raise Refused(f"line {placed.line} makes another one in between")


def _ensure_alike(one: ast.Call, other: ast.Call, between: list[Placed]) -> None:
    if ast.unparse(one) != ast.unparse(other):
        raise Refused("the two transformers are not made alike")
    for placed in between:
        if any(stores(name, placed.node) for name in names_in(ast.unparse(one))):
            raise Refused(f"line {placed.line} binds what the transformers are made of")

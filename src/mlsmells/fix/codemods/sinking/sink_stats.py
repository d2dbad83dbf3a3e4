"""Statistics over all rows that a column or table was filled or scaled with are taken over the training part.

``X = (X - X.mean()) / X.std()`` above the split becomes the same for each part behind it, the statistics always those
of the training part; statements that only hold a statistic go along. Refused where they are used elsewhere as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import Placed, block_of, ensure_not_used_later, loads, position, says_only, stores
from mlsmells.fix.codemods.moving import joined, put_behind, taken_away
from mlsmells.fix.codemods.showing import shows
from mlsmells.fix.codemods.sinking import sink_columns
from mlsmells.fix.codemods.sinking.filled import Filled, filling, held_names, is_statistic, only_holds
from mlsmells.fix.codemods.sinking.sink_columns import ColumnFit
from mlsmells.fix.codemods.splits import NamedSplit, named_split
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import RunCodemod
    from mlsmells.fix.units import Unit


def sink(units: list[Unit], intent: RunCodemod) -> Iterable[Splice]:
    """The statement with the statistic at ``target`` goes below the split at ``other``. Raises Refused."""
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    split_at = position(block, at, intent.other)
    inner, inner_at = block_of(units, intent.other)
    if inner[inner_at].node is not block[split_at].node:
        raise Refused(f"the split at line {inner[inner_at].line} is run several times")
    split = named_split(block[split_at])
    filled = filling(block, at, split_at)
    if not filled.held and not any(isinstance(n, ast.expr) and is_statistic(n) for n in ast.walk(filled.expression)):
        raise Refused(f"line {filled.placed.line} has no statistic that could be that of the training part")
    parts = _parts(filled, split, block, split_at)
    own = [placed.node for placed in (*filled.held, filled.placed)]
    first = min(i for i, placed in enumerate(block) if placed.node in own)
    for placed in block[first:split_at]:
        for held in held_names(filled.held):
            if placed.node not in own and any(loads(held, placed.node)):
                raise Refused(f"line {placed.line} uses {held} between its statistic and the split")
    yield from _moved(filled, split, parts, block, split_at)


def _parts(filled: Filled, split: NamedSplit, block: list[Placed], split_at: int) -> tuple[str, str]:
    if filled.columns is not None:
        fit = ColumnFit(filled.placed, filled.table, filled.columns, filled.expression, ast.Constant(None))
        return sink_columns.parts_with(fit, split, block, filled.at, split_at)
    for placed in block[filled.at + 1 : split_at]:
        for name in {filled.made, filled.table}:
            says = any(loads(name, placed.node)) and not says_only([name], placed)
            if stores(name, placed.node) or (says and name == filled.made and not shows(placed.node)):
                raise Refused(f"line {placed.line} uses {name} between the statistic and the split")
    ensure_not_used_later(filled.made, block[split_at + 1 :])
    parts = split.parts_of(filled.made)
    if parts is None:
        raise Refused(f"the split at line {split.placed.line} does not take {filled.made} as it is")
    return parts


def _moved(
    filled: Filled, split: NamedSplit, parts: tuple[str, str], block: list[Placed], split_at: int
) -> Iterator[Splice]:
    lines: list[str] = []
    gone: list[Splice] = []
    behind = ""
    for placed in (*filled.held, filled.placed):
        splices, above, behind = taken_away(placed)
        gone += splices
        lines += above
        if placed in filled.held:
            assert isinstance(placed.node, ast.Assign)
            value = _Rows(filled.table, parts[0], parts[0]).text(placed.node.value, split.placed.unit)
            lines.append(f"{only_holds(placed)} = {value}" + (f"  {behind}" if behind else ""))
    yield from joined(gone)
    unit = split.placed.unit
    target = shared = ""
    if filled.columns is not None:
        shared = f"{parts[0]}, {parts[1]} = {parts[0]}.copy(), {parts[1]}.copy()"
        target = _Rows("", "", "").text(filled.columns, unit)
        target = f"[{target}]"
    for part in reversed(parts):  # the other part first: the training part is then still as it was
        value = _Rows(filled.table, part, parts[0]).text(filled.expression, unit)
        lines.append(f"{part}{target} = {value}")
    lines[-1] += f"  {behind}" if behind else ""
    if filled.columns is None and filled.made != filled.table:
        argument = next(a for a in split.given if isinstance(a, ast.Name) and a.id == filled.made)
        yield Splice(unit, *unit.extent(argument), filled.table)
    if shared:
        yield from sink_columns.put_behind_copies(split, block, split_at, lines, shared)
    else:
        yield from put_behind(split.placed, lines)


class _Rows(ast.NodeTransformer):
    """The expression for one part, with the statistics of the training part."""

    def __init__(self, table: str, part: str, train: str) -> None:
        self.table, self.part, self.train = table, part, train

    def text(self, node: ast.expr, unit: Unit) -> str:
        """The changed copy as source text."""
        from mlsmells.fix.codemods.spelling import spelled

        copy = ast.parse(ast.unparse(node), mode="eval").body
        return spelled(self.visit(copy), unit)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A statistic is the training part's."""
        if is_statistic(node):
            return _Rows(self.table, self.train, self.train).generic_visit(node)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The rows."""
        return ast.Name(self.part, node.ctx) if node.id == self.table else node

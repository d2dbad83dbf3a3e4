"""A random split of rows that belong together by an id becomes a split by that id.

``train_test_split`` → ``GroupShuffleSplit`` with the same size and seed; the parts keep their names. Refused where it
is not certain that the id's column and what is split hold the same rows, and where the split keeps shares of classes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddImport
from mlsmells.fix.codemods.blocks import Placed, block_of, stores
from mlsmells.fix.codemods.moving import put_behind, taken_away
from mlsmells.fix.codemods.rows.containers import ARRAY, TABLE, container
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.codemods.splits import NamedSplit, named_split
from mlsmells.fix.codemods.tables import selected
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit

_SIZES = ("test_size", "train_size", "random_state")


def keep_together(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The split at ``target``, by the column that the call at ``other`` names. Raises Refused."""
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    split = named_split(block[at])
    table, column = named_id(unit_at(units, intent.other.line).find(intent.other, ast.Call))
    for name in split.given:
        ensure_same_rows(name, table, block, at)
    taken = {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}
    if taken & {"splitter", "train_rows", "test_rows"}:
        raise Refused("the usual names of a splitter and its rows are taken")
    splices, above, behind = taken_away(split.placed)
    yield from _in_place(splices, split, [*above, *_lines(split, table, column, units)], behind)
    yield AddImport("sklearn.model_selection", "GroupShuffleSplit", near=intent.target)


def _in_place(splices: list[Splice], split: NamedSplit, lines: list[str], behind: str) -> Iterable[Splice]:
    """The lines where the split was: one replacement of its lines."""
    lines[-1] += f"  {behind}" if behind else ""
    (added,) = put_behind(split.placed, [in_style(line, split.placed.unit) for line in lines])
    (gone,) = splices
    if gone.end != added.start:  # the end of a cell
        text = added.new if gone.start else added.new.removeprefix(added.unit.newline)
        yield Splice(added.unit, gone.start, added.end, text)
        return
    yield Splice(added.unit, gone.start, gone.end, added.new)


def named_id(call: ast.Call) -> tuple[str, str]:
    """``df.groupby("patient_id")``, ``df["patient_id"].nunique()`` → the table and the column."""
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=table)), args=[ast.Constant(value=str() as column), *_]):
            return table, column
        case ast.Call(func=ast.Attribute(value=ast.Subscript(value=ast.Name(id=table), slice=ast.Constant() as key))):
            if isinstance(key.value, str):
                return table, key.value
    raise Refused("the column that tells the groups is not named there")


def ensure_same_rows(given: ast.expr, table: str, block: list[Placed], at: int) -> None:
    """It is the table, or was selected from it and neither was changed since."""
    if not isinstance(given, ast.Name):
        raise Refused(f"what is split at line {block[at].line} has no name")
    if given.id == table:
        return
    made = [i for i in range(at) if selected(block[i].node, table, block[:i]) and stores(given.id, block[i].node)]
    since = block[made[-1] + 1 : at] if made else []
    if not made or any(stores(name, placed.node) for placed in since for name in (given.id, table)):
        raise Refused(f"it is not certain that {given.id} holds the rows of {table}")


def _lines(split: NamedSplit, table: str, column: str, units: list[Unit]) -> list[str]:
    if not {keyword.arg for keyword in split.call.keywords} <= set(_SIZES):
        raise Refused(f"the split at line {split.placed.line} is told how to divide in another way")
    sizes = [f"{k.arg}={ast.unparse(k.value)}" for k in split.call.keywords]
    if not any(size.startswith(("test_size", "train_size")) for size in sizes):
        sizes.insert(0, "test_size=0.25")
    rows = ", ".join(name.id for name in split.given if isinstance(name, ast.Name))
    first = rows.split(", ")[0]
    lines = [
        f"splitter = GroupShuffleSplit(n_splits=1, {', '.join(sizes)})",
        f"train_rows, test_rows = next(splitter.split({first}, groups={table}[{column!r}]))",
    ]
    for index, name in enumerate(split.given):
        kind = container(name, units)
        if kind not in (TABLE, ARRAY):
            raise Refused(f"it is not certain how rows of {ast.unparse(name)} are taken")
        part = ast.unparse(name) + (".iloc" if kind == TABLE else "")
        train, test = split.parts[2 * index : 2 * index + 2]
        lines.append(f"{train}, {test} = {part}[train_rows], {part}[test_rows]")
    return lines

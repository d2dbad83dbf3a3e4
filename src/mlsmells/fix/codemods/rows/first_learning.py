"""The place in a program that learns first, where the rows can be divided above it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import APART, Placed, block_of, names_in
from mlsmells.fix.codemods.rows.division import keywords_above
from mlsmells.fix.codemods.rows.known_rows import kind_here
from mlsmells.fix.codemods.rows.learning import learns
from mlsmells.fix.codemods.rows.same_rows import Program, SameRows
from mlsmells.fix.codemods.splits import NamedSplit
from mlsmells.fix.statements import innermost
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import RunCodemod
    from mlsmells.fix.units import Unit


class Case(NamedTuple):
    """The block of the split, where in it the learning and the split stand, and the call that learns."""

    units: list[Unit]
    program: Program
    block: list[Placed]
    at: int
    split_at: int
    call: ast.Call
    statement: ast.stmt


def case_of(units: list[Unit], intent: RunCodemod) -> Case:
    assert intent.other is not None
    block, split_at = block_of(units, intent.other)
    unit = unit_at(units, intent.target.line)
    statement = innermost(unit, intent.target)
    call = unit.find(intent.target, ast.Call)
    for at, placed in enumerate(block):
        is_apart = isinstance(placed.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if placed.unit is unit and not is_apart and any(node is statement for node in ast.walk(placed.node)):
            assert statement is not None
            return Case(units, Program(units), block, at, split_at, call, statement)
    raise Refused(APART)


def is_split(placed: Placed) -> bool:
    nodes = (node for node in ast.walk(placed.node) if isinstance(node, ast.Call))
    return any("train_test_split" in ast.unparse(node.func) for node in nodes)


def first_place(case: Case, table: str, split: NamedSplit) -> tuple[int, str]:
    """Where the rows are divided, above the first statement that learns from them; and what the split is told."""
    at = case.at
    while at and _may_stand_above(case, at - 1, table):
        at -= 1
    for index in range(at, case.at + 1):
        told = keywords_above(split, case.block[index : case.split_at], table)
        if told is not None and _learns_of(case.block[index], table):
            return index, told
    raise Refused(f"what the split at line {split.placed.line} is told is known too late")


def _may_stand_above(case: Case, index: int, table: str) -> bool:
    """The variable has its rows before this statement already."""
    probe = SameRows({table: kind_here(table, case.block[:index], case.program)}, case.program)
    if not probe.kinds[table]:
        return False
    probe.step(case.block[index].node)
    return table in probe.kinds


def _learns_of(placed: Placed, table: str) -> bool:
    found = (learns(node) for node in ast.walk(placed.node))
    return any(table in names_in(ast.unparse(rows)) for rows in found if rows is not None)

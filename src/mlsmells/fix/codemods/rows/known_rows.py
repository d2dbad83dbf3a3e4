"""What a variable holds at a place: a table or an array, and which others have the same rows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import names_in
from mlsmells.fix.codemods.rows.containers import TABLE, container
from mlsmells.fix.codemods.rows.same_rows import Program, SameRows
from mlsmells.fix.scopes import bindings

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed


_OF_TABLES = frozenset(
    "columns iloc loc head tail describe drop fillna isnull isna info dtypes groupby dropna sort_values".split()
)


def rows_kind(node: ast.expr, before: list[Placed], program: Program) -> str:
    """What an expression is where these statements have run."""
    kinds = {name: kind_here(name, before, program) for name in names_in(ast.unparse(node))}
    return SameRows(kinds, program).kind(node) or ("" if any(kinds.values()) else container(node, program.units))


def kind_here(name: str, before: list[Placed], program: Program) -> str:
    """What the variable is where these statements have run: by what it was bound to last, or by how it is used."""
    key = name, before[-1].node if before else None
    if key not in program.known:
        program.known[key] = ""  # asked again meanwhile: it is not certain
        program.known[key] = _kind_here(name, before, program)
    return program.known[key]


def _kind_here(name: str, before: list[Placed], program: Program) -> str:
    for index in range(len(before) - 1, -1, -1):
        node = before[index].node
        if not any(True for _ in bindings(name, node)):
            continue
        match node:
            case ast.Assign(targets=[ast.Name()], value=value) if name in names_in(ast.unparse(value)):
                inner = kind_here(name, before[:index], program)
                return SameRows({name: inner}, program).kind(value)
            case ast.Assign(targets=[ast.Name()], value=value):
                return rows_kind(value, before[:index], program) or _looks(name, program)
            case ast.Assign(targets=[ast.Tuple()]):
                return container(ast.Name(name, ast.Load()), program.units) or _looks(name, program)
        return ""
    return container(ast.Name(name, ast.Load()), program.units) or _looks(name, program)


def relatives(table: str, before: list[Placed], program: Program) -> SameRows:
    """What holds the same rows as this table where these statements have run: ``y`` beside ``X``, both of ``df``."""
    known = SameRows({table: kind_here(table, before, program)}, program)
    for _ in range(4):
        at = _last_bound(table, before)
        match before[at - 1].node if at else None:
            case ast.Assign(targets=[ast.Name()], value=value) if table not in names_in(ast.unparse(value)):
                found = {name: _with(name, before, program) for name in names_in(ast.unparse(value))}
            case _:
                return known
        items = known.kinds.items()
        wider = [name for name, rows in found.items() if all(rows.kinds.get(each) == kind for each, kind in items)]
        if not wider:
            return known
        table = wider[0]
        known = found[table]
    return known


def _with(name: str, before: list[Placed], program: Program) -> SameRows:
    """All that has the rows of this variable, from where it was bound last."""
    at = _last_bound(name, before)
    kind = kind_here(name, before[:at], program)
    rows = SameRows({name: kind} if kind else {}, program)
    for placed in before[at:]:
        rows.step(placed.node)
    return rows


def _last_bound(name: str, before: list[Placed]) -> int:
    """The number of statements up to the one that bound the variable last."""
    return max((i + 1 for i, placed in enumerate(before) if any(True for _ in bindings(name, placed.node))), default=0)


def _looks(name: str, program: Program) -> str:
    """A table, where it is bound once and the program uses it as one."""
    trees = [unit.tree for unit in program.units]
    if sum(1 for tree in trees for _ in bindings(name, tree)) > 1:
        return ""
    uses = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    found = any(isinstance(u.value, ast.Name) and u.value.id == name and u.attr in _OF_TABLES for u in uses)
    return TABLE if found else ""

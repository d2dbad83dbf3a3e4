"""Columns of a table that were scaled before the split are scaled behind it, in each part.

``df[cols] = scaler.fit_transform(df[cols])``, then ``X = df.drop(columns="y")`` and a split of ``X``, becomes
``X_train[cols] = scaler.fit_transform(X_train[cols])`` and ``X_test[cols] = scaler.transform(X_test[cols])``.
Refused where the parts may not have these columns, and where the table is used in another way in between or later.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import Placed, ensure_not_used_later, loads, stores
from mlsmells.fix.codemods.moving import put_behind, taken_away
from mlsmells.fix.codemods.showing import shows
from mlsmells.fix.codemods.sinking.fits import name_for
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.codemods.splits import NamedSplit
from mlsmells.fix.codemods.tables import Selected, column_names, selected
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.splices import Splice


class ColumnFit(NamedTuple):
    """``table[columns] = <receiver>.fit_transform(table[columns])``."""

    placed: Placed
    table: str
    columns: ast.expr
    given: ast.expr
    transformer: ast.expr


def column_fit(placed: Placed) -> ColumnFit | None:
    """The statement as such a fit; None for other forms."""
    match placed.node:
        case ast.Assign(
            targets=[ast.Subscript(value=ast.Name(id=table), slice=columns)],
            value=ast.Call(func=ast.Attribute(value=transformer, attr="fit_transform"), args=[given], keywords=[]),
        ):
            if isinstance(transformer, ast.Name | ast.Call) and _is_of(given, table, columns):
                return ColumnFit(placed, table, columns, given, transformer)
    return None


def _is_of(given: ast.expr, table: str, columns: ast.expr) -> bool:
    """``df[cols]`` of ``df[cols]``, and ``df[["a"]]`` of ``df["a"]``."""
    match given:
        case ast.Subscript(value=ast.Name(id=name), slice=taken) if name == table:
            if isinstance(columns, ast.Constant) and isinstance(taken, ast.List):
                return [ast.dump(item) for item in taken.elts] == [ast.dump(columns)]
            return ast.dump(taken) == ast.dump(columns)
    return False


def sink(
    fit: ColumnFit, split: NamedSplit, block: list[Placed], at: int, split_at: int, taken: set[str]
) -> Iterable[Splice]:
    """The statement goes, and its two halves come behind the split. Raises Refused."""
    parts = parts_with(fit, split, block, at, split_at)
    splices, above, behind = taken_away(fit.placed)
    yield from splices
    receiver = ast.unparse(fit.transformer)
    shared = f"{parts[0]}, {parts[1]} = {parts[0]}.copy(), {parts[1]}.copy()"
    lines = list(above)
    if isinstance(fit.transformer, ast.Call):
        name = name_for(fit.transformer, taken)
        lines.append(f"{name} = {receiver}")
        receiver = name
    columns, given = ast.unparse(fit.columns), ast.unparse(fit.given).removeprefix(fit.table)
    lines.append(f"{parts[0]}[{columns}] = {receiver}.fit_transform({parts[0]}{given})")
    lines.append(f"{parts[1]}[{columns}] = {receiver}.transform({parts[1]}{given})")
    lines = [*lines[: len(above)], *(in_style(line, split.placed.unit) for line in lines[len(above) :])]
    lines[-2] += f"  {behind}" if behind else ""
    yield from put_behind_copies(split, block, split_at, lines, shared)


def put_behind_copies(
    split: NamedSplit, block: list[Placed], split_at: int, lines: list[str], shared: str
) -> list[Splice]:
    """Behind the split, and behind the line that makes the parts tables of their own, if it is there already."""
    after = block[split_at + 1] if split_at + 1 < len(block) else None
    if after is not None and after.unit is split.placed.unit and after.unit.segment(after.node) == shared:
        return put_behind(after, lines)
    return put_behind(split.placed, lines, shared=shared)


def parts_with(fit: ColumnFit, split: NamedSplit, block: list[Placed], at: int, split_at: int) -> tuple[str, str]:
    """The parts of the split that hold the columns. Raises Refused."""
    names = column_names(fit.columns, block[:at])
    if names is None:
        raise Refused(f"the columns at line {fit.placed.line} are not known by name")
    taken = _selections(fit, block, at, split_at)
    holders = [made for made, chosen in taken.items() if chosen.may_hold(names)]
    sure = all(taken[made].surely_holds(names) for made in holders)
    if split.parts_of(fit.table) is not None:
        holders.append(fit.table)
    if len(holders) != 1 or not sure:
        raise Refused(f"it is not certain which part of the split has the columns of line {fit.placed.line}")
    for name in (fit.table, *holders):
        ensure_not_used_later(name, block[split_at + 1 :])
    parts = split.parts_of(holders[0])
    if parts is None:
        raise Refused(f"the split at line {split.placed.line} does not take {holders[0]} as it is")
    return parts


def _selections(fit: ColumnFit, block: list[Placed], at: int, split_at: int) -> dict[str, Selected]:
    """What is taken from the table between the fit and the split. Nothing else may use it there."""
    taken: dict[str, Selected] = {}
    for placed in block[at + 1 : split_at]:
        chosen = selected(placed.node, fit.table, block[:at])
        if chosen is not None:
            taken[chosen.made] = chosen
            continue
        if shows(placed.node) or _touches_others(placed.node, fit, block[:at]):
            continue
        names = [fit.table, *taken]
        if isinstance(fit.transformer, ast.Name):
            names.append(fit.transformer.id)
        for name in names:
            if any(loads(name, placed.node)) or stores(name, placed.node):
                raise Refused(f"line {placed.line} uses {name} between the fit and the split")
    return taken


def _touches_others(statement: ast.stmt, fit: ColumnFit, before: list[Placed]) -> bool:
    """``df["city"] = df["city"].map(…)``, ``df = df.drop(columns="id")``: other columns, by their names."""
    names = column_names(fit.columns, before)
    if names is None:
        return False
    each: dict[str, frozenset[str] | None] = {}
    body = [statement]
    match statement:
        case ast.For(target=ast.Name(id=column), iter=source, body=inner, orelse=[]):
            each, body = {column: column_names(source, before)}, inner
        case ast.Assign(targets=[ast.Name(id=made)], value=value) if made == fit.table:
            dropped = selected(ast.Assign([ast.Name("")], value), fit.table, before)
            return dropped is not None and dropped.without is not None and not dropped.without & names
    return all(_is_about_others(one, fit.table, names, each, before) for one in body)


def _is_about_others(
    statement: ast.stmt,
    table: str,
    names: frozenset[str],
    each: dict[str, frozenset[str] | None],
    before: list[Placed],
) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(), slice=ast.Constant() | ast.Name() | ast.List())]):
            pass
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Subscript()))):
            pass  # df["a"].fillna(0, inplace=True)
        case _:
            return False
    tables = [n for n in ast.walk(statement) if isinstance(n, ast.Name) and n.id == table]
    taken = [n for n in ast.walk(statement) if isinstance(n, ast.Subscript) and n.value in tables]
    columns = [
        each[n.slice.id] if isinstance(n.slice, ast.Name) and n.slice.id in each else column_names(n.slice, before)
        for n in taken
    ]
    return len(taken) == len(tables) and all(c is not None and not c & names for c in columns)

"""A split that takes its parts by row numbers that are known already."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import names_in, stores
from mlsmells.fix.codemods.rows.known_rows import rows_kind
from mlsmells.fix.codemods.rows.row_values import part
from mlsmells.fix.codemods.rows.same_rows import SameRows
from mlsmells.fix.scopes import bindings
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed
    from mlsmells.fix.codemods.splits import NamedSplit
    from mlsmells.fix.units import Unit


class Numbered(NamedTuple):
    """``train, test = train_test_split(range(len(table)), …)``."""

    table: str
    train: str


def numbered(placed: Placed) -> Numbered | None:
    """The statement as such a split."""
    match placed.node:
        case ast.Assign(
            targets=[ast.Tuple(elts=[ast.Name(id=train), ast.Name()])],
            value=ast.Call(
                args=[ast.Call(func=ast.Name(id="range"), args=[ast.Call(func=ast.Name(id="len"), args=[counted])])]
            ),
        ) if isinstance(counted, ast.Name):
            return Numbered(counted.id, train)
    return None


def kept_numbers(units: list[Unit], split: NamedSplit) -> tuple[str, str]:
    """Names for the numbers that the program does not have yet; each split has its own."""
    nodes = [node for unit in units for node in ast.walk(unit.tree)]
    taken = {node.id for node in nodes if isinstance(node, ast.Name)}
    spans = sorted(unit.span(node) for unit in units for node in ast.walk(unit.tree) if _divides(node))
    at = spans.index(split.placed.unit.span(split.call))
    other = "val" if all("val" in name.lower() for name in split.parts[1::2]) else "test"
    for number in range(at + 1, at + 10):
        names = tuple(f"{part}_rows" + (f"_{number}" if number > 1 else "") for part in ("train", other))
        if not taken & set(names):
            return names[0], names[1]
    raise Refused("the names train_rows and test_rows are taken")


def _divides(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("train_test_split")


def divided(
    split: NamedSplit, rows: SameRows, names: tuple[str, str], before: list[Placed], lost: Mapping[str, int]
) -> Iterator[Splice]:
    """The split's statement: each part by its numbers. Raises Refused."""
    unit, node = split.placed
    start, end = unit.extent(node)
    row = unit.row(start)
    indent = unit.code[unit.starts[row] : start]
    stop = unit.starts[unit.row(end) + 1] if unit.row(end) + 1 < len(unit.starts) else len(unit.code)
    rest = unit.code[end:stop].strip()
    if indent.strip() or (rest and not rest.startswith("#")):
        raise Refused(f"line {split.placed.line} holds several statements")
    if "#" in unit.code[start:end]:
        raise Refused(f"a comment inside the split at line {split.placed.line} would be lost")
    is_lost = any(
        name in lost and not rows.kind(given) for given in split.given for name in names_in(ast.unparse(given))
    )
    if is_lost or not split.given or not rows.kind(split.given[0]):  # the features are what is learned from
        raise Refused(_where_lost(split, lost))
    lines, bound = [], set[str]()
    for index, given in enumerate(split.given):
        kind = rows.kind(given) or rows_kind(given, before, rows.program)
        if not kind:
            raise Refused(f"it is not certain what {unit.segment(given)} is at line {split.placed.line}")
        if bound & set(names_in(ast.unparse(given))):
            raise Refused(f"the split at line {split.placed.line} binds what it takes")
        parts = split.parts[2 * index : 2 * index + 2]
        lines.append(f"{parts[0]}, {parts[1]} = {', '.join(part(given, kind, name, unit) for name in names)}")
        bound |= set(parts)
    yield Splice(unit, start, end, (unit.newline + indent).join(lines))


def keywords_above(split: NamedSplit, between: list[Placed], table: str) -> str | None:
    """What the split is told, where these statements have not run yet; None where it is not known there."""
    out = []
    for keyword in split.call.keywords:
        text = split.placed.unit.segment(keyword)
        for name in names_in(ast.unparse(keyword.value)):
            bound = [placed for placed in between if stores(name, placed.node)]
            if bound and (len(bound) > 1 or not isinstance(keyword.value, ast.Name) or name == table):
                return None
            if bound:
                column = _column(bound[0], between, table)
                if not column:
                    return None
                text = f"{keyword.arg}={column}"
        out.append(f", {text}")
    return "".join(out)


def _column(placed: Placed, between: list[Placed], table: str) -> str:
    """``df["y"]`` of ``y = df["y"]``, where that column is not changed before."""
    match placed.node:
        case ast.Assign(
            targets=[ast.Name()],
            value=ast.Subscript(value=ast.Name(id=own), slice=ast.Constant(value=str() as column))
            | ast.Attribute(value=ast.Name(id=own), attr=column) as value,
        ) if own == table:
            before = between[: between.index(placed)]
            if not any(_changes_column(column, table, one.node) for one in before):
                return placed.unit.segment(value)
    return ""


def _changes_column(column: str, table: str, statement: ast.stmt) -> bool:
    """A statement that stores the column, or columns that it does not name, or binds the table anew."""
    if any(True for _ in bindings(table, statement)) and not _leaves_column(column, statement):
        return True
    for node in ast.walk(statement):
        match node:
            case ast.Subscript(value=ast.Name(id=own), slice=taken, ctx=ast.Store() | ast.Del()) if own == table:
                names = [inner.value for inner in ast.walk(taken) if isinstance(inner, ast.Constant)]
                if column in names or not names:
                    return True
            case ast.Attribute(value=ast.Name(id=own), attr=attr, ctx=ast.Store()) if own == table:
                if attr in (column, "columns"):
                    return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id=own)), keywords=keywords) if own == table:
                if any(keyword.arg == "inplace" for keyword in keywords):
                    return True
    return False


def _leaves_column(column: str, statement: ast.stmt) -> bool:
    """``df = pd.get_dummies(df, columns=["other"])``, ``df = df.drop("other", axis=1)``."""
    match statement:
        case ast.Assign(value=ast.Call(func=ast.Attribute(attr="get_dummies" | "drop")) as call):
            return not any(isinstance(node, ast.Constant) and node.value == column for node in ast.walk(call))
    return False


def _where_lost(split: NamedSplit, lost: Mapping[str, int]) -> str:
    """The statement after which the rows are not surely the same."""
    names = [name for given in split.given for name in names_in(ast.unparse(given))]
    lines = [lost[name] for name in names if name in lost]
    if lines:
        return f"line {max(lines)} may drop, repeat or reorder rows"
    return f"it is not certain that the split at line {split.placed.line} still has the same rows"

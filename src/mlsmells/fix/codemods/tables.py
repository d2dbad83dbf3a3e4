"""Which columns of a table a variable holds, as far as the names are written in the program."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed


class Selected(NamedTuple):
    """``made`` holds these columns of the table, or all but ``without``; None stands for names that are not known."""

    made: str
    columns: frozenset[str] | None = None
    without: frozenset[str] | None = None
    is_table: bool = True

    def may_hold(self, names: frozenset[str]) -> bool:
        """Whether one of the columns may be among them."""
        if self.columns is not None:
            return bool(self.columns & names)
        return self.without is None or not names <= self.without

    def surely_holds(self, names: frozenset[str]) -> bool:
        """Whether it is a table with all of these columns."""
        if not self.is_table:
            return False
        if self.columns is not None:
            return names <= self.columns
        return self.without is not None and not names & self.without


def column_names(node: ast.expr, before: Sequence[Placed]) -> frozenset[str] | None:
    """The names that are written there, or in the one list that a variable holds."""
    match node:
        case ast.Constant(value=str() as name):
            return frozenset([name])
        case ast.List(elts=items) | ast.Tuple(elts=items):
            names = [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
            return frozenset(names) if len(names) == len(items) else None
        case ast.Name(id=variable):
            values = list(_values_of(variable, before))
            if len(values) == 1 and isinstance(values[0], ast.List | ast.Tuple | ast.Constant):
                return column_names(values[0], before)
    return None


def _values_of(variable: str, before: Iterable[Placed]) -> Iterable[ast.expr | None]:
    for placed in before:
        match placed.node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == variable:
                yield value
            case other if any(_changes(node, variable) for node in ast.walk(other)):
                yield None


def _changes(node: ast.AST, variable: str) -> bool:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return name == variable
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
            return name == variable  # .remove(), .append()
    return False


def selected(statement: ast.stmt, table: str, before: Sequence[Placed]) -> Selected | None:
    """``X = df.drop(columns=…)``, ``X = df[[…]]``, ``y = df["t"]``; None for everything else."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=made)], value=value) if made != table:
            return _of(made, value, table, before)
    return None


def _of(made: str, value: ast.expr, table: str, before: Sequence[Placed]) -> Selected | None:
    match value:
        case ast.Subscript(value=ast.Name(id=name), slice=taken) if name == table:
            columns = column_names(taken, before)
            is_table = not isinstance(taken, ast.Constant)
            return Selected(made, columns=columns, is_table=is_table) if columns is not None else None
        case ast.Attribute(value=ast.Name(id=name), attr=column) if name == table and column not in _OWN:
            return Selected(made, columns=frozenset([column]), is_table=False)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="drop"), args=args, keywords=keywords):
            if name == table:
                return _dropped(made, args, {keyword.arg: keyword.value for keyword in keywords}, before)
        case ast.Attribute(value=inner, attr="values") | ast.Call(func=ast.Attribute(value=inner, attr="to_numpy")):
            found = _of(made, inner, table, before)
            return found._replace(is_table=False) if found is not None else None
    return None


_OWN = {"values", "shape", "columns", "index", "T", "iloc", "loc", "dtypes"}


def _dropped(
    made: str, args: list[ast.expr], keywords: dict[str | None, ast.expr], before: Sequence[Placed]
) -> Selected | None:
    given = keywords.get("columns")
    if given is None:
        axis = keywords.get("axis") or (args[1] if len(args) > 1 else None)
        if not isinstance(axis, ast.Constant) or axis.value not in (1, "columns"):
            return None
        given = keywords.get("labels") or (args[0] if args else None)
    names = column_names(given, before) if given is not None else None
    return Selected(made, without=names) if names is not None else None

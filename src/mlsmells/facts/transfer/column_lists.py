"""Lists of a frame's columns: ``df.columns``, what is removed from them, and places counted from either end."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mlsmells.facts.domain.columns import drop_columns, listed_columns, names_among, put_columns
from mlsmells.facts.domain.left_over import without
from mlsmells.facts.domain.values import UNKNOWN, ColumnPlace, Columns, Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run


def chosen(run: Run, node: ast.AST, iterable: Value, generator: ast.comprehension) -> Value | None:
    """``[c for c in df.columns if c != "t"]``: the columns without those; None when others may be missing, too."""
    if iterable.kind in _POSITIONS:
        return _positions(run, node, generator)
    if iterable.kind == "frame":  # for c in df
        iterable = Value(kind="columns", ref=iterable, base=iterable.root, columns=iterable.columns)
    if iterable.kind != "columns" or not isinstance(node, ast.ListComp) or len(node.generators) != 1:
        return None
    target = generator.target
    if not (isinstance(target, ast.Name) and isinstance(node.elt, ast.Name) and node.elt.id == target.id):
        return None
    out = iterable
    for condition in _conditions(generator.ifs):
        names = _left_out(run, target.id, condition)
        found = drop_columns(out, names) if names is not None else _asked_by_name(out, target.id, condition)
        if found is None:
            return None
        out = found
    return out


def _asked_by_name(columns: Value, target: str, test: ast.expr) -> Value | None:
    """``c.startswith("lag_")``, ``"id" not in c``: of the columns that were made here, those with such a name.

    Of a column that was only read the name is not known.
    """
    frame = columns.ref
    if not isinstance(frame, Value) or columns.columns is None:
        return None
    made = {*(frame.lineage or ()), *(name for e in frame.effects for name in e.columns or ())}
    asked = {name: _holds(test, target, name) for name in made if columns.columns.holds(name)}
    if not asked or None in asked.values():
        return None
    found = Columns(frozenset(name for name, holds in asked.items() if holds), only=columns.columns.only)
    return columns.with_(columns=found)


def _holds(test: ast.expr, target: str, name: str) -> bool | None:
    """What a condition on a text says of ``name``; None if it is no such condition."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            found = _holds(inner, target, name)
            return None if found is None else not found
        case ast.BoolOp(op=ast.Or(), values=parts):
            each = [_holds(part, target, name) for part in parts]
            return None if None in each else any(each)
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=asked), attr=("startswith" | "endswith") as how),
            args=[ast.Constant(value=str(piece))],
        ) if asked == target:
            return name.startswith(piece) if how == "startswith" else name.endswith(piece)
        case ast.Compare(
            left=ast.Constant(value=str(piece)), ops=[ast.In() | ast.NotIn() as op], comparators=[ast.Name(id=asked)]
        ) if asked == target:
            return (piece in name) == isinstance(op, ast.In)
    return None


# What gives positions or labels of rows when a comprehension goes over it.
_POSITIONS = frozenset({"iterator", "indices", "size"})


def _positions(run: Run, node: ast.AST, generator: ast.comprehension) -> Value | None:
    """``[i for i in range(len(df)) if i not in taken]``: the positions that are left over."""
    match node, generator:
        case (
            ast.ListComp(elt=ast.Name(id=name), generators=[_]),
            ast.comprehension(
                target=ast.Name(id=same),
                ifs=[ast.Compare(left=ast.Name(id=asked), ops=[ast.NotIn()], comparators=[held])],
            ),
        ) if name == same == asked:
            return without(evaluate(run, held))
    return None


def _conditions(ifs: Iterable[ast.expr]) -> list[ast.expr]:
    out: list[ast.expr] = []
    for test in ifs:
        out.extend(test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test])
    return out


def _left_out(run: Run, name: str, test: ast.expr) -> tuple[str, ...] | None:
    """The columns that a condition leaves out: ``c != "t"``, ``c not in ["t", "id"]``."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and isinstance(test.operand, ast.Compare):
        inner = test.operand
        opposite = {ast.Eq: ast.NotEq, ast.In: ast.NotIn}.get(type(inner.ops[0]))
        return _left_out(run, name, ast.Compare(inner.left, [opposite()], inner.comparators)) if opposite else None
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.left, ast.Name):
        return None
    if test.left.id != name or not isinstance(test.ops[0], (ast.NotEq, ast.NotIn)):
        return None
    held = evaluate(run, test.comparators[0])
    if isinstance(test.ops[0], ast.NotEq):
        return (held.const,) if isinstance(held.const, str) else None
    return names_among(held)


def changed(holder: Value, name: str, item: Value) -> Value:
    """A list of columns after ``remove``, ``append`` or another method that changes it."""
    names = listed_columns(item)
    if name == "extend" and names is not None:
        return put_columns(holder, names, UNKNOWN)
    if isinstance(item.const, str):
        if name == "remove":
            return drop_columns(holder, (item.const,))
        if name == "append":
            return put_columns(holder, (item.const,), UNKNOWN)
    return holder.with_(columns=None)


def column_place(run: Run, whole: Value, axis: ast.expr) -> ColumnPlace | None:
    """The columns that an index by position names; None unless all of them are known."""
    if whole.columns is None or whole.place is not None:
        return None
    if isinstance(axis, ast.Slice):
        lower, upper = _bound(run, axis.lower), _bound(run, axis.upper)
        known = axis.step is None and lower is not UNKNOWN and upper is not UNKNOWN
        return ColumnPlace(whole.columns, lower=lower, upper=upper) if known else None  # type: ignore[arg-type]
    index = evaluate(run, axis)
    if isinstance(index.const, int) and not isinstance(index.const, bool):
        return ColumnPlace(whole.columns, at=index.const)
    if index.items and all(isinstance(i.const, int) for i in index.items):
        return ColumnPlace(whole.columns, listed=frozenset(i.const for i in index.items))
    return None


def _bound(run: Run, node: ast.expr | None) -> object:
    if node is None:
        return None
    value = evaluate(run, node).const
    return value if isinstance(value, int) else UNKNOWN


def within_place(taken: ColumnPlace, one: ColumnPlace) -> bool:
    """The single column ``one`` is surely among those ``taken`` from the same whole."""
    if taken.of is not one.of or one.at is None:
        return False
    at, width = one.at, len(one.of.known) if one.of.known is not None else None
    if width is not None and at < 0:
        at += width
    if taken.listed is not None:
        return at in taken.listed
    if taken.at is not None:
        return taken.at == at
    return _after(taken.lower, at, width) and _before(taken.upper, at, width)


def _after(lower: int | None, at: int, width: int | None) -> bool:
    if lower is None:
        return True
    if width is not None:
        return at >= (lower + width if lower < 0 else lower)
    # From an end that is not known: the last column lies behind any start, if the slice is not empty.
    return at >= lower if (lower < 0) == (at < 0) else at == -1


def _before(upper: int | None, at: int, width: int | None) -> bool:
    if upper is None:
        return True
    if width is not None:
        return at < (upper + width if upper < 0 else upper)
    return at < upper if (upper < 0) == (at < 0) else False

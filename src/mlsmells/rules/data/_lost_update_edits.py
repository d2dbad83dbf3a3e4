"""How a lost change of a frame is made to last."""

from __future__ import annotations

import ast

from mlsmells.core import Fix, Refuse, ReplaceExpression, ReplaceStatement, Span
from mlsmells.facts import SAME_SHAPE, VIEWS, Facts, Lost
from mlsmells.rules.data._names_gone import still_used

_WHY = "the rows that follow are others than before"


def repair(lost: Lost, facts: Facts) -> Fix | None:
    """The statement as it was meant, or nothing where that is not certain."""
    if lost.how == "dropped":
        return _keep(lost, facts)
    if lost.how == "chained":
        return _in_one_step(lost, facts)
    return _assign_back(lost, facts) if lost.how == "inplace" else None


def _keep(lost: Lost, facts: Facts) -> Fix | None:
    """``df.dropna()`` → ``df = df.dropna()``."""
    call, place = lost.call, _place(lost.call)
    if call is None or place is None or not isinstance(lost.node, ast.Expr):
        return None
    if place is not lost.target and lost.name not in SAME_SHAPE:
        return None  # a column does not become shorter than its frame
    why = still_used(facts, call)
    if why:
        return Fix("keep what the method returns", (Refuse(why),), why=why)
    source = f"{facts.segment(place)} = {facts.segment(call)}"
    return Fix("keep what the method returns", (ReplaceStatement(Span.of(lost.node), source),), why=_WHY)


def _place(node: ast.expr | None) -> ast.expr | None:
    """What a chain of methods starts from: ``df["c"]`` of ``df["c"].str.strip()``."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
        if isinstance(node, ast.Attribute) and node.attr in VIEWS:
            node = node.value
    return node if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) else None


def _assign_back(lost: Lost, facts: Facts) -> Fix | None:
    """``df["c"].fillna(0, inplace=True)`` → ``df["c"] = df["c"].fillna(0)``."""
    call, statement = lost.call, lost.statement
    if call is None or not isinstance(call.func, ast.Attribute) or lost.name not in SAME_SHAPE:
        return None
    place = call.func.value
    if not isinstance(place, (ast.Attribute, ast.Subscript)) or not isinstance(statement, ast.Expr):
        return None
    if statement.value is not call or any(keyword.arg is None for keyword in call.keywords):
        return None
    kept = [n for n in (*call.args, *call.keywords) if getattr(n, "arg", None) != "inplace"]
    arguments = ", ".join(facts.segment(node) for node in kept)
    source = f"{facts.segment(place)} = {facts.segment(call.func)}({arguments})"
    return _fix("assign the column back", ReplaceStatement(Span.of(statement), source), lost)


def _in_one_step(lost: Lost, facts: Facts) -> Fix | None:
    """``df[rows]["c"] = v`` → ``df.loc[rows, "c"] = v``."""
    node = lost.node
    found = _rows_and_column(node) if isinstance(node, ast.Subscript) else None
    if found is None or lost.target is None:
        return None
    rows, column = found
    name = repr(column) if isinstance(column, str) else facts.segment(column)
    source = f"{facts.segment(lost.target)}.loc[{facts.segment(rows)}, {name}]"
    return _fix("set the cells in one step", ReplaceExpression(Span.of(node), source), lost)


def _rows_and_column(node: ast.Subscript) -> tuple[ast.expr, ast.expr | str] | None:
    """The rows and the column of two brackets, if it is certain which is which."""
    inner = node.value
    if isinstance(inner, ast.Attribute) and inner.attr == "loc":
        inner = inner.value
    elif isinstance(inner, ast.Attribute) and inner.attr in ("iloc", "at", "iat"):
        return None
    last = node.slice
    if isinstance(inner, ast.Attribute):
        return None if isinstance(last, (ast.Slice, ast.Tuple)) else (last, inner.attr)
    if not isinstance(inner, ast.Subscript):
        return None
    first = inner.slice
    if isinstance(inner.value, ast.Attribute) and inner.value.attr in ("iloc", "ix"):
        return None
    if isinstance(first, (ast.Slice, ast.Tuple)) or isinstance(last, (ast.Slice, ast.Tuple)):
        return None  # bounds of brackets are positions, those of loc are labels
    of_column = inner.value is not None and _is_text(first)
    if of_column:
        return last, first
    return (first, last) if _is_text(last) else None


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _fix(description: str, edit: ReplaceExpression | ReplaceStatement, lost: Lost) -> Fix:
    """Safe for a plain name: with pandas 3 the statement did nothing at all, and was meant to."""
    return Fix(description, (edit,), safe=isinstance(lost.target, ast.Name), why=_WHY)

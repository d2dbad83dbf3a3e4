"""Columns of a value about which nothing is known but that the code around uses it as a table."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.columns import take_column
from mlsmells.facts.domain.growth import found_rows
from mlsmells.facts.domain.values import Columns, Value, is_shared
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.uses import FRAME, shown_by_uses
from mlsmells.facts.syntax.walk import every_node


class TableNotes:
    """What the names of each scope turned out to be."""

    def __init__(self) -> None:
        self.tables: dict[int, frozenset[str]] = {}


def column_of(run: Run, node: ast.AST, holder: Value, name: object) -> Value | None:
    """``df["text"]``: a column of the rows that ``df`` holds, whoever made it."""
    if holder.kind or not isinstance(name, str) or holder.known or holder.config or is_shared(holder):
        return None
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)):
        return None
    if not _used_as_table(run, node.value.id):
        return None
    rows = holder.rows if holder.rows is not None else found_rows(holder, run.fresh_rows())
    return take_column(holder.with_(kind="frame", rows=rows, columns=Columns(), base=holder), name)


def _used_as_table(run: Run, name: str) -> bool:
    context = run.context
    source = context.home.source
    scope = context.active[-1].node if context.active else source.tree if source is not None else None
    known = run.notes[TableNotes].tables
    if id(scope) not in known:
        known[id(scope)] = _tables(scope) if scope is not None else frozenset()
    return name in known[id(scope)]


def _tables(scope: ast.AST) -> frozenset[str]:
    names = frozenset(node.id for node in every_node(scope) if isinstance(node, ast.Name))
    return frozenset(name for name, what in shown_by_uses(scope, names).items() if what == FRAME)

"""The first day of a table, from which days are counted: where a count begins is no statistic of the rows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import ColStat
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.analyses.leak import Leak
    from mlsmells.facts.record.facts import Facts

_ENDS = frozenset({"min", "max", "first", "last"})


def is_date_origin(facts: Facts, leak: Leak) -> bool:
    """The earliest or latest value of one column of dates."""
    column = _end_of(leak)
    event = leak.effect.event
    hints = event.X.hints if isinstance(event, ColStat) and event.X is not None else ()
    dated = any(hint.kind == "dates" and hint.column in ("", column) for hint in hints)
    return column != "" and (dated or _is_dated(facts, column))


def is_of_the_cut(leak: Leak) -> bool:
    """That of the column by whose order the rows are divided: it lies in one of the parts, whoever asks for it."""
    column = _end_of(leak)
    cut = leak.split.node if leak.split is not None and leak.split.kind == "mask" else None
    return column != "" and cut is not None and _names(cut, column)


def _end_of(leak: Leak) -> str:
    """The column of which the first or last value was taken, "" for other statistics."""
    event = leak.effect.event
    if not isinstance(event, ColStat) or event.name.rpartition(".")[2] not in _ENDS or event.X is None:
        return ""
    return event.X.column or ""


def _is_dated(facts: Facts, column: str) -> bool:
    """The file reads dates from the column, or parts of dates: ``to_datetime(df["day"])``, ``df["day"].dt.month``."""
    for node in facts.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "dt" and _names(node.value, column):
            return True
        if isinstance(node, ast.Call) and called_as(node.func) == "to_datetime":
            if any(_names(arg, column) for arg in node.args):
                return True
    return False


def _names(node: ast.AST, column: str) -> bool:
    return any(
        (isinstance(n, ast.Constant) and n.value == column) or (isinstance(n, ast.Attribute) and n.attr == column)
        for n in every_node(node)
    )

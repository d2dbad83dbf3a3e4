"""Loops over the rows of a table that compute with its values alone: what a column does in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"iterrows\(|\.apply\(")
# A few rows, or one for each group: nobody waits for those.
_FEW = frozenset("head tail sample nlargest nsmallest value_counts describe groupby unique agg pivot_table".split())
# Tables of results have a row for each model.
_RESULTS = regex(r"result|compar|summar|importan|score|metric|report|best|stat|leader")
# Functions that whole columns have as well.
_OF_COLUMNS = frozenset("append abs round min max float int pow".split())
_PLAIN = (
    ast.Assign, ast.AugAssign, ast.Expr, ast.If, ast.Pass, ast.Name, ast.Attribute, ast.Subscript,
    ast.Constant, ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Tuple, ast.Slice, ast.Call, ast.IfExp,
)  # fmt: skip


@dataclass(frozen=True)
class RowLoop:
    """``node`` walks through ``table`` row by row; ``how`` is what does: iterrows or apply."""

    node: ast.stmt | ast.expr
    table: str
    how: str


def row_loops(facts: Facts) -> Iterator[RowLoop]:
    """Loops by ``iterrows`` and ``apply(axis=1)`` whose bodies only compute."""
    if not facts.says(_SAID):
        return
    for node in facts.nodes:
        if isinstance(node, ast.For) and (table := _walked(node.iter)):
            if _only_computes(node):
                yield RowLoop(node, table, "iterrows")
        elif isinstance(node, ast.Call) and (table := _applied(node)):
            yield RowLoop(node, table, "apply")


def _walked(node: ast.expr) -> str:
    """The table of ``for i, row in df.iterrows()``, also inside of ``tqdm`` or ``enumerate``."""
    for inner in every_node(node):
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr == "iterrows":
            few = any(called_as(n.func) in _FEW for n in every_node(inner.func.value) if isinstance(n, ast.Call))
            return "" if few else _named(inner.func.value)
    return ""


def _named(node: ast.expr) -> str:
    """How the table is written; "" where its name says that it is a short one."""
    name = variable(node)
    return "" if _RESULTS.search(name.lower()) else name


def _only_computes(loop: ast.For) -> bool:
    """Arithmetic, comparisons, cells that are read and written; nothing that one row hands to the next."""
    nodes = [node for statement in loop.body for node in every_node(statement)]
    if loop.orelse or not all(isinstance(node, _PLAIN) for node in nodes):
        return False
    if not all(_is_of_columns(node) for node in nodes if isinstance(node, ast.Call)):
        return False
    if any(isinstance(op, (ast.In, ast.NotIn)) for node in nodes if isinstance(node, ast.Compare) for op in node.ops):
        return False
    if any(isinstance(node, ast.Assign) and _fills_a_dictionary(node) for node in nodes):
        return False
    computes = any(isinstance(node, (ast.BinOp, ast.Compare, ast.AugAssign)) or _writes_a_cell(node) for node in nodes)
    return computes and not _hands_on(loop, nodes)


def _is_of_columns(call: ast.Call) -> bool:
    return called_as(call.func) in _OF_COLUMNS


def _fills_a_dictionary(node: ast.Assign) -> bool:
    return isinstance(node.targets[0], ast.Subscript) and not _writes_a_cell(node)


def _writes_a_cell(node: ast.AST) -> bool:
    """``df.loc[i, "c"] = …``, ``df.at[i, "c"] = …``."""
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Subscript):
        return False
    if any(isinstance(inner, ast.Slice) for inner in every_node(node.targets[0])):
        return False  # many cells of another table for each row
    return called_as(node.targets[0].value) in ("loc", "at", "iloc", "iat")


def _hands_on(loop: ast.For, nodes: list[ast.AST]) -> bool:
    """A variable keeps something of the row before: it is read in the loop before, or as well as, it is set."""
    own = {inner.id for inner in every_node(loop.target) if isinstance(inner, ast.Name)}
    stored = {n.id: n.lineno for n in reversed(nodes) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in stored and node.id not in own:
            if node.lineno <= stored[node.id]:
                return True
    subscripts = [n for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Load)]
    return any(isinstance(n.slice, (ast.BinOp, ast.UnaryOp)) or _reads_another_row(n) for n in subscripts)


def _reads_another_row(node: ast.Subscript) -> bool:
    """``df.loc[i - 1, "c"]``, ``out[-1]``."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return any(isinstance(part, (ast.BinOp, ast.UnaryOp)) for part in parts)


def _applied(call: ast.Call) -> str:
    """The table of ``df.apply(lambda r: r.a / r.b, axis=1)`` whose function is arithmetic alone."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "apply" or not call.args:
        return ""
    axis = next((k.value for k in call.keywords if k.arg == "axis"), None)
    given = call.args[0]
    if not isinstance(axis, ast.Constant) or axis.value not in (1, "columns") or not isinstance(given, ast.Lambda):
        return ""
    nodes = every_node(given.body)
    plain = (ast.BinOp, ast.UnaryOp, ast.Subscript, ast.Attribute, ast.Name, ast.Constant)
    if not all(isinstance(node, plain) for node in nodes) or not any(isinstance(node, ast.BinOp) for node in nodes):
        return ""
    if any(isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value for node in nodes):
        return ""  # text that is put together
    if any(
        isinstance(inner, ast.BinOp) for n in nodes if isinstance(n, ast.Subscript) for inner in every_node(n.slice)
    ):
        return ""
    return _named(call.func.value)

"""Which expressions on a line of their own are there to be looked at, not to change anything."""

from __future__ import annotations

import ast

from mlsmells.core import regex
from mlsmells.facts import Facts

_EVERY_EXPRESSION = regex(r"ast_node_interactivity")
# Modules written as cells: by an export of a notebook, for an editor, for Databricks.
_CELL = regex(r"#\s*(%%|In\s?\[|COMMAND -|<codecell>|\+|---)")


def displayed(facts: Facts, statement: ast.stmt) -> bool:
    """The last expression of a cell, whose value is shown, or one that is run only to see whether it fails."""
    if facts.says(_EVERY_EXPRESSION) or _ends_cell(facts, statement):
        return True
    return any(statement in node.body for node in facts.nodes if isinstance(node, (ast.Try, ast.With)))


def _hidden(facts: Facts, statement: ast.stmt) -> bool:
    """A semicolon at its end keeps the value of a cell's last expression from being shown."""
    line = facts.source.lines[(statement.end_lineno or statement.lineno) - 1].encode()
    return line[statement.end_col_offset or 0 :].decode(errors="replace").split("#")[0].strip() == ";"


def _ends_cell(facts: Facts, statement: ast.stmt) -> bool:
    """Of a notebook, of a module with marks for cells, or of one that shows values, as an export without marks does."""
    body = facts.source.tree.body if facts.source.tree is not None else []
    if statement not in body:
        return False
    at = body.index(statement)
    following = body[at + 1] if at + 1 < len(body) else None
    cell = facts.source.cell_at(statement.lineno)
    if cell is not None:
        last = following is None or facts.source.cell_at(following.lineno) is not cell
        return last and not _hidden(facts, statement)
    end = following.lineno if following is not None else len(facts.source.lines) + 1
    between = facts.source.lines[statement.end_lineno or statement.lineno : end - 1]
    if following is not None and not any(not line.strip() for line in between):
        return False  # the next statement follows at once: in the middle of a cell, if it was one
    return any(_CELL.match(line) for line in (between if following is not None else facts.source.lines)) or any(
        isinstance(other, ast.Expr) and isinstance(other.value, (ast.Name, ast.Attribute)) for other in body
    )

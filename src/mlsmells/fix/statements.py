"""Edits of whole statements: replace one, put lines before one."""

from __future__ import annotations

import ast
import textwrap
from typing import TYPE_CHECKING

from mlsmells.fix.splices import LINES, Splice
from mlsmells.fix.units import Refused, parse

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit


def replace(unit: Unit, statement: ast.stmt, source: str) -> list[Splice]:
    """The statement's text becomes ``source``; no source means the statement goes away."""
    if getattr(statement, "decorator_list", ()):
        raise Refused("a decorated definition is not one statement of text")
    start, end = unit.extent(statement)
    source = textwrap.dedent(source).strip("\r\n")
    if not source.strip():
        return _delete(unit, statement, start, end)
    if _stands_alone(unit, start, end):
        return [Splice(unit, start, end, _indented(unit, source, start).lstrip(" \t"))]
    return [Splice(unit, start, end, _on_one_line(source))]


def insert_before(unit: Unit, target: Span, source: str) -> list[Splice]:
    """``source`` before the innermost statement that holds ``target``, at that statement's indentation."""
    statement = _holder(unit, target)
    source = textwrap.dedent(source).strip("\r\n")
    start = min(unit.extent(node)[0] for node in (statement, *getattr(statement, "decorator_list", ())))
    line = unit.starts[unit.row(start)]
    if getattr(statement, "decorator_list", ()):  # a decorator's span starts behind its @
        start = line + len(unit.code[line:]) - len(unit.code[line:].lstrip(" \t\f"))
    if _starts_line(unit, start):
        return [Splice(unit, line, line, _indented(unit, source, start) + unit.newline, LINES)]
    return [Splice(unit, start, start, _on_one_line(source) + "; ")]


def innermost(unit: Unit, target: Span) -> ast.stmt | None:
    """The innermost statement that holds the place; decorators belong to what they decorate."""
    found: ast.stmt | None = None
    nodes: list[ast.AST] = list(unit.tree.body)
    while nodes:
        node = nodes.pop()
        if _covers(unit, node, target):
            if isinstance(node, ast.stmt):
                found, nodes = node, []
            nodes += ast.iter_child_nodes(node)
    return found


def _covers(unit: Unit, node: ast.AST, target: Span) -> bool:
    if not hasattr(node, "lineno"):
        return isinstance(node, ast.match_case)  # has no position; its body has
    span = unit.span(node)
    decorators = getattr(node, "decorator_list", ())
    start = min([span[:2], *((unit.span(decorator).line, 0) for decorator in decorators)])
    return start <= target[:2] and target[2:] <= span[2:]


def _holder(unit: Unit, target: Span) -> ast.stmt:
    statement = innermost(unit, target)
    while isinstance(statement, ast.If) and unit.segment(statement).startswith("elif"):
        parent = unit.parent(statement)
        assert isinstance(parent, ast.If)
        statement = parent
    if statement is None:
        raise Refused("its place in the source was not found")
    return statement


def _starts_line(unit: Unit, start: int) -> bool:
    """Only whitespace before it, and the line before does not continue into this one."""
    row = unit.row(start)
    if unit.code[unit.starts[row] : start].strip():
        return False
    previous = unit.code[unit.starts[row - 1] : unit.starts[row]] if row else ""
    return not previous.rstrip("\r\n").endswith("\\") or "#" in previous


def _stands_alone(unit: Unit, start: int, end: int) -> bool:
    return _starts_line(unit, start) and not _rest(unit, end).startswith(";")


def _rest(unit: Unit, end: int) -> str:
    row = unit.row(end)
    stop = unit.starts[row + 1] if row + 1 < len(unit.starts) else len(unit.code)
    return unit.code[end:stop].strip()


def _indented(unit: Unit, source: str, start: int) -> str:
    """The lines of ``source`` at the indentation of ``start``; text inside long strings is left alone."""
    prefix = unit.code[unit.starts[unit.row(start)] : start]
    inside = _string_lines(source)
    lines = []
    for row, line in enumerate(source.splitlines()):
        body = line.lstrip(" ")
        depth = len(line) - len(body)
        if row in inside or not body:
            lines.append(line)
        elif prefix.strip("\f") and not prefix.strip("\t\f"):  # a file that indents with tabs
            lines.append(prefix + "\t" * (depth // 4) + " " * (depth % 4) + body)
        else:
            lines.append(prefix + line)
    return unit.newline.join(lines)


def _string_lines(source: str) -> set[int]:
    tree = parse(source)
    rows: set[int] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Constant | ast.JoinedStr):
            rows.update(range(node.lineno, node.end_lineno or node.lineno))
    return rows


def _on_one_line(source: str) -> str:
    """``a; b`` for a place that has no line of its own."""
    tree = parse(source)
    if tree is None or any(hasattr(node, "body") or isinstance(node, ast.Match) for node in tree.body):
        raise Refused("several statements share the line")
    return "; ".join(ast.get_source_segment(source, node) or "" for node in tree.body)


def _delete(unit: Unit, statement: ast.stmt, start: int, end: int) -> list[Splice]:
    parent = unit.parent(statement) or unit.tree
    is_only = any(value == [statement] for _, value in ast.iter_fields(parent)) and unit.tree is not parent
    if is_only or not _stands_alone(unit, start, end):
        return [Splice(unit, start, end, "pass")]
    if _rest(unit, end):  # a comment: it survives
        return [Splice(unit, start, end + _gap(unit, end), "")]
    row = unit.row(end)
    stop = unit.starts[row + 1] if row + 1 < len(unit.starts) else end
    return [Splice(unit, unit.starts[unit.row(start)], stop, "")]


def _gap(unit: Unit, end: int) -> int:
    return len(unit.code[end:]) - len(unit.code[end:].lstrip(" \t"))

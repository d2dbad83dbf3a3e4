"""What "{seed}" stands for: the project's own constant where there is one, else the configured number."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.units import line_starts, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

NAMES = ("SEED", "RANDOM_STATE", "RANDOM_SEED", "seed")
PLACEHOLDER = "{seed}"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def fill(source: str, units: list[Unit], where: Span, seed: int) -> str:
    """``source`` with every placeholder replaced. A ``{seed}`` inside a string or f-string is the user's."""
    if PLACEHOLDER not in source:
        return source
    value = seed_at(units, where, seed)
    tree = parse(source)
    if tree is None:  # half an expression (the sides of a wrap)
        return source.replace(PLACEHOLDER, value)
    starts, data = line_starts(source), source
    for node in reversed([node for node in ast.walk(tree) if _is_placeholder(node)]):
        assert isinstance(node, ast.Set)
        line = source[starts[node.lineno - 1] :].encode()
        begin = starts[node.lineno - 1] + len(line[: node.col_offset].decode())
        data = data[:begin] + value + data[data.index("}", begin) + 1 :]
    return data


def seed_at(units: list[Unit], where: Span, seed: int) -> str:
    """Source text of the seed for code at ``where``."""
    for name in NAMES:
        if _is_constant_before(name, units, where) and not is_shadowed(name, units, where):
            return name
    return str(seed)


def _is_placeholder(node: ast.AST) -> bool:
    match node:
        case ast.Set(elts=[ast.Name(id="seed")]):
            return True
    return False


def _is_constant_before(name: str, units: list[Unit], where: Span) -> bool:
    """Bound at module level, before the place, and never to anything but a whole number."""
    bindings = [(unit, node) for unit in units for node in bindings(name, unit.tree)]
    constants = [
        (unit.span(statement).end_line, statement)
        for unit in units
        for statement in unit.tree.body
        if _binds_number(name, statement)
    ]
    return len(bindings) == len(constants) > 0 and min(line for line, _ in constants) < where.line


def _binds_number(name: str, statement: ast.stmt) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=target)], value=ast.Constant(value=int() as value)):
            return target == name and not isinstance(value, bool)
        case ast.AnnAssign(target=ast.Name(id=target), value=ast.Constant(value=int() as value)):
            return target == name and not isinstance(value, bool)
    return False


def is_shadowed(name: str, units: list[Unit], where: Span) -> bool:
    for unit in units:
        for node in ast.walk(unit.tree):
            if isinstance(node, _SCOPES) and _holds(unit.span(node), where):
                if name in _arguments(node) or any(True for _ in bindings(name, *ast.iter_child_nodes(node))):
                    return True
    return False


def _holds(outer: Span, inner: Span) -> bool:
    return outer[:2] <= inner[:2] and inner[2:] <= outer[2:]


def _arguments(node: ast.AST) -> set[str]:
    if not isinstance(node, _FUNCTIONS):
        return set()
    return {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}


def bindings(name: str, *nodes: ast.AST) -> Iterator[ast.AST]:
    """Nodes that bind the name in the scope these nodes belong to (inner functions are not entered)."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if _binds(name, node):
            yield node
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            stack += ast.iter_child_nodes(node)


def _binds(name: str, node: ast.AST) -> bool:
    match node:
        case ast.Name(id=own, ctx=ast.Store() | ast.Del()):
            return own == name
        case ast.FunctionDef(name=own) | ast.AsyncFunctionDef(name=own) | ast.ClassDef(name=own):
            return own == name
        case ast.alias(name=imported, asname=asname):
            return (asname or imported.partition(".")[0]) == name
        case (
            ast.ExceptHandler(name=str() as own)
            | ast.MatchAs(name=str() as own)
            | ast.MatchStar(name=str() as own)
        ):
            return own == name
    return False

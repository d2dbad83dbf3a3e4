"""What "{seed}" stands for: the project's own constant where there is one, else the configured number."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.scopes import bindings, is_shadowed
from mlsmells.fix.units import line_starts, parse

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

NAMES = ("SEED", "RANDOM_STATE", "RANDOM_SEED", "seed")
PLACEHOLDER = "{seed}"


def fill(source: str, units: list[Unit], where: Span, seed: int) -> str:
    """``source`` with every placeholder replaced. A ``{seed}`` inside a string or f-string is the user's."""
    if PLACEHOLDER not in source:
        return source
    value = seed_at(units, where, seed)
    tree = parse(source)
    if tree is None:  # half an expression (the sides of a wrap)
        return source.replace(PLACEHOLDER, value)
    starts, data = line_starts(source), source
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Set) and _is_placeholder(node)]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
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


def _is_placeholder(node: ast.Set) -> bool:
    match node:
        case ast.Set(elts=[ast.Name(id="seed")]):
            return True
    return False


def _is_constant_before(name: str, units: list[Unit], where: Span) -> bool:
    """Bound at module level, before the place, and never to anything but a whole number."""
    bound = [node for unit in units for node in bindings(name, unit.tree)]
    constants = [
        unit.span(statement).end_line
        for unit in units
        for statement in unit.tree.body
        if _binds_number(name, statement)
    ]
    return len(bound) == len(constants) > 0 and min(constants) < where.line


def _binds_number(name: str, statement: ast.stmt) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=target)], value=ast.Constant(value=int() as value)):
            return target == name and not isinstance(value, bool)
        case ast.AnnAssign(target=ast.Name(id=target), value=ast.Constant(value=int() as value)):
            return target == name and not isinstance(value, bool)
    return False

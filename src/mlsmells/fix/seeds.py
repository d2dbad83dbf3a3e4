"""What "{seed}" stands for: the seed that the program already has, else the configured number."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.own_seeds import own_seed
from mlsmells.fix.repetition import varied
from mlsmells.fix.units import line_starts, parse

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

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
    """Source text of the seed for code at ``where``. Raises Refused where one seed would end a repetition."""
    own = own_seed(units, where)
    if own is not None and own.varies:
        return own.text
    return varied(units, where, own.text if own is not None else str(seed))


def _is_placeholder(node: ast.Set) -> bool:
    match node:
        case ast.Set(elts=[ast.Name(id="seed")]):
            return True
    return False

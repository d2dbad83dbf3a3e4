"""All of a list, some at a time."""

from __future__ import annotations

import ast

from mlsmells.facts.syntax.walk import called_as


def goes_in_steps(loop: ast.AST, index: ast.Slice) -> bool:
    """``files[i : i + size]`` for each ``i`` of ``range(0, n, size)``: all of them, some at a time."""
    match loop:
        case ast.For(target=ast.Name(id=name), iter=ast.Call(args=[_, _, _] as bounds) as over):
            first = isinstance(index.lower, ast.Name) and index.lower.id == name
            ends = ast.walk(index.upper) if index.upper is not None else ()
            inside = any(isinstance(node, ast.Name) and node.id == name for node in ends)
            begins = isinstance(bounds[0], ast.Constant) and bounds[0].value == 0
            return called_as(over.func) in ("range", "trange", "arange") and first and inside and begins
    return False

"""Expressions that mean the same wherever they are written."""

from __future__ import annotations

import ast


def is_plain(node: ast.expr) -> bool:
    """``X``, ``df[["a", "b"]]``, ``data.data``, ``df.drop(columns="id")``."""
    match node:
        case ast.Name():
            return True
        case ast.Attribute(value=value):
            return is_plain(value)
        case ast.Subscript(value=value, slice=ast.Constant() | ast.Name()):
            return is_plain(value)
        case ast.Subscript(value=value, slice=ast.List(elts=items)):
            return is_plain(value) and all(isinstance(item, ast.Constant) for item in items)
        case ast.Call(func=ast.Attribute(value=value, attr="drop"), args=args, keywords=keywords):
            named = {keyword.arg: keyword.value for keyword in keywords}
            is_known = named.keys() <= {"columns", "axis"} and all(map(_is_written, [*args, *named.values()]))
            return is_known and is_plain(value)
    return False


def _is_written(node: ast.expr) -> bool:
    """A constant, or a list of them."""
    items = node.elts if isinstance(node, ast.List) else [node]
    return all(isinstance(item, ast.Constant) for item in items)

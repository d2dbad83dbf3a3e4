"""Statements that only show something to a reader: nothing of the program depends on them."""

from __future__ import annotations

import ast

_METHODS = frozenset(
    "head tail info describe value_counts isnull isna notna sum mean any all hist plot boxplot corr sample nunique "
    "unique count sort_values min max std median dtypes round".split()
)
_DRAWING = frozenset({"plt", "sns", "px", "ax", "axes", "fig"})
_TELLING = frozenset({"print", "display", "pprint", "len", "Counter"})


def shows(statement: ast.stmt) -> bool:
    """``df.head()``, ``print(df.isnull().sum())``, ``sns.heatmap(df.corr())``, ``X.shape`` below a cell."""
    return isinstance(statement, ast.Expr) and _is_shown(statement.value)


def _is_shown(node: ast.expr) -> bool:
    match node:
        case ast.Call(keywords=keywords) if any(keyword.arg == "inplace" for keyword in keywords):
            return False
        case ast.Call(func=ast.Name(id=name), args=args):
            return name in _TELLING and all(_is_read(argument) for argument in args)
        case ast.Call(func=ast.Attribute(value=inner, attr=name), args=args):
            return (name in _METHODS or _draws(inner)) and all(_is_read(each) for each in (inner, *args))
    return _is_read(node)


def _draws(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and node.id in _DRAWING


def _is_read(node: ast.expr) -> bool:
    """No call in it changes anything: the methods are those above, or drawing."""
    for call in (inner for inner in ast.walk(node) if isinstance(inner, ast.Call)):
        match call.func:
            case ast.Name(id=name):
                known = name in _TELLING or name in ("str", "round", "type", "list", "sorted", "set", "Counter")
            case ast.Attribute(value=inner, attr=name):
                known = name in _METHODS or name in ("format", "bincount", "unique", "tolist") or _draws(inner)
            case _:
                known = False
        if not known or any(keyword.arg == "inplace" for keyword in call.keywords):
            return False
    return True

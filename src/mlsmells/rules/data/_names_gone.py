"""Columns that a kept ``drop``, ``rename`` or ``set_index`` takes away, and that the program still asks for."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from mlsmells.facts import Facts

_TAKING = {"drop", "rename", "set_index"}


def still_used(facts: Facts, call: ast.Call) -> str:
    """Why the result cannot simply be kept: a line that uses a column by its old name; "" where none does."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _TAKING:
        return ""
    names = _gone(call, call.func.attr)
    if names is None:
        return "it is not known which columns would be gone"
    own = set(ast.walk(call))
    again = _repeats(facts, call)
    for node in facts.nodes if names else ():
        line = getattr(node, "lineno", 0)
        if (line > call.lineno or again) and node not in own and _name_in(node) in names:
            return f"line {line} still uses {_name_in(node)!r}"
    return ""


def _gone(call: ast.Call, method: str) -> set[str] | None:
    """The names as they are written; none where rows go, None where they are not all written there."""
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    first = call.args[0] if call.args else None
    if method == "drop" and "columns" not in keywords and not _is_columns(keywords.get("axis"), call):
        return set()
    given = next((keywords[name] for name in ("columns", "keys", "labels") if name in keywords), first)
    match given:
        case ast.Constant(value=str() as one):
            return {one}
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return _texts(items)
        case ast.Dict(keys=keys):
            return _texts(keys)
    return None


def _is_columns(axis: ast.expr | None, call: ast.Call) -> bool:
    given = axis or (call.args[1] if len(call.args) > 1 else None)
    return isinstance(given, ast.Constant) and given.value in (1, "columns")


def _texts(nodes: Sequence[ast.expr | None]) -> set[str] | None:
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts if len(texts) == len(nodes) else None


def _name_in(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Attribute(attr=name):
            return name
    return ""


def _repeats(facts: Facts, call: ast.Call) -> bool:
    """In a loop or function, lines above it may run after it."""
    blocks = (node for node in facts.nodes if isinstance(node, ast.For | ast.While | ast.FunctionDef))
    return any(node.lineno <= call.lineno <= (node.end_lineno or 0) for node in blocks)

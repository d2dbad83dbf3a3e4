"""Imports and definitions of a file, for comparison between files."""

from __future__ import annotations

import ast
import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from mlsmells.facts import nodes

_PLOT_WORDS = frozenset(
    "plt sns plot axes ax fig figure seaborn matplotlib plotly px go show bokeh altair savefig imshow".split()
)
# Variants of a network share their wiring on purpose: their methods are not compared.
_NETWORKS = frozenset({"Module", "Layer", "Model", "LightningModule", "Sequential", "ModuleList", "PreTrainedModel"})
# Shorter functions are alike by chance.
MIN_STATEMENTS = 6
Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def imports(tree: ast.Module | None) -> Iterator[dict[str, Any]]:
    """All imports of a file, also those inside functions, in text order."""
    for node in nodes.statements(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield {"module": alias.name, "names": [], "level": 0, "line": node.lineno}
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            yield {"module": node.module or "", "names": names, "level": node.level, "line": node.lineno}


def definitions(
    tree: ast.Module | None, *, full: bool = True, events: Sequence[int] | None = None
) -> Iterator[dict[str, Any]]:
    """Top-level functions and classes, and the methods of these classes.

    ``full`` also says how long they are, whether they draw, and gives a digest of the body. ``events`` are
    the lines of a file's events, rising: with them, functions that may be copies have a shape.
    """
    for node in tree.body if tree is not None else ():
        if isinstance(node, Defined):
            yield _definition(node, node.name, full, events)
        if isinstance(node, ast.ClassDef):
            own = None if any(words(base) & _NETWORKS for base in node.bases) else events
            for method in node.body:
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield _definition(method, f"{node.name}.{method.name}", full, own)


def _definition(node: Defined, name: str, full: bool, events: Sequence[int] | None) -> dict[str, Any]:
    end = node.end_lineno or node.lineno
    at = bisect_left(events, node.lineno) if events is not None else 0
    return {
        "name": name,
        "kind": "class" if isinstance(node, ast.ClassDef) else "method" if "." in name else "function",
        "line": node.lineno,
        "end_line": end,
        "statements": statements(node) if full else 0,
        "plots": full and plots(node),
        "hash": digest(node) if full else "",
        "shape": shape(node) if events is not None else "",
        "works": bool(events) and at < len(events or ()) and (events or ())[at] <= end,
    }


def shape(node: Defined) -> str:
    """The kinds of a function's statements: cheap, and equal for copies. Nothing for short functions and classes."""
    if isinstance(node, ast.ClassDef) or (node.end_lineno or 0) - node.lineno < MIN_STATEMENTS:
        return ""
    kinds = [
        f"{type(s).__name__} {type(getattr(s, 'value', None) or getattr(s, 'test', None)).__name__}"
        for s in nodes.statements(ast.Module(_body(node), []))
        if isinstance(s, ast.stmt)
    ]
    if len(kinds) < MIN_STATEMENTS:
        return ""
    return hashlib.sha256(" ".join(kinds).encode()).hexdigest()[:8]


def _body(node: Defined) -> list[ast.stmt]:
    """The body without its docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return node.body[1:] if documented else node.body


def statements(node: Defined) -> int:
    """How many statements the body holds, at any depth."""
    return sum(isinstance(inner, ast.stmt) for statement in _body(node) for inner in ast.walk(statement))


def plots(node: Defined) -> bool:
    """A helper that draws: more than a third of its calls are plotting calls, or it says so."""
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
    drawing = sum(bool(words(call.func) & _PLOT_WORDS) for call in calls)
    named = bool(
        set(node.name.lower().split("_"))
        & {"plot", "plots", "show", "draw", "display", "visualize", "viz", "print", "chart", "charts", "figure"}
    )
    return drawing * 3 > len(calls) > 0 or named


def words(node: ast.AST) -> set[str]:
    """The names and attributes in an expression."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return names | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}


def digest(node: Defined) -> str:
    """Equal for bodies that differ only in the names of their variables, comments and layout."""
    order: dict[str, str] = {}
    args = node.args if not isinstance(node, ast.ClassDef) else None
    local = _local(node)
    tokens: list[str] = [order.setdefault(name, f"v{len(order)}") for name in _argument_names(args)]
    for statement in _body(node):
        for inner in ast.walk(statement):
            tokens.append(_token(inner, local, order))
    return hashlib.sha256("\n".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def parts(node: Defined) -> list[str]:
    """A digest of each statement by itself, so that two functions can be compared statement by statement."""
    local = _local(node)
    return [_part(s, local) for s in nodes.statements(ast.Module(_body(node), [])) if isinstance(s, ast.stmt)]


_INNER = (ast.stmt, ast.excepthandler, ast.match_case)


def _part(statement: ast.stmt, local: set[str]) -> str:
    order: dict[str, str] = {}
    tokens = [_token(statement, local, order)]
    stack = [child for child in ast.iter_child_nodes(statement) if not isinstance(child, _INNER)]
    while stack:
        node = stack.pop()
        tokens.append(_token(node, local, order))
        stack.extend(child for child in ast.iter_child_nodes(node) if not isinstance(child, _INNER))
    return hashlib.sha256("\n".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _local(node: Defined) -> set[str]:
    args = node.args if not isinstance(node, ast.ClassDef) else None
    local = {a.arg for a in ast.walk(args) if isinstance(a, ast.arg)} if args is not None else set()
    return local | {
        n.id for s in node.body for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


def _argument_names(args: ast.arguments | None) -> list[str]:
    if args is None:
        return []
    return [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]


def _token(node: ast.AST, local: set[str], order: dict[str, str]) -> str:
    kind = type(node).__name__
    match node:
        case ast.Name(id=name):
            return f"{kind} {order.setdefault(name, f'v{len(order)}') if name in local else name}"
        case ast.Attribute(attr=name) | ast.keyword(arg=name):
            return f"{kind} {name}"
        case ast.Constant(value=value):
            return f"{kind} {value!r}"
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
            return f"{kind} {name}"
    return kind

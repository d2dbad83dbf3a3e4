"""Which names statements and functions bind, whenever they run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mlsmells.facts.syntax.walk import every_node, inner_nodes, statements

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_TARGETS = (ast.Tuple, ast.List, ast.Starred)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SCOPES = (*_DEFINITIONS, ast.Lambda)
_NAMING = (*_DEFINITIONS, ast.alias, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)


class Body(NamedTuple):
    """What a call of a function runs."""

    statements: list[ast.stmt]
    locals: frozenset[str]
    is_generator: bool


def body_of(function: FunctionNode, code: str) -> Body:
    """Costs walks over the function: ask once. ``code`` is text in which the function stands."""
    body: list[ast.stmt] = [ast.Expr(function.body)] if isinstance(function, ast.Lambda) else function.body
    return Body(
        body,
        frozenset(local_names(function, code)),
        "yield" in code and any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in every_node(function)),
    )


def local_names(function: FunctionNode, code: str) -> set[str]:
    """All names that are local to a function."""
    args = function.args
    arguments = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    names = {arg.arg for arg in arguments if arg is not None}
    if not isinstance(function, ast.Lambda):
        names |= bound_names(function.body, code) - globals_set(function)
        names |= {p.name for p in getattr(function, "type_params", ())}
    return names


def bound_names(body: Iterable[ast.AST], code: str) -> set[str]:
    """Names that statements bind in their own scope, wherever in it. ``code`` is text in which they stand."""
    values = ast.expr if ":=" not in code else ()  # nothing else binds inside expressions
    out: set[str] = set()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                out.add(node.id)
            continue
        if isinstance(node, values) and not isinstance(node, _TARGETS):
            continue
        if isinstance(node, COMPREHENSIONS):
            out.update(n.target.id for n in every_node(node) if isinstance(n, ast.NamedExpr))
            continue
        if isinstance(node, _NAMING):
            out.update(_binds(node))
        if isinstance(node, _SCOPES):
            continue
        stack += inner_nodes(node)
    return out


def _binds(node: ast.AST) -> Iterable[str]:
    if isinstance(node, _DEFINITIONS):
        return (node.name,)
    if isinstance(node, ast.alias):
        return () if node.name == "*" else (node.asname or node.name.partition(".")[0],)
    name = getattr(node, "rest" if isinstance(node, ast.MatchMapping) else "name")
    return () if name is None else (name,)


def pattern_names(pattern: ast.pattern) -> Iterator[str]:
    """Names that a pattern of ``match`` binds."""
    for node in every_node(pattern):
        name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if isinstance(name, str):
            yield name


def globals_set(function: ast.AST) -> set[str]:
    """Names the function declares global: calling it may bind them."""
    return {name for node in statements(function) if isinstance(node, ast.Global) for name in node.names}

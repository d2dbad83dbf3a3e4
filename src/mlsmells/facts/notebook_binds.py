"""Which names statements and functions bind, whenever they run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mlsmells.facts.nodes import INNER, every_node, statements

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Body(NamedTuple):
    """What a call of a function runs. ``leaves``: the statements that may end the call."""

    statements: list[ast.stmt]
    leaves: list[bool]
    locals: frozenset[str]
    is_generator: bool


def body_of(function: FunctionNode) -> Body:
    """Costs a walk over the function: ask once."""
    body: list[ast.stmt] = [ast.Expr(function.body)] if isinstance(function, ast.Lambda) else function.body
    return Body(
        body,
        [any(isinstance(node, (ast.Return, ast.Raise)) for node in statements(each)) for each in body],
        frozenset(local_names(function)),
        any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in every_node(function)),
    )


def local_names(function: FunctionNode) -> set[str]:
    """All names that are local to a function."""
    args = function.args
    arguments = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    names = {arg.arg for arg in arguments if arg is not None}
    if not isinstance(function, ast.Lambda):
        names |= bound_names(function.body) - globals_set(function)
        names |= {p.name for p in getattr(function, "type_params", ())}
    return names


def bound_names(body: Iterable[ast.AST]) -> set[str]:
    """Names that statements bind in their own scope, wherever in it."""
    out: set[str] = set()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        out.update(_binds(node))
        if isinstance(node, _SCOPES):
            continue
        if isinstance(node, COMPREHENSIONS):
            out.update(n.target.id for n in every_node(node) if isinstance(n, ast.NamedExpr))
            continue
        for field in INNER[type(node)]:
            value = getattr(node, field)
            if type(value) is list:
                stack += [v for v in value if v is not None]
            elif value is not None:
                stack.append(value)
    return out


def _binds(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Name):
        return (node.id,) if isinstance(node.ctx, ast.Store) else ()
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return (node.name,)
    if isinstance(node, ast.alias):
        return () if node.name == "*" else (node.asname or node.name.partition(".")[0],)
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)):
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        return () if name is None else (name,)
    return ()


def pattern_names(pattern: ast.pattern) -> Iterator[str]:
    """Names that a pattern of ``match`` binds."""
    for node in every_node(pattern):
        name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if isinstance(name, str):
            yield name


def globals_set(function: ast.AST) -> set[str]:
    """Names the function declares global: calling it may bind them."""
    return {name for node in statements(function) if isinstance(node, ast.Global) for name in node.names}

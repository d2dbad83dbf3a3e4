"""Which names statements and functions bind, whenever they run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


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
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(node, COMPREHENSIONS):
            out.update(n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
            continue
        stack.extend(ast.iter_child_nodes(node))
    return out


def _binds(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=asname) if name != "*":
            yield asname or name.partition(".")[0]
        case ast.ExceptHandler(name=str() as name):
            yield name
        case ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name) | ast.MatchMapping(rest=str() as name):
            yield name


def pattern_names(pattern: ast.pattern) -> Iterator[str]:
    """Names that a pattern of ``match`` binds."""
    for node in ast.walk(pattern):
        name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if isinstance(name, str):
            yield name


def globals_set(function: ast.AST) -> set[str]:
    """Names the function declares global: calling it may bind them."""
    return {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}

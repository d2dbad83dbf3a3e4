"""Which names mean a variable of the module."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def module_names(node: ast.AST, hidden: frozenset[str] = frozenset()) -> Iterator[ast.Name]:
    """The names in ``node`` that no function, class or comprehension inside it makes its own."""
    if isinstance(node, ast.Name):
        if node.id not in hidden:
            yield node
    elif isinstance(node, FUNCTIONS):
        body = node.body if isinstance(node.body, list) else [node.body]
        yield from _each(_outside(node), hidden)
        yield from _each(body, hidden | _parameters(node.args) | bound(body))
    elif isinstance(node, ast.ClassDef):
        own = hidden | bound(node.body)
        yield from _each((*node.decorator_list, *node.bases, *node.keywords), hidden)
        for statement in node.body:  # methods do not see the names of the class
            yield from module_names(statement, hidden if isinstance(statement, DEFINITIONS) else own)
    elif isinstance(node, COMPREHENSIONS):
        targets = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        yield from module_names(node.generators[0].iter, hidden)
        first = node.generators[0].iter
        inner = [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.comprehension)]
        inner += [n for g in node.generators for n in (g.iter, *g.ifs) if n is not first]
        yield from _each(inner, hidden | targets)
    else:
        yield from _each(ast.iter_child_nodes(node), hidden)


def _each(nodes: Iterable[ast.AST], hidden: frozenset[str]) -> Iterator[ast.Name]:
    for node in nodes:
        yield from module_names(node, hidden)


def _outside(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Iterator[ast.AST]:
    """What is evaluated where a function is defined."""
    yield from (d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None)
    yield from getattr(node, "decorator_list", ())


def _parameters(args: ast.arguments) -> frozenset[str]:
    return frozenset(a.arg for a in ast.walk(args) if isinstance(a, ast.arg))


def bound(body: Iterable[ast.AST]) -> frozenset[str]:
    """Names that these statements bind in their own scope, imports included."""
    out: set[str] = set()
    stack = list(body)
    while stack:
        node = stack.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                out.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                out.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                out.add(name)
            case ast.alias(name=name, asname=other):
                out.add(other or name.partition(".")[0])
        if not isinstance(node, (*DEFINITIONS, ast.Lambda, *COMPREHENSIONS)):
            stack.extend(ast.iter_child_nodes(node))
    return frozenset(out)

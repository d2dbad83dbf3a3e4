"""Code that is nested too deeply to be followed: what lies below a certain depth becomes unknown, the rest stays.

So do whole numbers that Python refuses to write out: in hexadecimal digits a source may hold them.

An expression is replaced by one that has no value. A block is replaced by assignments of such values to the names that
it binds, so that nobody believes in what they were before.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mlsmells.sources.document import Problem, Source
from mlsmells.sources.python import PARSER_ERRORS, parse

if TYPE_CHECKING:
    from typing import TypeGuard

_MOST_BITS = 14_000  # 4,300 decimal digits have a few more
_Place = tuple[ast.AST, int, int]  # a node, its depth, and the line of its statement


def shallow(source: Source, depth: int) -> Source | None:
    """The source without what is nested deeper; None if nothing is. Its own tree may be shared, and stays as it is."""
    try:
        tree = source.tree if source.is_notebook else parse(source.text)
    except PARSER_ERRORS:
        return None
    lines = sorted(set(_cut(tree, depth))) if tree is not None else []
    if not lines:
        return None
    problems = (_problem(source, line) for line in lines)
    return replace(source, tree=tree, problems=(*source.problems, *problems))


def _problem(source: Source, line: int) -> Problem:
    place = source.place(line)
    return Problem(place.line, "nested too deeply, or too large: what this does is not known", place.cell, is_note=True)


def _cut(tree: ast.Module, depth: int) -> Iterator[int]:
    """Cuts what is deeper; gives the lines of the statements that lost something."""
    stack: list[_Place] = [(tree, 0, 1)]
    while stack:
        node, level, line = stack.pop()
        line = node.lineno if isinstance(node, ast.stmt) else line
        for field, value in ast.iter_fields(node):
            if level >= depth and _is_block(value):
                yield value[0].lineno
                setattr(node, field, _bound(value))
                continue
            children = value if isinstance(value, list) else [value]
            for at, child in enumerate(children):
                if _is_endless(child):
                    yield line
                    children[at] = ast.copy_location(ast.Slice(), child)
                elif level < depth or (isinstance(child, ast.AST) and not isinstance(child, ast.expr)):
                    stack += [(child, level + 1, line)] if isinstance(child, ast.AST) else []
                elif _is_deep(child):
                    yield line
                    children[at] = ast.copy_location(ast.Slice(), child)
            if not isinstance(value, list) and children[0] is not value:
                setattr(node, field, children[0])


def _is_endless(node: object) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value.bit_length() > _MOST_BITS


def _is_deep(node: object) -> TypeGuard[ast.expr]:
    """An expression with others in it, and none that is assigned to."""
    if not isinstance(node, ast.expr) or isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
        return False
    return any(isinstance(inner, (ast.expr, ast.comprehension)) for inner in ast.iter_child_nodes(node))


def _is_block(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], ast.stmt)


def _bound(block: Sequence[ast.stmt]) -> list[ast.stmt]:
    """What is left of a block: each of its names has some value."""
    names: dict[str, None] = {}
    stack: list[ast.AST] = list(block)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names[node.id] = None
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names[node.name] = None
            continue
        stack += ast.iter_child_nodes(node)
    where = block[0]
    made = [ast.Assign([ast.Name(name, ast.Store())], ast.Slice()) for name in sorted(names)]
    for statement in made:
        for node in ast.walk(statement):
            ast.copy_location(node, where)
    return [*made] or [ast.copy_location(ast.Pass(), where)]

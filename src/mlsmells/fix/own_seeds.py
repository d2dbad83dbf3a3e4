"""The seed that a program already has, so that a fix never writes a second number beside it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.scopes import FUNCTIONS, arguments, around, bindings, is_shadowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

CONSTANTS = ("SEED", "RANDOM_STATE", "RANDOM_SEED", "seed", "random_state", "random_seed")
VARIABLES = ("seed", "random_state", "random_seed", "rng_seed")
# A seed is passed under these names, or to a function that is called so.
_KEYWORDS = {"seed", "random_state", "random_seed"}
_SEEDERS = {
    "seed",
    "set_seed",
    "manual_seed",
    "seed_everything",
    "set_random_seed",
    "fix_seed",
    "default_rng",
    "RandomState",
    "Random",
    "PRNGKey",
}


class OwnSeed(NamedTuple):
    """Source text of a seed. ``varies``: whoever calls the function or runs the loop gives another one each time."""

    text: str
    varies: bool = False


def own_seed(units: list[Unit], where: Span) -> OwnSeed | None:
    """The seed of the program that can be used at the place; None where there is none.

    In this order: a parameter or loop variable around the place, a constant, what other calls are
    seeded with, an entry of the command line, a number.
    """
    for node in reversed(around(units, where)):
        if varying := _varying(node):
            return OwnSeed(varying, varies=True)
    for name in CONSTANTS:
        if _is_constant_before(name, units, where):
            return OwnSeed(name)
    used = list(_used(units))
    for expression in used:
        if not isinstance(expression, ast.Constant) and _is_known_at(expression, units, where):
            return OwnSeed(ast.unparse(expression))
    if parsed := _parsed(units, where):
        return OwnSeed(parsed)
    numbers = [node for node in used if isinstance(node, ast.Constant) and type(node.value) is int]
    return OwnSeed(ast.unparse(numbers[0])) if numbers else None


def _varying(node: ast.AST) -> str:
    """The seed that a function takes or a loop goes through, by its name."""
    if isinstance(node, FUNCTIONS):
        for name in VARIABLES:
            if name in arguments(node) and not any(True for _ in bindings(name, *node.body)):
                return name
    if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and node.target.id in VARIABLES:
        return node.target.id
    return ""


def _is_constant_before(name: str, units: list[Unit], where: Span) -> bool:
    """Bound once at module level, before the place, to a whole number or by an import."""
    statement = _bound_once_before(name, units, where)
    match statement:
        case ast.Assign(value=ast.Constant(value=value)) | ast.AnnAssign(value=ast.Constant(value=value)):
            return type(value) is int
        case ast.ImportFrom():
            return name.isupper()
    return False


def _bound_once_before(name: str, units: list[Unit], where: Span) -> ast.stmt | None:
    """The one statement at module level that binds the name, if it stands before the place and holds there."""
    bound = [(unit, node) for unit in units for node in bindings(name, unit.tree)]
    if len(bound) != 1 or is_shadowed(name, units, where):
        return None
    unit, node = bound[0]
    for statement in unit.tree.body:
        if unit.span(statement).end_line < where.line and node in ast.walk(statement):
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom):
                return statement
    return None


def _used(units: list[Unit]) -> Iterator[ast.expr]:
    """Expressions that are a seed somewhere in the program, in its order."""
    for unit in units:
        for node in ast.walk(unit.tree):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if name in _SEEDERS:
                    yield first
                case ast.keyword(arg=name, value=value) if name in _KEYWORDS:
                    yield value
                case ast.Dict(keys=keys, values=values):
                    pairs = zip(keys, values, strict=True)
                    yield from (value for key, value in pairs if key is not None and _is_seed_key(key))


def _is_seed_key(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in _KEYWORDS


def _is_known_at(expression: ast.expr, units: list[Unit], where: Span) -> bool:
    """Whether a name, or an attribute or entry of one, means the same at the place."""
    root = expression
    while isinstance(root, ast.Attribute | ast.Subscript):
        if isinstance(root, ast.Subscript) and not isinstance(root.slice, ast.Constant):
            return False
        root = root.value
    if not isinstance(root, ast.Name):
        return False
    name = root.id
    for node in reversed(around(units, where)):
        if isinstance(node, FUNCTIONS):
            if name in arguments(node):
                return expression in ast.walk(node) and not any(True for _ in bindings(name, *node.body))
            if any(True for _ in bindings(name, *node.body)):
                return _is_local_before(name, node, where)
    return _bound_once_before(name, units, where) is not None


def _is_local_before(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef, where: Span) -> bool:
    """Bound once, by a statement of the function's own body that stands before the place."""
    bound = list(bindings(name, *function.body))
    own = [statement for statement in function.body if isinstance(statement, ast.Assign | ast.AnnAssign)]
    return len(bound) == 1 and any(bound[0] in ast.walk(s) and (s.end_lineno or 0) < where.line for s in own)


def _parsed(units: list[Unit], where: Span) -> str:
    """``args.seed``, where the program takes ``--seed`` with a number as default."""
    for unit in units:
        options = [option for node in ast.walk(unit.tree) if (option := _seed_option(node))]
        for node in ast.walk(unit.tree) if options else ():
            match node:
                case ast.Assign(targets=[ast.Name() as target], value=ast.Call(func=ast.Attribute(attr="parse_args"))):
                    entry = ast.Attribute(target, options[0], ast.Load())
                    if _is_known_at(entry, units, where):
                        return ast.unparse(entry)
    return ""


def _seed_option(node: ast.AST) -> str:
    match node:
        case ast.Call(
            func=ast.Attribute(attr="add_argument"), args=[*_, ast.Constant(value=str() as option)], keywords=keywords
        ):
            name = option.lstrip("-").replace("-", "_")
            defaults = [keyword.value for keyword in keywords if keyword.arg == "default"]
            if name in VARIABLES and any(isinstance(d, ast.Constant) and type(d.value) is int for d in defaults):
                return name
    return ""

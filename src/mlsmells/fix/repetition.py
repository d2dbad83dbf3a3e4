"""A place that runs several times: one seed there would make every repetition the same.

``for rep in range(5): train_test_split(X, y)`` measures how far scores spread. With one number for all five
the spread is 0, and the program lies. So the counter is added, or the fix is refused.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.fix.scopes import COMPREHENSIONS, FUNCTIONS, around
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit

Holders = list[ast.AST]  # the nodes around a place, outermost first
_COUNTS = {"range", "count", "trange"}
_LOOPS = (ast.For, ast.AsyncFor, ast.While, *COMPREHENSIONS)


def varied(units: list[Unit], where: Span, seed: str) -> str:
    """The seed for the place: as it is, or with the counter of the loop around it. Raises Refused."""
    holders = around(units, where)
    inner = _innermost_function(holders)
    repeats = [loop for loop in _running(holders[inner:]) if _repeats(loop)]
    if inner:
        _refuse_repeated_calls(holders[:inner], units)
    if not repeats:
        return seed
    if len(repeats) > 1:
        raise Refused("it stands in a loop within a loop: one seed would make the repetitions the same")
    return f"{seed} + {_counter(repeats[0])}"


def _innermost_function(holders: Holders) -> int:
    """How many of the nodes stand outside the body of the innermost function; 0 where there is none."""
    inner = [*holders[1:], None]
    found = [
        index
        for index, node in enumerate(holders, 1)
        if isinstance(node, (*FUNCTIONS, ast.Lambda)) and not _is_head(inner[index - 1], node)
    ]
    return found[-1] if found else 0


def _is_head(node: ast.AST | None, function: ast.AST) -> bool:
    """Defaults and decorators are worked out once, where the function is made."""
    made = function.args  # type: ignore[attr-defined]
    heads = (*made.defaults, *made.kw_defaults, *getattr(function, "decorator_list", ()))
    return any(node is head for head in heads)


def _running(holders: Holders) -> Holders:
    """The loops that run the innermost node again in each pass; what a loop goes through is made once."""
    loops: Holders = []
    for node, inside in zip(holders, [*holders[1:], None], strict=False):
        head = node.generators[0] if isinstance(node, COMPREHENSIONS) else node
        if isinstance(node, _LOOPS) and not (inside is not None and inside in (getattr(head, "iter", None), head)):
            loops.append(node)
    return loops


def _repeats(loop: ast.AST) -> bool:
    """A loop that counts, or goes on while something holds; one over data or models does other work each time."""
    if isinstance(loop, ast.While):
        return True
    sources = [loop.iter] if isinstance(loop, ast.For | ast.AsyncFor) else [g.iter for g in loop.generators]  # type: ignore[attr-defined]
    return any(_counts(node) for source in sources for node in ast.walk(source))


def _counts(node: ast.AST) -> bool:
    """``range(n)`` and its like, and numbers that are written out."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _COUNTS
        case ast.List(elts=[_, *_] as items) | ast.Tuple(elts=[_, *_] as items):
            return all(isinstance(item, ast.Constant) and type(item.value) is int for item in items)
    return False


def _counter(loop: ast.AST) -> str:
    """The whole number that is another one in each pass."""
    if isinstance(loop, COMPREHENSIONS):
        loop = loop.generators[0]
    match loop:
        case ast.For(target=ast.Name(id=name), iter=source) | ast.comprehension(target=ast.Name(id=name), iter=source):
            if name.strip("_") and _counts(_unwrapped(source)):
                return name
    raise Refused("it stands in a loop: one seed would make every pass the same")


def _unwrapped(source: ast.expr) -> ast.expr:
    """``tqdm(range(5))`` counts as its argument does."""
    match source:
        case ast.Call(func=ast.Name(id="tqdm") | ast.Attribute(attr="tqdm"), args=[inner, *_]):
            return inner
    return source


def _refuse_repeated_calls(holders: Holders, units: list[Unit]) -> None:
    """The innermost function (the last of the nodes) must not be run several times, nor who calls it."""
    seen: Holders = []
    while holders and holders[-1] not in seen:
        seen.append(holders[-1])
        name = getattr(holders[-1], "name", "")
        if not name:
            raise Refused("it stands in a lambda, which may be called several times")
        kind = ast.Attribute if len(holders) > 1 and isinstance(holders[-2], ast.ClassDef) else ast.Name
        uses = [(unit, node) for unit in units for node in ast.walk(unit.tree) if _is_use(node, name, kind)]
        if not uses:
            return
        unit, use = uses[0]
        around_use = around(units, unit.span(use))
        inner = _innermost_function(around_use)
        if len(uses) > 1 or not _is_call_of(unit, use) or _running(around_use[inner:]):
            raise Refused(f"{name}() may run several times: one seed would make every run the same")
        holders = around_use[:inner]


def _is_use(node: ast.AST, name: str, kind: type[ast.expr]) -> bool:
    match node:
        case ast.Name(id=own, ctx=ast.Load()) | ast.Attribute(attr=own, ctx=ast.Load()):
            return own == name and isinstance(node, kind)
    return False


def _is_call_of(unit: Unit, use: ast.AST) -> bool:
    """Whether it is called there, not handed on to someone who may call it often."""
    parent = unit.parent(use)
    return isinstance(parent, ast.Call) and parent.func is use

"""Variables that the function of a schedule reads, and that its surroundings bind anew after it was made."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAYS = regex(r"LambdaLR|MultiplicativeLR|LearningRateScheduler")
_SCHEDULES = frozenset({"LambdaLR", "MultiplicativeLR", "LearningRateScheduler"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
Asked = ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef


class Rebound(NamedTuple):
    """``read`` of ``name`` in the function of ``schedule``; ``again`` gives the name another value."""

    read: ast.Name
    name: str
    schedule: ast.Call
    again: ast.stmt


def rebound(facts: Facts) -> Iterator[Rebound]:
    """All of the file, one for each schedule and name."""
    if not facts.says(_SAYS) or facts.source.tree is None:
        return
    for block in (facts.source.tree, *(f.node for f in facts.functions)):
        own = list(_own(block))
        made = [n for n in own if isinstance(n, ast.Call) and called_as(n.func) in _SCHEDULES]
        for schedule in made:
            if any(other.lineno > schedule.lineno for other in made):
                continue  # another one follows, with the new value
            for asked in _functions(schedule, own):
                yield from _of(asked, schedule, own)


def _own(block: ast.AST) -> Iterator[ast.AST]:
    """What runs in the block itself; functions in it as a whole."""
    for child in ast.iter_child_nodes(block):
        yield child
        if not isinstance(child, _SCOPES):
            yield from _own(child)


def _functions(schedule: ast.Call, own: list[ast.AST]) -> Iterator[Asked]:
    """What the schedule will ask: a lambda among its arguments, or a function of the block by its name."""
    given = [*schedule.args, *(k.value for k in schedule.keywords)]
    parts = [part for value in given for part in (value.elts if isinstance(value, (ast.List, ast.Tuple)) else [value])]
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    yield from (part for part in parts if isinstance(part, ast.Lambda))
    for node in own:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name in names:
            yield node
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Lambda)
            and {*map(called_as, node.targets)} & names
        ):
            yield node.value


def _of(asked: Asked, schedule: ast.Call, own: list[ast.AST]) -> Iterator[Rebound]:
    inside = every_node(asked)
    arguments = asked.args
    bound = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    bound |= {n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    defaults = {id(n) for d in (*arguments.defaults, *arguments.kw_defaults) if d is not None for n in every_node(d)}
    seen = set(bound)
    for read in inside:
        if not isinstance(read, ast.Name) or read.id in seen or id(read) in defaults:
            continue
        seen.add(read.id)
        again = _again(read.id, schedule, own)
        if again is not None:
            yield Rebound(read, read.id, schedule, again)


def _again(name: str, schedule: ast.Call, own: list[ast.AST]) -> ast.stmt | None:
    """The first statement after the schedule that gives the name another value; it had one before."""
    bound = [n for n in own if isinstance(n, (ast.Assign, ast.For)) and name in _targets(n)]
    before = [n for n in bound if n.lineno < schedule.lineno]
    around = next((n for n in before if isinstance(n, ast.For) and _holds(n, schedule)), None)
    if around is not None and _is_collected(schedule, around):
        return around
    later = [n for n in bound if n.lineno > schedule.lineno]
    if around is not None or not before or not later or _is_counter(before[-1]):
        return None
    return later[0]


def _targets(node: ast.Assign | ast.For) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {n.id for target in targets for n in every_node(target) if isinstance(n, ast.Name) and _stores(n)}


def _stores(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _holds(loop: ast.For, node: ast.AST) -> bool:
    return any(inner is node for inner in every_node(loop))


def _is_collected(schedule: ast.Call, loop: ast.For) -> bool:
    """Each pass of the loop makes one, and all of them are kept."""
    calls = (n for n in every_node(loop) if isinstance(n, ast.Call) and called_as(n.func) == "append")
    return any(inner is schedule for call in calls for arg in call.args for inner in every_node(arg))


def _is_counter(node: ast.Assign | ast.For) -> bool:
    """``step = 0``: the schedule is meant to see how far the training is."""
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value in (0, None, 1)

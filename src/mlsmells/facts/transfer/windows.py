"""Pieces cut from a sequence, ``x[i : i + n]`` or ``x[i - n : i]``: whether one shares rows with the next.

They are windows where ``i`` is counted in steps that are shorter than ``n``.
"""

from __future__ import annotations

import ast

from mlsmells.facts.domain.kinds import HintKind
from mlsmells.facts.domain.lattice import merge_hints
from mlsmells.facts.domain.values import Hint, Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run

# The name of the position that a Dataset of the file is asked for.
ELEMENT = "position of an element"
# What a length or a step is written with: looking at it does nothing.
_PLAIN = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Attribute, ast.operator, ast.unaryop, ast.Load)


def hints(run: Run, node: ast.AST, part: Value, index: ast.expr) -> tuple[Hint, ...]:
    """The hints of a part that a loop cuts from a whole."""
    if not isinstance(index, ast.Slice):
        return part.hints
    name, length = _length(index.lower, index.upper, ast.Add)
    if length is None:
        name, length = _length(index.upper, index.lower, ast.Sub)
    step = _step_of(run, name) if length is not None else None
    if step is None or length is None:
        return part.hints
    kind: HintKind = "windows" if _shorter(run, step, length) else "piece"
    return merge_hints(part.hints, (Hint(kind, run.reported_at(node)),))


def _shorter(run: Run, step: ast.expr, length: ast.expr) -> bool:
    """The step is known to be shorter: by their values, or as a part of the length (``n // 2``)."""
    a, b = _number(run, step), _number(run, length)
    if a is not None and b is not None:
        return 0 < a < b
    if b is None and isinstance(step, ast.BinOp) and isinstance(step.op, ast.FloorDiv):
        return ast.dump(step.left) == ast.dump(length) and (_number(run, step.right) or 0) > 1
    return a == 1 and b is None


def _number(run: Run, node: ast.expr) -> int | float | None:
    if not all(isinstance(inner, _PLAIN) for inner in ast.walk(node)):
        return None
    const = evaluate(run, node).const
    return const if isinstance(const, (int, float)) and not isinstance(const, bool) else None


def _length(near: ast.expr | None, far: ast.expr | None, op: type[ast.operator]) -> tuple[str, ast.expr | None]:
    """The counter, and how far the other end is from it."""
    if isinstance(near, ast.Name) and isinstance(far, ast.BinOp) and isinstance(far.op, op):
        if isinstance(far.left, ast.Name) and far.left.id == near.id:
            return near.id, far.right
    return "", None


def _step_of(run: Run, name: str) -> ast.expr | None:
    """By how much a loop around counts the name on: ``range(…)``, or an addition in a ``while`` loop.

    The elements of a Dataset are asked for one by one.
    """
    counted = run.context.frame.find(name)
    if counted is not None and counted.name == ELEMENT:
        return ast.Constant(1)
    for loop in reversed(run.context.loops):
        if isinstance(loop, ast.While):
            if (step := _added(loop, name)) is not None:
                return step
            continue
        generators = getattr(loop, "generators", None) or [loop]
        for generator in generators:
            target, source = getattr(generator, "target", None), getattr(generator, "iter", None)
            if isinstance(target, ast.Name) and target.id == name:
                return _of_range(source)
    return None


def _of_range(source: ast.expr | None) -> ast.expr | None:
    match source:
        case ast.Call(func=ast.Name(id="range"), args=args):
            return args[2] if len(args) > 2 else ast.Constant(1)
    return None


def _added(loop: ast.While, name: str) -> ast.expr | None:
    for statement in loop.body:
        match statement:
            case ast.AugAssign(target=ast.Name(id=counter), op=ast.Add(), value=step) if counter == name:
                return step
            case ast.Assign(
                targets=[ast.Name(id=counter)], value=ast.BinOp(left=ast.Name(id=left), op=ast.Add(), right=step)
            ) if counter == left == name:
                return step
    return None

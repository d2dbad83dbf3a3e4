"""Windows cut from a sequence in a loop: whether one shares rows with the next."""

from __future__ import annotations

import ast

from mlsmells.facts.state.state import Run


def overlap(run: Run, index: ast.Slice) -> bool:
    """``x[i : i + n]`` or ``x[i - n : i]`` for every ``i`` of a range whose steps are shorter than ``n``."""
    name, length = _length(index.lower, index.upper, ast.Add)
    if length is None:
        name, length = _length(index.upper, index.lower, ast.Sub)
    counted = _range_of(run, name) if length is not None else None
    if counted is None or length is None:
        return False
    step = counted.args[2] if len(counted.args) > 2 else ast.Constant(1)
    if not isinstance(step, ast.Constant) or not isinstance(step.value, int):
        return False
    if isinstance(length, ast.Constant):
        return isinstance(length.value, int) and step.value < length.value
    return step.value == 1


def _length(near: ast.expr | None, far: ast.expr | None, op: type[ast.operator]) -> tuple[str, ast.expr | None]:
    """The counter, and how far the other end is from it."""
    if isinstance(near, ast.Name) and isinstance(far, ast.BinOp) and isinstance(far.op, op):
        if isinstance(far.left, ast.Name) and far.left.id == near.id:
            return near.id, far.right
    return "", None


def _range_of(run: Run, name: str) -> ast.Call | None:
    """The ``range(…)`` that a loop around counts the name through."""
    for loop in reversed(run.context.loops):
        generators = getattr(loop, "generators", None) or [loop]
        for generator in generators:
            target, source = getattr(generator, "target", None), getattr(generator, "iter", None)
            if isinstance(target, ast.Name) and target.id == name:
                called = isinstance(source, ast.Call) and isinstance(source.func, ast.Name)
                return source if called and source.func.id == "range" else None  # type: ignore[union-attr]
    return None

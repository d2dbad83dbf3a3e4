"""Windows cut from a sequence in a loop: whether one shares rows with the next."""

from __future__ import annotations

import ast

from mlsmells.facts.run import Run


def overlap(run: Run, index: ast.Slice) -> bool:
    """``x[i : i + n]`` for every ``i`` of a range whose steps are shorter than ``n``."""
    start, end = index.lower, index.upper
    if not isinstance(start, ast.Name) or not isinstance(end, ast.BinOp) or not isinstance(end.op, ast.Add):
        return False
    if not isinstance(end.left, ast.Name) or end.left.id != start.id:
        return False
    counted = _range_of(run, start.id)
    if counted is None:
        return False
    step, length = counted.args[2] if len(counted.args) > 2 else ast.Constant(1), end.right
    if not isinstance(step, ast.Constant) or not isinstance(step.value, int):
        return False
    if isinstance(length, ast.Constant):
        return isinstance(length.value, int) and step.value < length.value
    return step.value == 1


def _range_of(run: Run, name: str) -> ast.Call | None:
    """The ``range(…)`` that a loop around counts the name through."""
    for loop in reversed(run.loops):
        generators = getattr(loop, "generators", None) or [loop]
        for generator in generators:
            target, source = getattr(generator, "target", None), getattr(generator, "iter", None)
            if isinstance(target, ast.Name) and target.id == name:
                called = isinstance(source, ast.Call) and isinstance(source.func, ast.Name)
                return source if called and source.func.id == "range" else None  # type: ignore[union-attr]
    return None

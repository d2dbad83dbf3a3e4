"""Loops: known elements one by one, everything else twice, so that the second pass sees the first's end."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.elements import elements
from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.observers.order import of_iteration
from mlsmells.facts.state.dispatch import evaluate, run_block
from mlsmells.facts.state.state import Run, Snapshot, join_snapshots
from mlsmells.facts.transfer.assignment import assign_target
from mlsmells.facts.transfer.splits import folds


def _folds(run: Run, node: ast.expr, iterable: Value) -> Value:
    """Splitters of old scikit-learn are iterated over: they know the number of rows already."""
    for obj in iterable.objs:
        if obj.is_a("splitter") and isinstance(obj.node, ast.Call):
            return folds(run, obj.node, obj, Args(obj.node))
    return iterable


def run_for(run: Run, node: ast.For | ast.AsyncFor) -> None:
    iterable = _folds(run, node.iter, evaluate(run, node.iter))
    values = elements(iterable)
    outer, was_unrolled = run.loops, run.unrolled
    run.loops = (*outer, node)
    run.orders.append((node, len(run.calls), of_iteration(node.iter, iterable)))
    before = run.snapshot()
    if iterable.items is not None and len(values) > 1:
        # Known elements: each is a pass of its own, so nothing has to be repeated.
        run.unrolled = True
        for value in values:
            assign_target(run, node.target, value)
            run_block(run, node.body)
            _changed_in_place(run, node, value)
        run.unrolled = was_unrolled
    else:
        value = values[0] if values else UNKNOWN
        assign_target(run, node.target, value)
        run_block(run, node.body)

        def once_more() -> None:
            assign_target(run, node.target, value)
            run_block(run, node.body)

        _again(run, before, once_more)
    if not iterable.items:
        now = run.snapshot()
        run.restore(join_snapshots(now, before))
    run.loops = outer
    run.orders.pop()
    run_block(run, node.orelse)


def _changed_in_place(run: Run, node: ast.For | ast.AsyncFor, value: Value) -> None:
    """``for part in (train, test): part["a"] = …``: the frame has other names as well, and they see the change."""
    if value.kind != "frame" or not isinstance(node.target, ast.Name):
        return
    now = run.frame.vars.get(node.target.id)
    if now is None or now is value or now.kind != "frame":
        return
    for inner in node.body:
        for part in ast.walk(inner):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and part.id == node.target.id:
                return  # the name was bound to another frame
    for name, held in run.frame.vars.items():
        if held is value:
            run.frame.vars[name] = now


def run_while(run: Run, node: ast.While) -> None:
    evaluate(run, node.test)
    outer = run.loops
    run.loops = (*outer, node)
    before = run.snapshot()
    run_block(run, node.body)
    _again(run, before, lambda: run_block(run, node.body))
    run.restore(join_snapshots(run.snapshot(), before))
    run.loops = outer
    run_block(run, node.orelse)


def _again(run: Run, before: Snapshot, body: Callable[[], object]) -> None:
    """A second pass, if the first changed a name or attribute that the loop had on entry."""
    names, heap = before
    changed = any(run.frame.vars.get(k) is not v for k, v in names.items()) or any(
        run.heap.get(k) is not v for k, v in heap.items()
    )
    if not changed or run.depth > 1 or len(run.loops) > 3:
        return
    entry = join_snapshots((names, heap), run.snapshot())
    run.restore((dict(entry[0]), dict(entry[1])))
    body()

"""Loops: known elements one by one, everything else twice, so that the second pass sees the first's end."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mlsmells.facts.domain.elements import elements
from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.observers import positions
from mlsmells.facts.state.dispatch import evaluate, run_block
from mlsmells.facts.state.hooks import on_loop, on_loop_end
from mlsmells.facts.state.snapshots import Snapshot, copied, join_snapshots
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.assignment import assign_target
from mlsmells.facts.transfer.presuming.presumed_networks import loader
from mlsmells.facts.transfer.splits import folds_of


def run_for(run: Run, node: ast.For | ast.AsyncFor) -> None:
    """Known elements get a pass each, of others one element stands for all."""
    loader(run, node, node.body)
    iterable = folds_of(run, node.iter, evaluate(run, node.iter))
    values = elements(iterable)
    unrolled = len(values) > 1  # items, or the keys of a dict
    with run.within(run.context.in_loop(node, unrolled=unrolled)):
        for began in on_loop:
            began(run, node, iterable)
        before = run.snapshot()
        if unrolled:
            for value in values:
                _one_pass(run, node, value)
                _changed_in_place(run, node, value)
        else:
            value = positions.in_use(node.target, node.body, values[0]) if values else UNKNOWN
            _one_pass(run, node, value)
            _again(run, before, lambda: _one_pass(run, node, value))
        if not iterable.items and not unrolled:
            run.restore(join_snapshots(run.snapshot(), before))
        for ended in on_loop_end:
            ended(run)
    run_block(run, node.orelse)


def _one_pass(run: Run, node: ast.For | ast.AsyncFor, value: Value) -> None:
    assign_target(run, node.target, value)
    run_block(run, node.body)


def _changed_in_place(run: Run, node: ast.For | ast.AsyncFor, value: Value) -> None:
    """``for part in (train, test): part["a"] = …``: the frame has other names as well, and they see the change."""
    if value.kind != "frame" or not isinstance(node.target, ast.Name):
        return
    names = run.context.frame.vars
    now = names.get(node.target.id)
    if now is None or now is value or now.kind != "frame":
        return
    for inner in node.body:
        for part in ast.walk(inner):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and part.id == node.target.id:
                return  # the name was bound to another frame
    for name, held in names.items():
        if held is value:
            names[name] = now


def run_while(run: Run, node: ast.While) -> None:
    """The body once, and again with what it leaves."""
    evaluate(run, node.test)
    with run.within(run.context.in_loop(node)):
        before = run.snapshot()
        run_block(run, node.body)
        _again(run, before, lambda: run_block(run, node.body))
        run.restore(join_snapshots(run.snapshot(), before))
    run_block(run, node.orelse)


def _again(run: Run, before: Snapshot, body: Callable[[], object]) -> None:
    """A second pass, if the first changed a name or attribute that the loop had on entry."""
    names, heap = before
    now = run.context.frame.vars
    changed = any(now.get(k) is not v for k, v in names.items()) or any(
        run.heap.get(k) is not v for k, v in heap.items()
    )
    if changed and len(run.context.active) <= 1 and len(run.context.loops) <= 3:
        run.restore(copied(join_snapshots(before, run.snapshot())))
        body()

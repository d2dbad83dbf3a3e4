"""Loops: known elements one by one, everything else twice, so that the second pass sees the first's end."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.elements import element_of
from mlsmells.facts.domain.lattice import element
from mlsmells.facts.domain.values import ANY_COLUMN, UNKNOWN, Value, identity
from mlsmells.facts.interpreter.arguments import Args
from mlsmells.facts.observers.order import ORDERS, of_iteration
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run, State, join_states
from mlsmells.facts.transfer.assignment import assign_target
from mlsmells.facts.transfer.splits import folds

Block = Callable[[Run, Iterable[ast.stmt]], bool]

# A loop over a list written in the source is run once per element up to this length.
MAX_UNROLLED = 8

ROW_KINDS = frozenset(
    {"loader", "dataset", "listing", "iterator", "indices", "list", "set", "tensor", "array", "series", "pred", "score"}
)


def elements(value: Value) -> list[Value]:
    """The elements a loop sees: all of them where known, else one that stands for any."""
    if value.items is not None:
        if len(value.items) <= MAX_UNROLLED:
            return list(value.items)
        return [element(value) or UNKNOWN]
    if value.kind == "dict" and value.entries is not None and len(value.entries) <= MAX_UNROLLED:
        return [Value(const=key) for key in value.entries]
    if value.element is not None:
        return [value.element]
    if value.kind == "columns":
        return [Value(kind="text", name=ANY_COLUMN, effects=value.effects)]
    return [one_of(value)]


# What one element of a container is, where it is more than a value.
_ONE = {"listing": "path"}


def one_of(value: Value) -> Value:
    """Any element of something that holds rows."""
    if value.kind in ("loader", "dataset") and value.rows is not None:
        return element_of(value)
    if value.kind in ROW_KINDS and (value.rows is not None or value.effects):
        kind = _ONE.get(value.kind, "")
        rows = R.step(value.rows, ("element", identity(value)), "any") if value.rows else None
        # One element has no order; what is collected from several gets it from the loop.
        effects = tuple(e for e in value.effects if e.kind not in ORDERS)
        out = Value(kind=kind, rows=rows, effects=effects, base=value.root, read=value.read)
        if value.predictions:
            out.predictions, out.kind = value.predictions, value.kind
        return out
    if value.kind in ("columns", "frame"):
        return Value(name=ANY_COLUMN, ref=value)
    return Value()


def _folds(run: Run, node: ast.expr, iterable: Value) -> Value:
    """Splitters of old scikit-learn are iterated over: they know the number of rows already."""
    for obj in iterable.objs:
        if obj.is_a("splitter") and isinstance(obj.node, ast.Call):
            return folds(run, obj.node, obj, Args(obj.node))
    return iterable


def run_for(run: Run, node: ast.For | ast.AsyncFor, block: Block) -> None:
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
            block(run, node.body)
            _changed_in_place(run, node, value)
        run.unrolled = was_unrolled
    else:
        value = values[0] if values else UNKNOWN
        assign_target(run, node.target, value)
        block(run, node.body)

        def once_more() -> None:
            assign_target(run, node.target, value)
            block(run, node.body)

        _again(run, before, once_more)
    if not iterable.items:
        now = run.snapshot()
        run.restore(join_states(now, before))
    run.loops = outer
    run.orders.pop()
    block(run, node.orelse)


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


def run_while(run: Run, node: ast.While, block: Block) -> None:
    evaluate(run, node.test)
    outer = run.loops
    run.loops = (*outer, node)
    before = run.snapshot()
    block(run, node.body)
    _again(run, before, lambda: block(run, node.body))
    run.restore(join_states(run.snapshot(), before))
    run.loops = outer
    block(run, node.orelse)


def _again(run: Run, before: State, body: Callable[[], object]) -> None:
    """A second pass, if the first changed a name or attribute that the loop had on entry."""
    names, heap = before
    changed = any(run.frame.vars.get(k) is not v for k, v in names.items()) or any(
        run.heap.get(k) is not v for k, v in heap.items()
    )
    if not changed or run.depth > 1 or len(run.loops) > 3:
        return
    entry = join_states((names, heap), run.snapshot())
    run.restore((dict(entry[0]), dict(entry[1])))
    body()

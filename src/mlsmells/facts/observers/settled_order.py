"""Rows that are sorted, grouped or looked up by a key: in what order they were joined before is gone."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Event, OrderUse
from mlsmells.facts.domain.loop_order import ORDERS
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers.order import orders, without_order

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run

_KEEPING = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return)


def put_in_order(run: Run, value: Value) -> Value:
    """The value is sorted: that its parts were joined in another order, in the same function, did not matter."""
    _forget(run, {id(e.node) for e in orders(value)})
    return without_order(value)


def joined_by_key(run: Run, out: Value, left: Value, others: list[Value], how: object) -> Value:
    """Rows that are looked up by a key stand where the key stands: in the order of the one side, or of the keys."""
    gone = [left] if how == "right" else [left, *others] if how == "outer" else [] if how == "cross" else others
    kept = [value for value in (left, *others) if value not in gone]
    begun = {id(e.node) for v in gone for e in orders(v)} - {id(e.node) for v in kept for e in orders(v)}
    _forget(run, begun)
    effects = tuple(e for e in out.effects if e.kind not in ORDERS or id(e.node) not in begun)
    return out.with_(effects=effects) if len(effects) < len(out.effects) else out


def looked_up(run: Run, out: Value, holder: Value, keys: Value) -> Value:
    """``df.loc[keys]``, ``df.reindex(keys)``: rows in the order of the keys, if those are not the frame's own."""
    if (
        not holder.has(*ORDERS)
        or keys.root is holder.root
        or {id(e.node) for e in orders(holder)} & {id(e.node) for e in orders(keys)}
    ):
        return out
    return joined_by_key(run, out, keys, [holder], None)


def grouped(run: Run, held: Value) -> None:
    """One row per group, in the order of the groups: in what order their rows were joined is gone."""
    if isinstance(run.statement, _KEEPING):
        _forget(run, {id(e.node) for e in orders(held)})


def _forget(run: Run, begun: set[int]) -> None:
    if begun:
        run.retract(lambda event: _joined_here(run, event, begun))


def _joined_here(run: Run, event: Event, begun: set[int]) -> bool:
    if not isinstance(event, OrderUse) or event.how != "concat" or event.function != run.context.function:
        return False
    return id(event.effect.node) in begun

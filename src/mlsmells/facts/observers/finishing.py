"""Results of parallel work in the order in which they are finished, and what they are put beside."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import OrderUse
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.domain.arguments import Args
    from mlsmells.facts.state.state import Run

# Methods of pools, whatever library they come from.
UNORDERED = frozenset({"imap_unordered", "imap_unord", "uimap"})


def results(node: ast.Call) -> Value:
    """``pool.imap_unordered(function, jobs)``."""
    effect = Effect("finish-order", node, note=called_as(node.func))
    return Value(kind="iterator", element=Value(), effects=(effect,), origin=node)


def as_completed(run: Run, node: ast.Call, args: Args) -> Value:
    """``as_completed(futures)``: they carry nothing but the order they come in."""
    return results(node)


def told_by(item: Value, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What is collected with its key beside it says what it belongs to, whenever it was finished."""
    if item.kind not in ("tuple", "dict"):
        return effects
    return tuple(e for e in effects if e.kind != "finish-order")


def beside(run: Run, node: ast.AST, values: Iterable[Value | None]) -> None:
    """Values whose elements belong together by position: some in the order they were finished in, others not."""
    known = [v for v in values if v is not None and (v.kind or v.rows is not None or v.name.startswith("parameter"))]
    for effect in (e for v in known for e in v.effects if e.kind == "finish-order"):
        if any(all(e.node is not effect.node for e in v.effects) for v in known):
            run.emit(OrderUse(node, how="zip", effect=effect))
            return

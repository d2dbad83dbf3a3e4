"""Facts about tables: where rows or values disappear, what is joined, who looks at the data."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from mlsmells.facts.domain.events import Call, Event
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.table_events import (
    FRAMES,
    Begun,
    Coerced,
    Filled,
    Inspected,
    Merged,
    RowsDropped,
    TableEvent,
    Unwrapped,
)
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.observers.lost_updates import is_pandas
from mlsmells.facts.state.state import Run
from mlsmells.facts.state.use import Use

T = TypeVar("T", bound=TableEvent)


def _about(use: Use, kind: type[T], **more: Any) -> T:
    event = kind(use.node, name=use.spec.name, X=use.subject(), args=use.bound.by_name, **more)
    event.unclear = use.bound.unclear
    use.run.emit(event)
    return event


def _filled(use: Use, out: Value) -> Value:
    _about(use, Filled, value=use.bound.value("value"))
    return out


def _coerced(use: Use, out: Value) -> Value:
    if use.bound.get("errors").is_const("coerce"):
        _about(use, Coerced)
    return out


def _dropped_rows(use: Use, out: Value) -> Value:
    _about(use, RowsDropped)
    return out


def _merged(use: Use, out: Value) -> Value:
    """A join that does not say how often a key may occur leaves its mark on the rows."""
    event = _about(use, Merged, other=use.bound.value("right"))
    if not use.bound.get("validate").absent:
        return out
    effect = Effect("merged", use.node, rows=out.rows, event=event)
    return out.with_(effects=merge_effects(out.effects, (effect,)))


def _inspected(use: Use, out: Value) -> Value:
    _about(use, Inspected)
    return out


def _retired(use: Use, out: Value) -> Value:
    """A method that pandas no longer has."""
    if is_pandas(use.run):
        tags = frozenset({"retired"})
        use.run.emit(Call(use.node, name=use.spec.name, tags=tags, args=use.bound.by_name))
    return out


def looked_at(run: Run, node: ast.AST, name: str, held: Value) -> None:
    """``df.shape``, ``len(df)``: somebody looks how large it is."""
    if held.kind in FRAMES and held.rows is not None:
        run.emit(Inspected(node, name=name, X=held))


def unwrapped(run: Run, node: ast.AST, name: str, held: Value) -> None:
    """``df.values``."""
    if name == "values" and held.kind in FRAMES:
        run.emit(Unwrapped(node, X=held))


def begun(run: Run, node: ast.AST, held: Value, names: Sequence[str], value: Value) -> None:
    """``df["c"] = 0``; not where the column is known to be there, and is only set anew."""
    if held.kind == "frame" and value.kind in ("", "text") and isinstance(value.const, (str, int, float)):
        known = held.columns.known if held.columns is not None else None
        new = (name for name in names if known is None or name not in known)
        for name in new:
            run.emit(Begun(node, X=held, column=name, value=value.const))


def asserted(run: Run, events: Sequence[Event]) -> None:
    """What was looked at in a condition that stops the program is checked."""
    for event in events:
        if isinstance(event, Inspected):
            run.amend(event, asserts=True)


# What the option ``tells`` of a function names: a fact about tables, recorded once the verb has done its work.
TOLD: dict[str, Callable[[Use, Value], Value]] = {
    "filled": _filled, "coerced": _coerced, "dropped": _dropped_rows, "merged": _merged, "inspected": _inspected,
    "retired": _retired,
}  # fmt: skip

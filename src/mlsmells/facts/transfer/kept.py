"""What a call that keeps the rows leaves of the columns, and what it says of where its values come from."""

from __future__ import annotations

from typing import Any

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain.columns import listed_columns
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.values import Columns, Value
from mlsmells.facts.observers import time
from mlsmells.facts.state.use import Use

# What makes a call one that says something about time.
TIMED = frozenset({"looks", "hint", "orders"})


def columns(use: Use, held: Value, kind: Kind) -> dict[str, Any]:
    """Which columns come out, and of what they are columns; after a merge the result is a frame of its own."""
    option = use.option("columns")
    if use.option("merge") or (option == "unknown" and not use.bound.get("drop").is_const(True)):
        # What was put together may be cut again into its parts: those had other columns.
        whole = kind == "frame" and held.parts is None
        return {"columns": Columns() if whole else None, "base": None, "lineage": None}
    if option == "same" or held.kind == "columns" or (kind == "frame" and held.kind in ("frame", "series")):
        return {"base": held.root}  # the columns stay, and their places
    named = _named(use) if kind == "frame" and held.columns is not None else None
    return {"columns": named, "base": held.root}


def _named(use: Use) -> Columns | None:
    """``pd.DataFrame(scaled, columns=names)``: the columns that were scaled have their names again."""
    given = use.bound.value("columns")
    if given is None:
        return None
    names = listed_columns(given)
    return given.columns if given.kind == "columns" else Columns(frozenset(names)) if names is not None else None


def traced(use: Use, held: Value, out: Value) -> Value:
    """The value with what it was computed from, and what it says about time."""
    also = use.option("also")
    if also:
        out = column_lineage.follow(out, held, *(v for v in (use.bound.value(n) for n in also) if v is not None))
    if use.option("learns") and use.subject().kind == "grouped":
        out = column_lineage.of_transform(out, held, use.bound.value("func"))
    return time.learn(use, held, out) if TIMED & use.spec.options.keys() else out

"""What a call that keeps the rows leaves of the columns, and what it says of where its values come from."""

from __future__ import annotations

from typing import Any

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain.columns import column_names, listed_columns
from mlsmells.facts.domain.elements import group_of
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Columns, Value
from mlsmells.facts.observers import time
from mlsmells.facts.state.dispatch import call_each
from mlsmells.facts.state.use import Use

# What makes a call one that says something about time.
TIMED = frozenset({"looks", "hint", "orders"})
# Other columns come out, or those that went in and some more.
_OTHERS = frozenset({"unknown", "more"})


def columns(use: Use, held: Value, kind: Kind) -> dict[str, Any]:
    """Which columns come out, and of what they are columns; after a merge the result is a frame of its own."""
    option = use.option("columns")
    if use.option("merge") or (option in _OTHERS and not use.bound.get("drop").is_const(True)):
        # What was put together may be cut again into its parts: those had other columns.
        whole = kind == "frame" and held.parts is None
        return {"columns": Columns() if whole else None, "base": None, "lineage": None}
    if option == "dummies" and held.columns is not None:
        gone = column_names(use.bound.value("columns")) or ()
        return {"columns": held.columns._replace(dropped=held.columns.dropped | {*gone}), "base": held.root}
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
    if use.option("columns") == "more" and out.base is None and held.lineage:
        out = out.with_(lineage=column_lineage.rerooted(held.lineage, held.root, out), base=out)
    if also:
        out = column_lineage.follow(out, held, *(v for v in (use.bound.value(n) for n in also) if v is not None))
    if use.option("learns") and use.subject().kind == "grouped":
        out = _of_function(use, held, column_lineage.of_transform(out, held, use.bound.value("func")))
    return time.learn(use, held, out) if TIMED & use.spec.options.keys() else out


def _of_function(use: Use, held: Value, out: Value) -> Value:
    """``groupby(k)["t"].transform(lambda s: s.rolling(7).mean())``: what the function does to the values of a group."""
    function = use.bound.value("func")
    if function is None or function.kind != "function" or held.kind != "series":
        return out
    made = call_each(use.run, use.node, function, group_of(use.subject()))
    later = tuple(effect for effect in made.effects if effect.kind == "future")
    along = any(h.kind == "lag" and h not in held.hints for h in made.hints)
    if along and made.kind == "series" and made.root is held.root:
        out = out.with_(made_of=column_lineage.sources(made), elsewhen=made.elsewhen)
    return out.with_(effects=merge_effects(out.effects, later))

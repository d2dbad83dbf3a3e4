"""Time: what shows that rows are ordered by it, and which values come from earlier or later rows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.column_lineage import sources
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import merge_effects, merge_hints
from mlsmells.facts.domain.table_events import Transformed
from mlsmells.facts.domain.values import Arg, ArgState, Columns, Effect, Hint, Value

if TYPE_CHECKING:
    from mlsmells.facts.domain.arguments import Bound
    from mlsmells.facts.state.state import Run
    from mlsmells.facts.state.use import Use

# A column that an ordering or an index by it makes one of times; a name alone is no evidence.
TIME_NAME = regex(r"(date|datetime|timestamp|Date|Time)$|^(date|time|timestamp|DATE|TIME|ds|year_?month)$|_time$")
# What puts the rows in the order of time, and what only says that there are times.
ORDERING = frozenset({"index", "sorted", "lag", "resample"})
_FILLS = {"bfill": "ahead", "backfill": "ahead", "ffill": "filled", "pad": "filled"}
_BACKWARD = ("pad", "ffill", "previous")

# What the clock says: ``datetime.now()``.
CLOCK = "clock"


def add(value: Value, *hints: Hint) -> Value:
    """The value with more hints."""
    return value.with_(hints=merge_hints(value.hints, hints))


def dated(value: Value, names: tuple[str, ...] | None) -> str:
    """The first of these columns that holds times: known from its making, else from its name; "" if none does."""
    known = {h.column for h in value.hints if h.kind == "dates"}
    return next((n for n in names or () if n in known or TIME_NAME.search(n)), "")


def of_read(bound: Bound, node: ast.AST, value: Value) -> Value:
    """``parse_dates=`` and ``index_col=`` of a reader."""
    dates, index = bound.get("parse_dates"), bound.get("index_col")
    names = _names(dates)
    if names or dates.is_const(True):
        value = add(value, Hint("dates", node, names[0] if names else ""))
        if index.state in (ArgState.KNOWN, ArgState.PRESENT) and (
            dates.is_const(True) or set(_names(index)) & set(names)
        ):
            value = add(value, Hint("index", node))
    elif set(map(str.lower, _names(index))) & {"date", "datetime", "timestamp", "time"}:
        value = add(value, Hint("index", node))
    return value


def _names(arg: Arg) -> list[str]:
    """Column names or positions in an argument, as text."""
    value = arg.value
    if value.items is not None:
        return [str(i.const) for i in value.items if i.known]
    if value.entries is not None:
        return list(value.entries)
    return [str(value.const)] if value.known and value.const not in (None, True, False) else []


def learn(use: Use, held: Value, out: Value) -> Value:
    """What a call that keeps the rows says about time: ``out`` was computed from ``held``."""
    options = use.spec.options
    hint = options.get("hint")
    if hint == "dtype":
        hint = "dates" if str(use.bound.get("dtype").const).startswith("datetime64") else ""
    if hint:
        out = add(out, Hint(hint, use.run.reported_at(use.node), held.column or ""))
    looks = options.get("looks")
    if options.get("orders"):
        return _ordered(use, held, out)
    if looks == "method":
        looks = _FILLS.get(str(use.bound.get("method").const))
    return _looked(use, held, out, looks) if looks else out


def _ordered(use: Use, held: Value, out: Value) -> Value:
    if any(h.kind == "shuffled" for h in out.hints):
        out = out.with_(hints=tuple(h for h in out.hints if h.kind != "shuffled"))
    by = use.bound.value("by")
    names = _names(Arg(ArgState.PRESENT, by)) if by is not None else []
    down = use.bound.get("ascending").is_const(False) or use.bound.get("descending").is_const(True)
    if by is None:
        indexed = held.kind == "frame" and any(h.kind == "index" for h in held.hints)
        return add(out, Hint("sorted", use.run.reported_at(use.node))) if indexed and not down else out
    found = dated(held, tuple(names))
    if not found:
        return out
    return add(out, Hint("descending" if down else "sorted", use.run.reported_at(use.node), found))


def _looked(use: Use, held: Value, out: Value, looks: str) -> Value:
    """The value looks at other rows than its own."""
    if looks in ("ahead", "interpolate"):
        return _filled_from_later(use, held, out, looks)
    if looks == "matched":  # ``merge_asof``: the last row before, unless another one is asked for
        direction = use.bound.get("direction").const
        return _later(use, out, f"merge_asof, {direction}") if direction in ("forward", "nearest") else out
    if looks == "filled":
        return add(out, Hint("filled", use.run.reported_at(use.node)))
    moved = bool(use.option("moves"))
    out = out.with_(made_of=() if moved else sources(held), elsewhen=moved or out.elsewhen)
    if looks == "center":
        centred = use.bound.get("center").is_const(True)
        if use.bound.get("closed").is_const("left", "neither"):
            out = out.with_(made_of=(), elsewhen=True)  # the window ends before the row
        out = add(out, Hint("lag", use.run.reported_at(use.node)))
        return _later(use, out, "rolling(center=True)") if centred else out
    if looks == "back":
        return add(out, Hint("lag", use.run.reported_at(use.node))) if out.kind == "windowed" else out
    return _periods(use, held, out, looks)


def _periods(use: Use, held: Value, out: Value, looks: str) -> Value:
    """``shift(n)``, ``diff(n)``: earlier rows for n > 0, later ones for n < 0."""
    out = add(out.with_(column=None), Hint("lag", use.run.reported_at(use.node)))
    if held.kind == "frame":
        # Columns of the same names, with the values of other rows: another frame.
        out = out.with_(base=None, lineage=None, columns=Columns())
    periods = use.bound.get(looks)
    number = 1 if periods.absent else -1 if _counts_down(periods) else periods.const
    backwards = any(h.kind == "descending" for h in held.hints)
    if isinstance(number, int) and number < 0 and not backwards:
        return _later(use, out, f"{use.spec.name.rpartition('.')[2]}({number})")
    return out


def _counts_down(periods: Arg) -> bool:
    """``-k`` of a number that is not known, as of the loop ``for k in range(1, 4)``."""
    node = periods.node
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(periods.const, int)


def _filled_from_later(use: Use, held: Value, out: Value, looks: str) -> Value:
    """Gaps take the next value: only where the rows are known to be in order, and nothing filled them before."""
    if any(h.kind == "filled" for h in held.hints) or not any(h.kind in ORDERING for h in held.hints):
        return out
    if by_column(use) or (looks == "interpolate" and use.bound.get("method").const in _BACKWARD):
        return out
    return _later(use, out, use.spec.name.rpartition(".")[2])


def by_column(use: Use) -> bool:
    return use.bound.get("axis").is_const(1, "columns")


def _later(use: Use, out: Value, how: str) -> Value:
    future = Effect("future", use.run.reported_at(use.node), note=how)
    return out.with_(effects=merge_effects(out.effects, (future,)))


def counted_from_today(run: Run, node: ast.AST, left: Value, right: Value, out: Value) -> Value:
    """``datetime.now() - df["joined"]``: another number on every day."""
    other = right if left.name == CLOCK else left if right.name == CLOCK else None
    if other is None or (other.column is None and other.kind not in ("series", "frame")):
        return out
    today = Effect("today", run.reported_at(node), note="today")
    return out.with_(effects=merge_effects(out.effects, (today,)))


def returned(run: Run, node: ast.Return, value: Value) -> None:
    """What a transformer of the project makes of a table, if something of it is counted from today."""
    active = run.context.active[-1] if run.context.active else None
    if (
        value.kind != "frame"
        or active is None
        or active.owner is None
        or getattr(active.node, "name", "") != "transform"
    ):
        return
    mixes = any(b.kind == "lib" and b.name.endswith(".TransformerMixin") for b in active.owner.bases)
    if mixes and any(effect.kind == "today" for effect in value.effects):
        run.emit(Transformed(node, X=value))


def resampled(use: Use, held: Value, stat: Value) -> Value:
    """``df.resample("D").mean()``: a table of new rows, one per period."""
    kind: Kind = "series" if held.column is not None else "frame"
    columns = Columns() if kind == "frame" else None
    return Value(
        kind=kind, rows=use.run.fresh_rows(), effects=stat.effects, hints=held.hints, columns=columns,
        column=held.column, origin=use.node, read=held.read,
    )  # fmt: skip


_SAYS = {
    "dates": "a column of dates",
    "index": "an index of dates",
    "sorted": "sorted by date",
    "lag": "lagged values",
    "resample": "resampled by time",
}

"""The elements of datasets and loaders, as a loop over them sees them."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.kinds import ACTIVATIONS, Kind
from mlsmells.facts.domain.lattice import element, merge_effects
from mlsmells.facts.domain.loop_order import ORDERS
from mlsmells.facts.domain.values import ANY_COLUMN, RANKING, UNKNOWN, Effect, Value, identity

# The note of a shuffled order on what one pass through a loader hands out.
PASS = "pass"


def element_of(value: Value) -> Value:
    """What a loop over a loader or dataset gets: in the end, all its rows."""
    row = value.row
    if row is None:
        return Value(kind="batch", rows=value.rows, effects=_of_pass(value), base=value.root, read=value.read)
    return _moved(row, R.extension(row.rows, value.rows), value)


def _moved(part: Value, path: R.Path | None, whole: Value) -> Value:
    if part.items is not None:
        return part.with_(items=tuple(_moved(i, path, whole) for i in part.items), rows=None)
    if part.entries is not None:
        return part.with_(entries={k: _moved(v, path, whole) for k, v in part.entries.items()}, rows=None)
    kind: Kind = "" if part.kind in ("frame", "series") else part.kind
    effects = merge_effects(part.effects, tuple(e for e in _of_pass(whole) if e.kind == "reshuffled"))
    return part.with_(rows=R.extend(part.rows, path), kind=kind, base=part.root, read=whole.read, effects=effects)


def _of_pass(loader: Value) -> tuple[Effect, ...]:
    """The effects of what a loop over a loader gets: in the order of this pass, if each has its own."""
    return tuple(e._replace(note=PASS) if e.kind == "reshuffled" else e for e in loader.effects)


# The step from a table to any of its groups.
GROUP = "group"

# A loop over a list written in the source is run once per element up to this length.
MAX_UNROLLED = 8

ROW_KINDS: frozenset[Kind] = frozenset(
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
    if value.kind == "grouped":
        return [Value(kind="tuple", items=(Value(), group_of(value)))]
    return [one_of(value)]


def group_of(grouped: Value) -> Value:
    """Any group of a table: some of its rows, with its columns. What is learned from one is nothing of all rows."""
    rows = R.step(grouped.rows, (GROUP, identity(grouped)), "each")
    kind: Kind = "frame" if grouped.column is None else "series"
    effects = tuple(e for e in grouped.effects if e.kind not in ORDERS)
    return grouped.with_(kind=kind, rows=rows, effects=effects, base=grouped.root)


# What one element of a container is, where it is more than a value.
_ONE: dict[Kind, Kind] = {"listing": "path"}


def one_of(value: Value) -> Value:
    """Any element of something that holds rows."""
    if value.kind in ("loader", "dataset") and value.rows is not None:
        return element_of(value)
    if value.kind in ROW_KINDS and (value.rows is not None or value.effects):
        kind = _ONE.get(value.kind, "")
        rows = R.step(value.rows, ("element", identity(value)), "any") if value.rows else None
        # One element has no order; what is collected from several gets it from the loop.
        effects = tuple(e for e in value.effects if e.kind not in ORDERS)
        if value.predictions:
            kind = value.kind
        return Value(
            kind=kind, rows=rows, effects=effects, base=value.root, read=value.read, predictions=value.predictions
        )
    if value.kind in ("columns", "frame"):
        return Value(kind="text", name=ANY_COLUMN, ref=value)
    used = tuple(e for e in value.effects if e.kind == "uses-y")
    # One of several statistics that were computed with labels; what a ranking gives may be a name.
    if used and value.kind == "stat" and value.name != RANKING:
        return Value(kind="stat", effects=used)
    return Value(effects=tuple(e for e in value.effects if e.kind in ACTIVATIONS))

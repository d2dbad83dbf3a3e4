"""The elements of datasets and loaders, as a loop over them sees them."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.values import Value


def element_of(value: Value) -> Value:
    """What a loop over a loader or dataset gets: in the end, all its rows."""
    row = value.row
    if row is None:
        return Value(kind="batch", rows=value.rows, effects=value.effects, base=value.root, read=value.read)
    return _moved(row, R.extension(row.rows, value.rows), value)


def _moved(part: Value, path: R.Path | None, whole: Value) -> Value:
    if part.items is not None:
        return part.with_(items=tuple(_moved(i, path, whole) for i in part.items), rows=None)
    if part.entries is not None:
        return part.with_(entries={k: _moved(v, path, whole) for k, v in part.entries.items()}, rows=None)
    kind = "" if part.kind in ("frame", "series") else part.kind
    return part.with_(rows=R.extend(part.rows, path), kind=kind, base=part.root, read=whole.read)

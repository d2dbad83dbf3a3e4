"""The only writes to a value that is there already: what is found out later about this very value.

Everything that holds it, a name, a container, an event, a part of it, is to know it from then on; that is why it is
not copied. Nothing is ever written to one of the values that all files share.
"""

from __future__ import annotations

from mlsmells.facts.domain.rows import Rows
from mlsmells.facts.domain.values import Hint, Value, is_shared


def found_rows(value: Value, rows: Rows) -> Rows:
    """A value about whose rows nothing was known turns out to be a source of its own."""
    value.__dict__["rows"] = rows
    return rows


def found_loader(value: Value, rows: Rows) -> None:
    """What a loop takes batches from, about which nothing was known, turns out to be a loader."""
    value.__dict__["kind"], value.__dict__["rows"] = "loader", rows


def found_dataset(value: Value) -> None:
    """What a loader is made around, about which nothing was known, gives its rows one by one as well."""
    if value.kind in ("", "other") and not (value.objs or value.known or is_shared(value)):
        value.__dict__["kind"] = "dataset"


def found_labels(value: Value) -> None:
    """Some fit takes the value as labels; then so does the whole, or its column, that it was cut from."""
    if is_shared(value):
        return
    value.__dict__["label"] = True
    base = value.base
    if base is None or is_shared(base):
        return
    if value.column is not None:
        base.__dict__["targets"] = base.targets | {value.column}
    elif base.kind != "frame":
        base.__dict__["label"] = True


def found_elements(instance: Value, row: Value | None, held: Value, hints: tuple[Hint, ...] = ()) -> None:
    """An instance of a Dataset class of the file holds these rows, one ``row`` (or what is ``held``) at a time."""
    whole = row if row is not None else held
    known = instance.__dict__
    known["rows"], known["effects"], known["read"] = whole.rows, whole.effects, held.read
    if row is not None:
        known["row"] = row
    if hints:
        known["hints"] = hints

"""Which value it is, for keys: a number that is given once. Most values are never asked for theirs."""

from __future__ import annotations

import itertools

_serials = itertools.count(1)


def new_serial() -> int:
    """A number that nothing else has."""
    return next(_serials)


def identity(value: object) -> int:
    """A number of this value alone. Unlike ``id`` it is never given again to a later value."""
    serial: int | None = value.__dict__.get("serial")
    if serial is None:
        serial = value.__dict__["serial"] = next(_serials)
    return serial

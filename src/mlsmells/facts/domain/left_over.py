"""Positions that are left over when some are taken: they select the rest of the rows."""

from __future__ import annotations

from mlsmells.facts.domain.rows import Path
from mlsmells.facts.domain.values import Value

_POSITIONS = frozenset({"indices", "draw", "set", "list"})


def rest_of(taken: Value) -> Path:
    """The steps to all rows but those; none where it is not known which are taken."""
    if not taken.steps or taken.kind not in _POSITIONS:
        return ()
    *before, (split, part) = taken.steps
    return (*before, (split, "rest of " + part))


def without(taken: Value) -> Value | None:
    """``[i for i in range(n) if i not in taken]``."""
    steps = rest_of(taken)
    return Value(kind="indices", steps=steps, effects=taken.effects, hints=taken.hints) if steps else None

"""The effects that say that something goes in an order which nothing fixes, and the numbers that follow from it."""

from __future__ import annotations

from mlsmells.facts.domain.kinds import EffectKind

ORDERS: tuple[EffectKind, ...] = ("set-order", "unsorted-listing", "finish-order")
# Names of values: a number of a range; a position in something; a unit matrix, of which a row is one in other clothes;
# ``[i] * n``, one for each of many; ``f"{path} {i}"``, a line of a text that holds one.
NUMBER, POSITION, UNIT_ROWS, REPEATED, LINE = "number", "position", "unit rows", "repeated position", "line"

"""The effects that say that something goes in an order which nothing fixes."""

from __future__ import annotations

from mlsmells.facts.domain.kinds import EffectKind

ORDERS: tuple[EffectKind, ...] = ("set-order", "unsorted-listing")

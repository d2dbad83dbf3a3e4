"""Which way scores improve, and where something is optimised in the other direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.directions import kept, searches, settings
from mlsmells.facts.analyses.directions.wrong import WrongDirection

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

__all__ = ["WrongDirection", "wrong_directions"]


def wrong_directions(facts: Facts) -> Iterator[WrongDirection]:
    """Searches, callbacks, settings and comparisons that prefer the worse score."""
    for sign in (searches.wrong, settings.wrong, kept.wrong):
        yield from sign(facts)

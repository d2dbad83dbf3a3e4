"""Loops that do one by one what could be done at once, and models that go on learning from fold to fold."""

from __future__ import annotations

from mlsmells.facts.analyses.loops.asked_for_each import AskedForEach, asked_for_each
from mlsmells.facts.analyses.loops.growing import Growing, growing
from mlsmells.facts.analyses.loops.over_rows import RowLoop, row_loops

__all__ = ["AskedForEach", "Growing", "RowLoop", "asked_for_each", "growing", "row_loops"]

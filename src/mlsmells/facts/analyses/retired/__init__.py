"""Uses of what a library no longer has: names, arguments and methods, where no other way stands beside them."""

from __future__ import annotations

from mlsmells.facts.analyses.retired.reach import is_out_of_reach
from mlsmells.facts.analyses.retired.uses import Use, uses

__all__ = ["Use", "is_out_of_reach", "uses"]

"""Facts about one source: values, objects and events, found by one forward walk."""

from __future__ import annotations

from mlsmells.facts.record.facts import Facts, build

__all__ = ["Facts", "build"]

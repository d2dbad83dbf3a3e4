"""Edit intents become source text."""

from __future__ import annotations

from mlsmells.fix.diffs import diff
from mlsmells.fix.edits import edits_of, line_edits
from mlsmells.fix.loop import FixResult, fix_source, preview
from mlsmells.fix.writing import encoded, write

__all__ = ["FixResult", "diff", "edits_of", "encoded", "fix_source", "line_edits", "preview", "write"]

"""Edit intents become source text. Nothing outside this package needs libcst."""

from __future__ import annotations

from mlsmells.fix.diffs import diff
from mlsmells.fix.loop import FixResult, fix_source, preview
from mlsmells.fix.writing import write

__all__ = ["FixResult", "diff", "fix_source", "preview", "write"]

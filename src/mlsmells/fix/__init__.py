"""Edit intents become source text. Nothing outside this package needs libcst."""

from __future__ import annotations

from mlsmells.fix.files import diff, write
from mlsmells.fix.loop import FixResult, fix_source

__all__ = ["FixResult", "diff", "fix_source", "write"]

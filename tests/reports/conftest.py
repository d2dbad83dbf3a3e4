"""The programs beside these tests are read, never imported."""

from __future__ import annotations

collect_ignore = ["cases", "pairs", "false", "kinds"]

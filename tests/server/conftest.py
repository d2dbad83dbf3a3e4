"""An editor for each test; skipped where the extra is absent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def edit(tmp_path: Path) -> Callable[..., None]:
    """Run a story with an editor whose folder is the test's."""
    pytest.importorskip("pygls.lsp.client", reason="the extra lsp is not installed")
    from server.editor import session

    (tmp_path / ".git").mkdir()

    def run(story: Any, *, resolves: bool = True) -> None:
        asyncio.run(session(story, tmp_path, resolves=resolves))

    return run

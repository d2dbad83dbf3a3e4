"""What the rules about training say, measured: each mistake beside its repair. Skipped where torch is not installed."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _same_numbers() -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    torch.set_num_threads(1)

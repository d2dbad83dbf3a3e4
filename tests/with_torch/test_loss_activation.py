"""MLS706: nll_loss takes probabilities for their logarithms."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
F = torch.nn.functional


def test_the_loss_is_no_loss() -> None:
    out, y = torch.tensor([[3.0, 0.0]]), torch.tensor([0])
    assert F.nll_loss(F.log_softmax(out, 1), y) == pytest.approx(F.cross_entropy(out, y).item())
    assert F.nll_loss(F.softmax(out, 1), y).item() < 0  # as if the answer were better than certain


def test_softmax_of_one_unit_is_one() -> None:
    assert torch.equal(torch.randn(5, 1).softmax(1), torch.ones(5, 1))

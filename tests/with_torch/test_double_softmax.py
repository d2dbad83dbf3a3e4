"""MLS705: what a second softmax does to a loss and its gradients."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
F = torch.nn.functional


def test_the_loss_of_a_perfect_answer_stays_far_from_zero() -> None:
    sure = torch.tensor([[50.0, 0.0, 0.0]])
    right = torch.tensor([0])
    assert F.cross_entropy(sure, right).item() == pytest.approx(0, abs=1e-6)
    assert F.cross_entropy(sure.softmax(1), right).item() > 0.5


def trained(*, twice: bool) -> float:
    """The loss, by raw outputs, after the same training."""
    torch.manual_seed(0)
    X = torch.randn(256, 8)
    y = (X[:, 0] > 0).long() + (X[:, 1] > 0).long()
    model = torch.nn.Linear(8, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(100):
        out = model(X)
        loss = F.cross_entropy(out.softmax(1) if twice else out, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return F.cross_entropy(model(X), y).item()


def test_training_is_slower() -> None:
    assert trained(twice=True) > trained(twice=False) + 0.05


@pytest.mark.parametrize("function", ["log_softmax"])
def test_log_softmax_changes_nothing(function: str) -> None:
    out, y = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
    assert torch.allclose(F.cross_entropy(getattr(F, function)(out, 1), y), F.cross_entropy(out, y))

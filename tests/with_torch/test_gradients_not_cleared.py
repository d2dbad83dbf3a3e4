"""MLS701: without ``zero_grad()`` each step follows the sum of all gradients so far."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")


def gradients(*, clear: bool) -> list[float]:
    """The gradient that each of three steps follows, on the same batch and with a rate of zero."""
    model = torch.nn.Linear(1, 1, bias=False)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    X, y = torch.ones(4, 1), torch.zeros(4, 1)
    followed = []
    for _ in range(3):
        if clear:
            optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(X), y).backward()
        followed.append(model.weight.grad.item())
        optimizer.step()
    return followed


def test_gradients_pile_up() -> None:
    once, twice, thrice = gradients(clear=False)
    assert twice == pytest.approx(2 * once) and thrice == pytest.approx(3 * once)


def test_cleared_gradients_are_those_of_the_batch() -> None:
    once, twice, thrice = gradients(clear=True)
    assert once == pytest.approx(twice) == pytest.approx(thrice)

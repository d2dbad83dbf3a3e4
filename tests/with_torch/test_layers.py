"""MLS707 and MLS708: graphs that stay alive, dropout that does not end."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
F = torch.nn.functional


def test_a_running_sum_keeps_every_graph() -> None:
    total = 0.0
    model = torch.nn.Linear(4, 1)
    for _ in range(5):
        loss = F.mse_loss(model(torch.randn(8, 4)), torch.zeros(8, 1))
        loss.backward()
        total += loss
    depth, node = 0, total.grad_fn
    while node is not None:
        depth, node = depth + 1, next((inner for inner, _ in node.next_functions if inner is not None), None)
    assert depth >= 5  # one node of the sum for each batch, and all of them lead to their graphs


class Net(torch.nn.Module):
    def __init__(self, told: bool) -> None:
        super().__init__()
        self.told = told

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.dropout(x, 0.5, training=self.training) if self.told else F.dropout(x, 0.5)


@pytest.mark.parametrize("told", [True, False])
def test_the_function_drops_in_eval_mode_unless_it_is_told(told: bool) -> None:
    x = torch.ones(1000)
    assert torch.equal(Net(told).eval()(x), x) is told

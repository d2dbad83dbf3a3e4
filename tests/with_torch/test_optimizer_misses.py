"""MLS719: an optimizer holds the parameters that the network had when it was made."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
nn = torch.nn


@pytest.mark.parametrize("late", [True, False])
def test_a_head_that_is_put_in_later_is_not_trained(late: bool) -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model[1] = nn.Linear(4, 2)
    if not late:
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    before = model[1].weight.clone()
    model(torch.randn(8, 4)).square().mean().backward()
    optimizer.step()
    assert torch.equal(before, model[1].weight) is late

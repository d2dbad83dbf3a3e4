"""MLS718: each way of cutting a loss leaves the weights as they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

torch = pytest.importorskip("torch")
F = torch.nn.functional
Cut = Callable[[torch.Tensor], torch.Tensor]

CUTS: dict[str, Cut] = {
    "tensor": lambda loss: torch.tensor(loss.item(), requires_grad=True),
    "variable": lambda loss: torch.autograd.Variable(loss.data, requires_grad=True),
    "variable of the loss": lambda loss: torch.autograd.Variable(loss, requires_grad=True),
    "detached": lambda loss: loss.detach().requires_grad_(),
    "numpy": lambda loss: torch.tensor(loss.detach().numpy(), requires_grad=True) * 2,
}


def moved(cut: Cut) -> bool:
    """Whether one step changes the weights."""
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    before = model.weight.detach().clone()
    loss = cut(F.mse_loss(model(torch.randn(8, 4)), torch.randn(8, 1)))
    loss.backward()
    optimizer.step()
    return not torch.equal(before, model.weight)


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_a_cut_loss_teaches_nothing(cut: Cut) -> None:
    assert not moved(cut)


def test_the_loss_itself_does() -> None:
    assert moved(lambda loss: loss)
    assert moved(torch.as_tensor)  # takes the graph along


def test_a_class_has_no_gradient() -> None:
    out = torch.randn(8, 3, requires_grad=True)
    assert not out.argmax(1).float().requires_grad


def test_without_more_it_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="does not require grad"):
        F.mse_loss(torch.ones(3), torch.zeros(3)).backward()

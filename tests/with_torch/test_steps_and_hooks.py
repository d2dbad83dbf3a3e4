"""Hooks left out, layers without tables, tensors that stay, thresholds, copies (MLS715, 716, 724, 730, 736)."""

from __future__ import annotations

import copy

import pytest

torch = pytest.importorskip("torch")


@pytest.mark.parametrize("by_hand", [True, False])
def test_forward_by_hand_leaves_hooks_out(by_hand: bool) -> None:
    model, seen = torch.nn.Linear(4, 1), []
    model.register_forward_hook(lambda *_: seen.append(1))
    x = torch.zeros(1, 4)
    model.forward(x) if by_hand else model(x)
    assert len(seen) == (0 if by_hand else 1)


def test_a_layer_before_init_is_an_error() -> None:
    class Net(torch.nn.Module):
        def __init__(self) -> None:
            self.fc = torch.nn.Linear(4, 1)

    with pytest.raises(AttributeError, match="before Module"):
        Net()


def test_a_tensor_stays_as_it_was_and_a_network_moves() -> None:
    x, model = torch.zeros(3), torch.nn.Linear(4, 1)
    x.to(torch.float64)
    model.to(torch.float64)
    assert x.dtype == torch.float32 and model.weight.dtype == torch.float64


def test_the_threshold_of_raw_outputs_is_zero() -> None:
    out = torch.linspace(-3, 3, 100)
    assert torch.equal(out > 0, out.sigmoid() > 0.5)
    assert (out > 0.5).sum() < (out.sigmoid() > 0.5).sum()
    assert bool((out.sigmoid().sigmoid() >= 0.5).all())


@pytest.mark.parametrize("copied", [True, False])
def test_kept_weights_go_on_learning(copied: bool) -> None:
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    before = model.weight.detach().clone()
    best = copy.deepcopy(model.state_dict()) if copied else model.state_dict()
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    assert torch.equal(best["weight"], before) == copied


def test_a_relu_at_the_end_gives_no_negative_output() -> None:
    x, y = torch.randn(64, 4), torch.zeros(64, dtype=torch.long)
    raw = torch.nn.Linear(4, 3)(x) - 5.0
    assert torch.nn.functional.cross_entropy(raw.relu(), y).item() == pytest.approx(torch.log(torch.tensor(3.0)).item())


def test_losses_of_an_evaluation_hold_their_graphs() -> None:
    model, total = torch.nn.Linear(4, 1), torch.zeros(())
    for _ in range(3):
        total = total + model(torch.ones(2, 4)).mean()
    assert total.requires_grad and total.grad_fn is not None
    with torch.no_grad():
        assert not model(torch.ones(2, 4)).mean().requires_grad

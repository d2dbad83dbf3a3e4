"""MLS715, MLS716, MLS724 and MLS730: hooks that are left out, layers without tables, tensors that stay, thresholds."""

from __future__ import annotations

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

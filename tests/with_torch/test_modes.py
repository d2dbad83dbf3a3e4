"""MLS702 and MLS703: what dropout and batch normalisation do in the wrong mode."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")


def network() -> torch.nn.Module:
    return torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.BatchNorm1d(16), torch.nn.Dropout(0.5))


@pytest.mark.parametrize("switch", [False, True])
def test_predictions_of_train_mode_are_noise(switch: bool) -> None:
    model, rows = network(), torch.randn(8, 4)
    if switch:
        model.eval()
    with torch.no_grad():
        one, other = model(rows), model(rows)
    assert torch.equal(one, other) is switch


@pytest.mark.parametrize("switch", [False, True])
def test_scored_rows_leave_a_trace_in_train_mode(switch: bool) -> None:
    model = network()
    if switch:
        model.eval()
    before = model[1].running_mean.clone()
    with torch.no_grad():
        model(torch.randn(8, 4) + 5)
    assert torch.equal(before, model[1].running_mean) is switch


def modes_of_training(*, restored: bool) -> list[bool]:
    """The mode in which each of three epochs trains."""
    model, seen = network(), []
    model.train()
    for _ in range(3):
        if restored:
            model.train()
        seen.append(model[2].training)
        model.eval()
    return seen


def test_only_the_first_epoch_trains_in_train_mode() -> None:
    assert modes_of_training(restored=False) == [True, False, False]
    assert modes_of_training(restored=True) == [True, True, True]

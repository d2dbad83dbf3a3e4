"""MLS712: parts of a training step that have no effect where they stand, or the wrong one."""

from __future__ import annotations

import warnings

import pytest

torch = pytest.importorskip("torch")
F = torch.nn.functional


def changed(*order: str) -> float:
    """How far one step moves the weight, with its parts in this order."""
    model = torch.nn.Linear(1, 1, bias=False)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    before = model.weight.item()
    parts = {
        "clear": optimizer.zero_grad,
        "backward": lambda: (100 * model(torch.ones(1, 1)).sum()).backward(),
        "clip": lambda: torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0),
        "step": optimizer.step,
    }
    for part in order:
        parts[part]()
    return abs(model.weight.item() - before)


def test_what_is_cleared_is_not_learned() -> None:
    assert changed("backward", "clear", "step") == 0
    assert changed("clear", "backward", "step") == pytest.approx(100, rel=1e-4)


@pytest.mark.parametrize("order", [("clear", "clip", "backward", "step"), ("clear", "backward", "step", "clip")])
def test_clipping_elsewhere_does_nothing(order: tuple[str, ...]) -> None:
    assert changed(*order) == pytest.approx(100, rel=1e-4)
    assert changed("clear", "backward", "clip", "step") == pytest.approx(1, rel=1e-4)


def steps_past_the_scaler() -> list[float]:
    model = torch.nn.Linear(1, 1, bias=False)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    scaler = torch.amp.GradScaler("cpu")
    moved = []
    for scaled in (False, True):
        before = model.weight.item()
        optimizer.zero_grad()
        scaler.scale(model(torch.ones(1, 1)).sum()).backward()
        scaler.step(optimizer) if scaled else optimizer.step()
        moved.append(abs(model.weight.item() - before))
    return moved


def test_a_step_past_the_scaler_is_far_too_large() -> None:
    past, through = steps_past_the_scaler()
    assert past == pytest.approx(65536, rel=1e-3) and through == pytest.approx(1, rel=1e-2)


def rates(*, schedule_first: bool) -> list[float]:
    """The rate of each of three epochs."""
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.5)
    used = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch says so, too
        for _ in range(3):
            if schedule_first:
                scheduler.step()
            used.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            if not schedule_first:
                scheduler.step()
    return used


def test_the_first_rate_is_skipped() -> None:
    assert rates(schedule_first=False) == [1.0, 0.5, 0.25]
    assert rates(schedule_first=True) == [0.5, 0.25, 0.125]

"""Schedules that count batches and are stepped once an epoch."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """from torch.optim.lr_scheduler import OneCycleLR, StepLR
from transformers import get_linear_schedule_with_warmup
def train(optimizer, loader, test_loader, epochs, fit):
    total = len(loader) * epochs
    s = {made}
    for epoch in range(epochs):
        for x, y in {over}:
            optimizer.step()
            {inner}
        {outer}
"""
ONE = "OneCycleLR(optimizer, 0.1, total_steps=total)"
# made, the loop over, in it, behind it: the loader that is counted
CASES: dict[str, tuple[str, str, str, str, list[str]]] = {
    "once an epoch": (ONE, "loader", "pass", "s.step()", ["loader"]),
    "of a progress bar": (ONE, "tqdm(loader)", "pass", "s.step()", ["loader"]),
    "numbered": (ONE, "enumerate(loader)", "pass", "s.step()", ["loader"]),
    "by epochs and their steps": (
        "OneCycleLR(optimizer, 0.1, epochs=epochs, steps_per_epoch=len(loader))",
        "loader", "pass", "s.step()", ["loader"],
    ),
    "warmed up": (
        "get_linear_schedule_with_warmup(optimizer, num_warmup_steps=9, num_training_steps=len(loader) * epochs)",
        "loader", "pass", "s.step()", ["loader"],
    ),
    "looked at in the loop": (ONE, "loader", "print(s.get_last_lr())", "s.step()", ["loader"]),
    "each batch": (ONE, "loader", "s.step()", "pass", []),
    "each batch, and once more": (ONE, "loader", "s.step()", "s.step()", []),
    "counts epochs": ("OneCycleLR(optimizer, 0.1, total_steps=epochs)", "loader", "pass", "s.step()", []),
    "of another kind": ("StepLR(optimizer, len(loader))", "loader", "pass", "s.step()", []),
    "batches of another loader": (ONE, "test_loader", "pass", "s.step()", []),
    "handed on": (ONE, "loader", "fit(s)", "s.step()", []),
    "handed on at the end": (ONE, "loader", "pass", "s.step(); fit(s)", []),
}  # fmt: skip


@pytest.mark.parametrize(("made", "over", "inner", "outer", "expected"), CASES.values(), ids=CASES)
def test_slow(made: str, over: str, inner: str, outer: str, expected: list[str]) -> None:
    code = CODE.format(made=made, over=over, inner=inner, outer=outer)
    facts = build(source_from_text(code, "train.py"))
    assert [slow.loader for slow in training.slow_schedules(facts)] == expected


def test_one_that_is_only_made() -> None:
    facts = build(source_from_text(CODE.format(made=ONE, over="loader", inner="pass", outer="pass"), "train.py"))
    assert list(training.slow_schedules(facts)) == []

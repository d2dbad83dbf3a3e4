"""Evaluations with gradients on: who switches them off, who needs them."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import torch
def {name}(model, loader, criterion):
    model.eval()
    total = 0.0
    {before}
    for x, y in loader:
        total += {score}
    return total
"""
LOSS = "criterion(model(x), y).item()"
CASES = {
    "an evaluation": ("evaluate", "pass", LOSS, 1),
    "a test": ("test", "pass", "(model(x).argmax(1) == y).sum().item()", 1),
    "switched off for all": ("evaluate", "torch.set_grad_enabled(False)", LOSS, 0),
    "frozen": ("evaluate", "model.requires_grad_(False)", LOSS, 0),
    "an attack": ("test_attack", "pass", LOSS, 0),
    "a saliency map": ("evaluate", "explain = True", LOSS, 0),
    "a hook of a framework": ("validation_step", "pass", LOSS, 0),
    "no evaluation": ("collect", "pass", "features(x)", 0),
}


@pytest.mark.parametrize(("name", "before", "score", "expected"), CASES.values(), ids=CASES)
def test_evaluations(name: str, before: str, score: str, expected: int) -> None:
    facts = build(source_from_text(CODE.format(name=name, before=before, score=score), "train.py"))
    assert len(list(training.tracked_gradients(facts))) == expected

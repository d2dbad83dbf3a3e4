"""Which passes are made for gradients of their input, from which the network learns nothing."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.around_training.input_gradients import asks_for_input_gradients
from mlsmells.facts.analyses.training.passes import passes
from mlsmells.sources import source_from_text

BEFORE = """import torch
from torch import nn
def f(model: nn.Module, x, y, loss, optimizer):
"""
PASSES = {
    "an attack": ("x = x.clone().requires_grad_(True)\n loss(model(x), y).backward()\n return x.grad.sign()", True),
    "asked for by a method alone": ("x.requires_grad_()\n loss(model(x), y).backward()\n return x.grad", True),
    "asked for by an attribute": ("x.requires_grad = True\n model(x).max().backward()\n return x.grad", True),
    "a new tensor": (
        "z = torch.zeros(3, requires_grad=True)\n loss(model(z), y).backward()\n return z.grad",
        True,
    ),
    "of another variable": ("x.requires_grad_()\n loss(model(x), y).backward()\n return y.grad", False),
    "nobody reads them": ("x.requires_grad_()\n loss(model(x), y).backward()\n return x", False),
    "weights": ("model.w.requires_grad_()\n loss(model(x), y).backward()\n return model.w.grad", False),
    "learned as well": (
        "x.requires_grad_()\n loss(model(x), y).backward()\n optimizer.step()\n return x.grad",
        False,
    ),
    "plain training": ("loss(model(x), y).backward()\n optimizer.step()", False),
}


@pytest.mark.parametrize(("body", "expected"), PASSES.values(), ids=PASSES)
def test_gradients_of_the_input(body: str, expected: bool) -> None:
    facts = build(source_from_text(f"{BEFORE} {body}\n", "attack.py"))
    found = passes(facts)
    assert found and {asks_for_input_gradients(facts, one.event) for one in found} == {expected}

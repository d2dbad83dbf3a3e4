"""Losses that are cut from the graph: by what, and what keeps them in it."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import torch
from torch.nn import functional as F
def learn(model, optimizer, loader, criterion, flag):
    for x, y in loader:
        optimizer.zero_grad()
        out = model(x)
        {body}
        loss.backward()
        optimizer.step()
"""
LOSSES = {
    "in the graph": ("loss = criterion(out, y)", []),
    "a new tensor": ("loss = torch.tensor(criterion(out, y), requires_grad=True)", ["torch.tensor(…)"]),
    "detached": ("loss = criterion(out, y).detach().requires_grad_()", [".detach()"]),
    "its data": ("loss = criterion(out, y).data", [".data"]),
    "its number": ("loss = criterion(out, y).item() / 2", [".item()"]),
    "the class": ("loss = F.mse_loss(out.argmax(1).float(), y)", [".argmax()"]),
    "the class by torch": ("loss = F.mse_loss(out.max(1)[1].float(), y)", []),
    "through variables": (
        "p = out.detach()\n        q = p * 2\n        loss = criterion(q.squeeze(1), y)",
        [".detach()"],
    ),
    "taken along": ("loss = torch.as_tensor(criterion(out, y))", []),
    "a number taken along": ("loss = torch.as_tensor(criterion(out, y).item())", [".item()"]),
    "another part": ("loss = criterion(out, y) + out.detach().mean()", []),
    "two cuts": ("loss = out.detach().mean() - x.sum().item()", [".detach()"]),
    "an unknown part": ("loss = out.detach().mean() + extra", []),
    "a constant": ("loss = torch.tensor(0.0, requires_grad=True)", []),
    "in one case": ("loss = criterion(out, y)\n        if flag:\n            loss = loss.detach()", []),
    "in both cases": (
        "if flag:\n            loss = out.detach().sum()\n        else:\n            loss = out.mean().detach()",
        [],  # which of them stands is not asked
    ),
    "made of itself": ("loss = criterion(out, y)\n        loss = torch.mean(torch.tensor(loss))", ["torch.tensor(…)"]),
    "added to": ("loss = torch.tensor(x.shape[0])\n        loss += criterion(out, y)", []),
    "the second is in it": ("loss = F.mse_loss(out.detach(), model(y))", []),
    "an activation": ("loss = torch.relu(out.detach())", []),
}


@pytest.mark.parametrize(("body", "expected"), LOSSES.values(), ids=LOSSES)
def test_cuts(body: str, expected: list[str]) -> None:
    facts = build(source_from_text(CODE.format(body=body), "train.py"))
    assert [found.how for found in training.detached_losses(facts)] == expected

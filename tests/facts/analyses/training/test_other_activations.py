"""Probabilities of another kind than the network was trained for."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import torch
from torch import nn
def learn(model, x, y):
    criterion = {loss}
    model.train()
    out = model(x)
    criterion(out, y).backward()
def score(model, x):
    model.eval()
    out = model(x)
    {score}
"""
ENTROPY, SIGMOIDS = "nn.CrossEntropyLoss()", "nn.BCEWithLogitsLoss()"
# loss, what is made of the output: the activation that is told
CASES: dict[str, tuple[str, str, list[str]]] = {
    "sigmoid after cross-entropy": (ENTROPY, "return torch.sigmoid(out)", ["sigmoid"]),
    "of a part": (ENTROPY, "return torch.sigmoid(out[:, 1])", ["sigmoid"]),
    "as a method": (ENTROPY, "return out.sigmoid()", ["sigmoid"]),
    "softmax after sigmoids": (SIGMOIDS, "return torch.softmax(out, 1)[:, 1]", ["softmax"]),
    "with weights": ("nn.CrossEntropyLoss(weight=w)", "return torch.sigmoid(out)", ["sigmoid"]),
    "of the call itself": (ENTROPY, "return torch.sigmoid(model(x))", ["sigmoid"]),
    "softmax after cross-entropy": (ENTROPY, "return torch.softmax(out, 1)", []),
    "sigmoid after sigmoids": (SIGMOIDS, "return torch.sigmoid(out)", []),
    "only the largest": (ENTROPY, "return torch.sigmoid(out).argmax(1)", []),
    "only the largest, later": (ENTROPY, "p = torch.sigmoid(out)\n    return torch.argmax(p, 1)", []),
    "both, for comparison": (ENTROPY, "return torch.sigmoid(out), torch.softmax(out, 1)", []),
    "of something else": (ENTROPY, "return torch.sigmoid(x)", []),
    "an unknown loss": ("make_loss()", "return torch.sigmoid(out)", []),
    "two kinds of losses": (f"{ENTROPY} if y else {SIGMOIDS}", "return torch.sigmoid(out)", []),
    "focal loss beside it": (ENTROPY, "focal = 1\n    return torch.sigmoid(out)", []),
}


@pytest.mark.parametrize(("loss", "score", "expected"), CASES.values(), ids=CASES)
def test_what_is_made_of_the_output(loss: str, score: str, expected: list[str]) -> None:
    facts = build(source_from_text(CODE.format(loss=loss, score=score), "train.py"))
    assert [found.used for found in training.other_activations(facts)] == expected

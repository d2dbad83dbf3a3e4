"""Answers of a network that no loss looks at."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.act = nn.Linear(8, 8), nn.ReLU()
        self.a = nn.Linear(8, 1)
        self.b = nn.Linear(8, 1)
    def forward(self, x):
        h = self.body(x)
        return {answer}
def learn(net, x, y):
    out = net(x)
    loss = {loss}
    loss.backward()
def serve(net, x):
    out = net(x)
    return {served}
"""
BOTH = "{'a': self.a(h), 'b': self.b(h)}"
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "left out": (BOTH, "out['a'].mean()", "out['b']", ["b"]),
    "left out, asked with get": (BOTH, "out['a'].mean()", "out.get('b')", ["b"]),
    "trained": (BOTH, "out['a'].mean() + out['b'].mean()", "out['b']", []),
    "not served": (BOTH, "out['a'].mean()", "out['a']", []),
    "reaches the other too": ("{'a': self.a(h) * self.b(h), 'b': self.b(h)}", "out['a'].mean()", "out['b']", []),
    "handed on": (BOTH, "out['a'].mean() + other(out)", "out['b']", []),
    "all of them": (BOTH, "out['a'].mean() + sum(v.mean() for v in out.values())", "out['b']", []),
    "training that asks for nothing": (BOTH, "other(net, x)", "out['b']", []),
    "no dictionary": ("self.a(h), self.b(h)", "out[0].mean()", "out[1]", []),
}


@pytest.mark.parametrize(("answer", "loss", "served", "expected"), CASES.values(), ids=CASES)
def test_heads_without_a_loss(answer: str, loss: str, served: str, expected: list[str]) -> None:
    facts = build(source_from_text(CODE.format(answer=answer, loss=loss, served=served), "train.py"))
    assert [found.key for found in training.untrained_heads(facts)] == expected

"""Dropout by a function, of a rate that the constructions of the network give."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """
import torch.nn.functional as F
from torch import nn
class Net(nn.Module):
    def __init__(self, width, rate{0}):
        super().__init__()
        self.out, self.rate = nn.Linear(width, 2), 0
        self.rate = rate
    def forward(self, x):
        return F.dropout(self.out(x), self.rate)
{1}
"""
FOUND = {
    "nobody makes it here": ("", "", 1),
    "zero by name": ("", "net = Net(8, rate=0)", 0),
    "zero by position": ("", "net = Net(8, 0.0)", 0),
    "zero by default": ("=0.0", "net = Net(8)", 0),
    "another default": ("=0.5", "net = Net(8)", 1),
    "a rate": ("", "net = Net(8, rate=0.2)", 1),
    "one of two has a rate": ("", "net = Net(8, 0)\nother = Net(8, 0.2)", 1),
    "not known": ("", "net = Net(8, rate=given)", 1),
    "unpacked": ("=0", "net = Net(8, **given)", 1),
}


@pytest.mark.parametrize(("default", "use", "count"), FOUND.values(), ids=FOUND)
def test_rates(default: str, use: str, count: int) -> None:
    facts = build(source_from_text(CODE.format(default, use), "a.py"))
    assert len(list(training.endless_dropout(facts))) == count

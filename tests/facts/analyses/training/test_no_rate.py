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


SWITCHED = """
import torch.nn.functional as F
from torch import nn
class Net(nn.Module):
    def __init__(self, config, rate):
        super().__init__()
        self.out, self.rate, self.config = nn.Linear(8, 2), rate, config
    def forward(self, x, train=False):
        {0}
        return F.dropout(self.out(x), {1})
    def freeze(self):
        {2}
"""
FOLLOWS = {
    "chosen by the mode": ("p = 0.5 if self.training else 0", "p", "pass", 0),
    "chosen in place": ("pass", "p=0.5 if self.training else 0.0", "pass", 0),
    "times the mode": ("pass", "self.rate * self.training", "pass", 0),
    "under a condition": ("p = 0.0\n        if train:\n            p = self.rate", "p", "pass", 0),
    "put to zero": ("pass", "self.rate", "self.rate = 0.0", 0),
    "another is put to zero": ("pass", "self.rate", "self.noise = 0.0", 1),
    "put to another rate": ("pass", "self.rate", "self.rate = 0.1", 1),
    "chosen by something else": ("p = 0.5 if self.deep else 0.1", "p", "pass", 1),
    "a section of the settings": ("pass", "self.config.train.rate", "pass", 1),
    "a number": ("p = 0.5", "p", "pass", 1),
}


@pytest.mark.parametrize(("before", "rate", "later", "count"), FOLLOWS.values(), ids=FOLLOWS)
def test_rates_that_follow_the_mode(before: str, rate: str, later: str, count: int) -> None:
    facts = build(source_from_text(SWITCHED.format(before, rate, later), "a.py"))
    assert len(list(training.endless_dropout(facts))) == count

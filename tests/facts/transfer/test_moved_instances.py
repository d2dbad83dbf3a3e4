"""``Net().to(device)``: an instance of a class of the file stays what it is where a library's method gives it back."""

from __future__ import annotations

import pytest

from mlsmells.facts import Call, build
from mlsmells.sources import source_from_text

CODE = """import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
    def forward(self, x):
        return self.fc(x)
    def ready(self):
        self.eval()
thing = {}
thing.ready()
"""
# Whether the own method was followed.
MADE = {
    "as it is": ("Net()", True),
    "moved": ("Net().to('cpu')", True),
    "moved twice": ("Net().to('cpu').float()", True),
    "switched": ("Net().train()", True),
    "its weights": ("Net().state_dict()", False),
    "its parameters": ("Net().parameters()", False),
    "what it gives": ("Net()(torch.ones(3))", False),
}


@pytest.mark.parametrize(("made", "expected"), MADE.values(), ids=MADE)
def test_its_own_methods(made: str, expected: bool) -> None:
    facts = build(source_from_text(CODE.format(made), "train.py"))
    assert any(call.function == "Net.ready" and call.calls for call in facts.of(Call)) is expected

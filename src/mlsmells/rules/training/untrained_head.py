"""A network gives an answer that no loss ever looks at: the layer behind it keeps the weights it was drawn with.

`forward` returns a dictionary, the training takes the names it has labels for, and one more is shown to users: a
confidence, a severity. Its last layer has learned nothing, so the number is a fixed random function of the features.
Give it a loss, or take it out.

Bad:
    import torch
    from torch import nn
    torch.manual_seed(0)
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.label = nn.Linear(8, 2)
            self.sure = nn.Linear(8, 1)
        def forward(self, x):
            return {"label": self.label(x), "confidence": self.sure(x)}
    def train(net, optimizer, batches):
        net.train()
        for x, y in batches:
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x)["label"], y).backward()
            optimizer.step()
    def serve(net, x):
        net.eval()
        with torch.no_grad():
            return net(x)["confidence"]
Good:
    import torch
    from torch import nn
    torch.manual_seed(0)
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.label = nn.Linear(8, 2)
        def forward(self, x):
            return {"label": self.label(x)}
    def train(net, optimizer, batches):
        net.train()
        for x, y in batches:
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x)["label"], y).backward()
            optimizer.step()
    def serve(net, x):
        net.eval()
        with torch.no_grad():
            return net(x)["label"].softmax(1).amax(1)
Silent on:
    answers that nobody reads; layers that reach another answer as well; networks whose training stands elsewhere, or
    hands all of their answers on; layers without weights
Source: https://pytorch.org/tutorials/beginner/basics/optimization_tutorial.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS740",
    severity=Severity.WARNING,
    once=True,
    rolls_up=3,
    message="{owner}.{layer} gives '{key}' (read at line {line}), which no loss looks at - train it, or take it out",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Heads of the file's networks that its training leaves out."""
    for found in training.untrained_heads(facts):
        line = getattr(found.read, "lineno", 1)
        trace = [(found.place, "drawn"), (found.read, "read")]
        yield RULE.at(found.place, owner=found.owner, layer=found.layer, key=found.key, line=line, trace=trace)

"""A network makes a layer and never sends anything through it.

Often another layer is used in its place by a slip: `self.fc1` twice, and `self.fc2` not at all. The network is then
not the one that was meant: a dropout or a normalisation does nothing, weights are shared that should not be. Layers
without gradients also stop distributed training with an error. The output of a layer is lost just so where its variable
is bound anew before anything reads it, in a network of torch or among layers of Keras.

Bad:
    import torch
    from torch import nn
    torch.manual_seed(0)
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1 = nn.Linear(8, 8)
            self.fc2 = nn.Linear(8, 8)
        def forward(self, x):
            return self.fc1(self.fc1(x))
    Net()(torch.zeros(1, 8))
Good:
    import torch
    from torch import nn
    torch.manual_seed(0)
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1 = nn.Linear(8, 8)
            self.fc2 = nn.Linear(8, 8)
        def forward(self, x):
            return self.fc2(self.fc1(x))
    Net()(torch.zeros(1, 8))
Silent on:
    layers that any line of the file reads or names; classes that get at their layers without naming them (`children()`,
    `getattr`); classes without a `forward` of their own; `nn.Identity`, losses; activations and other layers without
    weights are a note
Source: https://pytorch.org/docs/stable/generated/torch.nn.parallel.DistributedDataParallel.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS729",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,  # another file may use it
    once=True,
    rolls_up=2,
    rolls_up_files=2,
    message="{layer} of {owner} is made and never used{instead} - send the data through it, or take it out",
)
DROPPED = "what {layer} gives is thrown away: {name} is {how} - send the data through it, or take it out"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Layers that nothing reads."""
    for unused in training.unused_layers(facts):
        yield RULE.at(
            unused.place,
            layer=unused.layer,
            owner=unused.owner,
            instead=f", while {unused.instead} is used more than once" if unused.instead else "",
            severity=None if unused.matters else Severity.INFO,
            cause=f"{unused.owner}.{unused.layer}",
        )


@RULE.on_file
def check_outputs(facts: Facts) -> Iterator[Finding]:
    """Outputs of layers that nothing takes."""
    for lost in training.dropped_outputs(facts):
        again = f"bound anew at line {lost.next.lineno}" if lost.next is not None else "not read any more"
        yield RULE.at(lost.statement, message=DROPPED, layer=lost.layer, name=lost.name, how=again)

"""A network drops units at prediction time as well, because `F.dropout` does not know the mode.

`nn.Dropout` follows `model.eval()`; the function `F.dropout` drops unless it is told `training=False`, and its default
is `True`. A layer that `forward` makes anew in each pass, `nn.Dropout(0.5)(x)`, is never in eval mode either. Scores
and predictions of the finished network are then random.

Bad:
    import torch.nn.functional as F
    from torch import nn
    class Net(nn.Module):
        def forward(self, x):
            return F.dropout(x, p=0.5)
Good:
    import torch.nn.functional as F
    from torch import nn
    class Net(nn.Module):
        def forward(self, x):
            return F.dropout(x, p=0.5, training=self.training)
Silent on:
    `nn.Dropout`; `training=` with anything but `True`; calls under `if self.training:`; dropout on purpose (Monte Carlo
    dropout, noise on the input), by the name of the class or method; functions outside of networks; a rate that all
    constructions in the file set to zero, that somebody puts to zero later, or that follows the mode. A rate that only
    another file can set is a warning
Source: https://pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS708",
    severity=Severity.ERROR,
    once=True,
    rolls_up=2,
    message="{name} drops units of {owner} in eval mode too: {why} - {do}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Calls of dropout functions in networks that do not pass the mode on."""
    for found in training.endless_dropout(facts):
        edit = AddKeyword(Span.of(found.call), "training", "self.training")
        fix = Fix("pass the mode on: training=self.training", (edit,), safe=True) if found.fixable else None
        yield RULE.at(
            found.call,
            name=found.name,
            owner=found.owner,
            why="each pass makes a new layer, in train mode" if found.built else "it does not know the mode",
            do="make the layer in __init__" if found.built else "pass training=self.training",
            severity=Severity.WARNING if found.unknown else None,
            fix=fix,
        )

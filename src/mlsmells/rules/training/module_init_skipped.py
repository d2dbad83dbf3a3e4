"""A network gets layers before `nn.Module` is initialised.

`nn.Module.__init__` makes the tables in which layers and weights are kept. A layer that is assigned before it, or
without it, raises `AttributeError: cannot assign module before Module.__init__() call`.

Bad:
    from torch import nn
    class Net(nn.Module):
        def __init__(self):
            self.fc = nn.Linear(8, 2)
        def forward(self, x):
            return self.fc(x)
Good:
    from torch import nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc = nn.Linear(8, 2)
        def forward(self, x):
            return self.fc(x)
Silent on:
    `super().__init__()`, `nn.Module.__init__(self)` and that of any other base before the first layer; numbers and
    texts before it; classes that are no networks, or whose bases are not seen; networks of Keras
Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, InsertBefore, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS716",
    severity=Severity.ERROR,
    once=True,
    message="{attribute} of {owner} is assigned {when}: torch raises an error - call super().__init__() first",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Layers that come too early."""
    for late in training.late_inits(facts):
        yield RULE.at(late.place, attribute=late.attribute, owner=late.owner, when=late.when, fix=_fix(late))


def _fix(late: training.LateInit) -> Fix | None:
    if late.init is not None:
        return None  # to be moved, perhaps with what it needs
    edit = InsertBefore(Span.of(late.first), "super().__init__()")
    return Fix("call super().__init__() first", (edit,), safe=True)

"""A network's `forward` is called by hand.

`model(x)` calls `forward` and all hooks that were registered: those of profilers, of quantisation and pruning, of
distributed training. `model.forward(x)` leaves them out.

Bad:
    import torch
    model = torch.nn.Linear(4, 1)
    model.eval()
    print(model.forward(torch.zeros(1, 4)))
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    model.eval()
    print(model(torch.zeros(1, 4)))
Silent on:
    `super().forward(x)`, `Base.forward(self, x)` and `self.forward(x)`; files with classes that have a `forward` and
    are no networks of torch
Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.forward
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS715",
    severity=Severity.INFO,
    once=True,
    rolls_up=2,
    message="{name}.forward() leaves the hooks of {name} out - call {name}()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Calls of ``forward`` by its name."""
    for holder, func in training.forwards(facts):
        name = ast.unparse(holder)
        fix = Fix(f"call {name}()", (ReplaceExpression(Span.of(func), name),), why="hooks are called as well")
        yield RULE.at(func, name=name, fix=fix)

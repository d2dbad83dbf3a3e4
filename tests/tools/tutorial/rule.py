"""A training loop steps its optimizer and never clears the gradients.

`backward()` adds to the gradients that are there. Without `zero_grad()` each step follows the sum of all batches so
far, as if the learning rate grew, and no error is raised.

Bad:
    import torch
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        torch.nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()
Silent on:
    gradients cleared anywhere in the loop, for the optimizer, the model or by hand;
    optimizers handed to a function that nobody knows; engines that clear by themselves
Source: https://pytorch.org/docs/stable/generated/torch.optim.Optimizer.zero_grad.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Backward, Call, Escape, Facts

RULE = Rule(
    __name__,
    code="MLS799",
    severity=Severity.ERROR,
    once=True,
    message="gradients are never cleared in this loop: each step adds those of line {line} to all before",
)


@RULE.on(Call)
def check(step: Call, facts: Facts) -> Iterator[Finding]:
    """Steps in a loop that computes gradients, and in which nothing clears them."""
    near = step.shares_loop
    if "loop.step" not in step.tags:
        return
    computed = [backward for backward in facts.of(Backward) if near(backward)]
    cleared = any(near(call) for call in facts.calls("loop.zero-grad"))
    lost = any(near(escape) and escape.holds(step.receiver) for escape in facts.of(Escape))
    if computed and not cleared and not lost:
        yield RULE.at(step, line=computed[0].line, trace=[(computed[0], "gradients"), (step, "a step")])

"""Gradients are added over several batches, and the loss is not divided by their number.

The loss is the mean of one batch. Adding the gradients of k means gives k times the gradient of the large batch that
was meant: the learning rate is k times what it says, and changes whenever k does.

Bad:
    import torch
    def epoch(model, loader, criterion, optimizer):
        optimizer.zero_grad()
        for i, (x, y) in enumerate(loader):
            criterion(model(x), y).backward()
            if (i + 1) % 4 == 0:
                optimizer.step()
                optimizer.zero_grad()
Good:
    import torch
    def epoch(model, loader, criterion, optimizer):
        optimizer.zero_grad()
        for i, (x, y) in enumerate(loader):
            (criterion(model(x), y) / 4).backward()
            if (i + 1) % 4 == 0:
                optimizer.step()
                optimizer.zero_grad()
Silent on:
    losses that are sums, or are divided by anything that may be the number; libraries that divide themselves; steps
    whose gradients are computed under the same condition, as a GAN does; gradients that are cleared in every pass
Source: https://pytorch.org/docs/stable/notes/amp_examples.html#gradient-accumulation
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS721",
    severity=Severity.WARNING,
    once=True,
    message="gradients of {count} batches are added and the loss is not divided by {count}: steps are as many times "
    "too large - divide it",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Backward passes whose loss is that of one batch of several."""
    for found in training.accumulated(facts):
        yield RULE.at(
            found.backward,
            count=found.count,
            trace=[(found.backward, "added in every pass"), (found.step, f"one step for {found.count}")],
        )

"""A distributed sampler is never told the epoch: each epoch has the same order.

`DistributedSampler` shuffles by its seed and the epoch, so that all processes agree. Without `set_epoch()` the epoch
stays 0: every epoch gives the same batches in the same order, and each process sees the same part of the rows forever.

Bad:
    import torch
    from torch.utils.data import DataLoader, DistributedSampler
    sampler = DistributedSampler(train_set)
    loader = DataLoader(train_set, batch_size=32, sampler=sampler)
    for epoch in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
Good:
    import torch
    from torch.utils.data import DataLoader, DistributedSampler
    sampler = DistributedSampler(train_set)
    loader = DataLoader(train_set, batch_size=32, sampler=sampler)
    for epoch in range(10):
        sampler.set_epoch(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
Silent on:
    `shuffle=False`; samplers of held-out rows; `set_epoch` anywhere in the file; one epoch; accelerate, Lightning and
    others that tell it
Source: https://pytorch.org/docs/stable/data.html#torch.utils.data.distributed.DistributedSampler
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, InsertBefore, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS711",
    severity=Severity.WARNING,
    once=True,
    message="{sampler} is never told the epoch: each epoch has the same order - call set_epoch(epoch) in the loop",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Samplers that shuffle, over several epochs."""
    for found in training.same_orders(facts):
        yield RULE.at(found.sampler, sampler=found.label, fix=_fix(found))


def _fix(found: training.SameOrder) -> Fix | None:
    loop = found.loop
    if not found.name or not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
        return None
    edit = InsertBefore(Span.of(loop.body[0]), f"{found.name}.set_epoch({loop.target.id})")
    return Fix(f"call {found.name}.set_epoch() at the start of each epoch", (edit,), why="training goes another way")
